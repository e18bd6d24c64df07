"""The table: rows by question and place, professions never of one or two people, referrals over what could refer."""

import json

import numpy as np
import pytest

from reviews.consistency.counts import Counts, Exchanged, OfProfession, packed, pooled, unpack
from reviews.consistency.estimates import ALONE, ONE_ANSWER
from reviews.consistency.fields import FIELDS, Named
from reviews.consistency.kinds import added, kinds, unpacked
from reviews.consistency.professions import who
from reviews.consistency.shift import Change
from reviews.consistency.table import nothing, table

PATHWAYS = {"home": "Home", "reablement": "Reablement", "bed": "Acute bed"}
NAMED = Named(
    answers={field.code: {"low": "Low", "high": "High"} for field in FIELDS}
    | {"best_pathway": {"yes": "Yes", "no": "No", "unclear": "Unclear"}, "proposed_pathway": PATHWAYS},
    professions={"gp": "GP", "nurse": "Nurse", "ot": "OT", "sw": "Social worker"},
    groups={"out": ("Out of hospital", ("home", "reablement"))},
    offered={"home": frozenset({"q3-discharge"}), "reablement": frozenset({"q3-discharge", "q4-intake"}),
             "bed": frozenset({"q2-setting"})},
)  # fmt: skip


def notes(*answers: str):
    """Kinds of notes from a word a note, a letter a member: "yyn"."""
    codes = {"y": "yes", "n": "no", "u": "unclear", "h": "home", "r": "reablement"}
    rows = [(note, codes[letter]) for note, word in enumerate(answers) for letter in word]
    return kinds(np.array([note for note, _ in rows]), np.array([code for _, code in rows], dtype=object))


def row(found: list[dict], **of: object) -> dict:
    (one,) = [each for each in found if of.items() <= each.items()]
    return one


def test_all_points_are_their_notes_together() -> None:
    best = {("q2-setting", "best_pathway"): notes("yy"), ("q3-discharge", "best_pathway"): notes("yn", "nn")}
    rows = table(Counts(kinds=best), NAMED)["agreement"]
    assert [each["decision_point"] for each in rows] == [None, "q2-setting", "q3-discharge"]
    whole = rows[0]
    assert (whole["notes"], whole["answers"], whole["unanimous"]["count"]) == (3, 6, 2)
    assert whole["alpha"] == pytest.approx(4 / 9)  # as in test_agreement: yes yes, yes no, no no
    # Out of three answers that the form offers: chance is (1/4 + 1/4) / 2 = 1/4, AC1 (2/3 - 1/4) / (3/4) = 5/9
    assert whole["ac1"] == pytest.approx(5 / 9)
    assert whole["prevalence"] == [
        {"answer": "yes", "label": "Yes", "share": 0.5}, {"answer": "no", "label": "No", "share": 0.5}
    ]  # fmt: skip
    assert (whole["alpha_interval"], whole["not_estimated"]) == (None, None)  # three notes are too few for an interval


@pytest.mark.parametrize(("answers", "why"), [(("y", "n"), ALONE), (("yy", "yyy"), ONE_ANSWER)])
def test_what_can_t_be_estimated_says_why(answers: tuple[str, ...], why: str) -> None:
    (_, at) = table(Counts(kinds={("q2-setting", "best_pathway"): notes(*answers)}), NAMED)["agreement"]
    assert (at["alpha"], at["alpha_interval"], at["not_estimated"]) == (None, None, why)


def test_a_catalogue_question_is_out_of_the_answers_that_anybody_gave() -> None:
    proposed = {("q3-discharge", "proposed_pathway"): notes("hh", "hr", "rr")}
    (whole, _) = table(Counts(kinds=proposed), NAMED)["agreement"]
    assert whole["ac1"] == pytest.approx(1 / 3)


def people(*ids: int) -> OfProfession:
    return OfProfession(frozenset(ids), answers=len(ids))


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        ({"gp": people(1, 2, 3), "nurse": people(4, 5, 6)}, ["gp", "nurse"]),
        ({"gp": people(1), "nurse": people(2), "ot": people(3), "sw": people(4, 5, 6)}, ["sw", "others"]),
        # two GPs would be what is left of all when nurses are taken off, so the nurses join them
        ({"gp": people(1, 2), "nurse": people(4, 5, 6), "ot": people(7, 8, 9, 10)}, ["ot", "others"]),
        ({"gp": people(1), "nurse": people(2)}, []),
        # one person of two professions is one person
        ({"gp": people(1), "nurse": people(1), "ot": people(2)}, []),
        ({}, []),
    ],
)
def test_no_line_of_professions_tells_of_one_or_two_people(found: dict, lines: list[str]) -> None:
    assert [line.code for line in who(found, NAMED.professions)] == lines


def test_referrals_are_of_the_decisions_that_could_refer_there() -> None:
    referred = {
        ("panels", "East", "q3-discharge", "home"): 3,
        ("panels", "East", "q3-discharge", "reablement"): 1,
        ("panels", "East", "q2-setting", "bed"): 6,
        ("localities", "Thanet", "q4-intake", "reablement"): 2,
        ("professions", "gp", "q3-discharge", "home"): 4,  # one GP: never told
    }
    found = table(Counts(referred=referred, professions={"gp": people(1)}), NAMED)["referrals"]
    assert [each["pathway"] for each in found] == ["home", "reablement", "bed", "group:out"]
    home, group = row(found, pathway="home"), row(found, pathway="group:out")
    assert [(each["name"], each["count"], each["denominator"]) for each in home["panels"]] == [("East", 3, 4)]
    assert home["localities"] == home["professions"] == []  # nothing was decided there where home could answer
    assert (group["panels"][0]["count"], group["panels"][0]["denominator"]) == (4, 4)


EXCHANGED = Exchanged(
    7, True, "East", "A panel of another area", 10, 1, 6, 5, 1, 7, 0, 6, kinds={"best_pathway": notes("yn", "yy")}
)
COUNTS = Counts(
    kinds={("q2-setting", "best_pathway"): notes("yy", "yn")},
    panels={"East": notes("yy", "yn")},
    professions={"gp": people(1, 2), "nurse": people(3)},
    changes={"answer_changed": Change(1, 4), "majority_changed": Change(0, 1, 1)},
    referred={("professions", "gp", "q2-setting", "bed"): 2, ("panels", "East", "q2-setting", "bed"): 2},
    exchanged=(EXCHANGED, Exchanged(8, False, "A panel of another area", "East", 4, 0, 4, 4, 1, 1, 0, 0)),
)


def test_what_is_kept_comes_back_as_json_gives_it() -> None:
    kept = unpack(json.loads(json.dumps(packed(COUNTS))))
    assert packed(kept) == packed(COUNTS)
    assert table(pooled([kept]), NAMED) == table(pooled([COUNTS]), NAMED)
    assert table(pooled([unpack({})]), NAMED) == nothing()


def test_all_areas_add_up_and_tell_of_no_panel() -> None:
    found = table(pooled([COUNTS, COUNTS]), NAMED)
    assert row(found["agreement"], decision_point=None)["notes"] == 4
    assert found["panels"] == [] and found["between_panels"]["exchanges"] == []
    assert found["discussion"]["answer_changed"]["denominator"] == 8
    # the exchange is counted in the area whose notes they are, and not where they were read again
    assert found["between_panels"]["notes"] == 20
    assert all(each["panels"] == [] for each in found["referrals"])


def test_an_exchange_tells_by_how_much_panels_differ() -> None:
    (first, again) = table(COUNTS, NAMED)["between_panels"]["exchanges"]
    assert (first["first"]["share"], first["second"]["share"]) == (0.1, 0.7)
    assert first["p"] == pytest.approx(2 / 2**6)
    assert (again["panel"], again["read_again_by"]) == ("A panel of another area", "East")


def test_kinds_of_notes_are_kept_whole() -> None:
    one = notes("yy", "yy", "yn", "u")
    assert (len(one.counts), one.notes.sum()) == (3, 4)
    assert unpacked(one.packed()).packed() == one.packed()
    assert added([one, one]).notes.sum() == 8


def test_the_table_is_plain_json() -> None:
    assert json.loads(json.dumps(table(COUNTS, NAMED), allow_nan=False)) == table(COUNTS, NAMED)
