"""What most of a room answered and where it differs: counted by hand."""

import pytest

from reviews.workshops.majority import agreement, chosen_by_most, majorities, majority
from reviews.workshops.spread import Judged, spread
from tests.factories.workshops import NO, YES

HOME = {**NO, "proposed_pathway": "home-care", "reasons": ["family-pressure"]}
UNCLEAR = {"level_of_need": "moderate", "best_pathway": "unclear"}
# A room of six: four no (two pathways, two reasons), one yes, one unclear.
ROOM = [
    Judged("GP", {**HOME, "level_of_need": "high", "alternative_existed": "available"}),
    Judged("District nurse", NO),
    Judged("Social worker", HOME),
    Judged("Occupational therapist", NO),
    Judged("Geriatrician", YES),
    Judged("Discharge coordinator", UNCLEAR),
]
ANSWERS = [each.answers for each in ROOM]


def test_a_majority_is_more_than_half_of_those_asked() -> None:
    found = majorities(ANSWERS)
    assert (found["best_pathway"].answer, found["best_pathway"].counts[0], found["best_pathway"].answered) == (
        "no", ("no", 4), 6,
    )  # fmt: skip
    assert (found["alternative_existed"].counts, found["alternative_existed"].answer) == (
        (("under-commissioned", 3), ("available", 1)), "under-commissioned",
    )  # fmt: skip
    assert (found["level_of_need"].answer, found["level_of_need"].counts[0][1]) == ("moderate", 5)


def test_a_tie_is_left_open_in_catalogue_order() -> None:
    found = majority("proposed_pathway", ANSWERS, ["reablement", "home-care"])
    assert (found.answer, found.tied, found.is_open) == (None, True, True)
    assert found.counts == (("reablement", 2), ("home-care", 2))


def test_the_most_frequent_answer_is_no_majority_by_itself() -> None:
    levels = ["low", "low", "high", "moderate"]
    found = majority("level_of_need", [{**YES, "level_of_need": level} for level in levels])
    assert (found.answer, found.tied, found.is_open) == (None, False, True)


def test_nobody_is_no_majority_and_nothing_open() -> None:
    found = majority("level_of_need", [])
    assert (found.answer, found.is_open, found.differs) == (None, False, False)


def test_each_entry_of_a_list_is_counted_by_itself() -> None:
    """Of three asked, falls prevention has 3, telecare 1; of two asked, one each is no majority."""
    one = {**NO, "missed_prevention": ["falls-prevention"]}
    assert chosen_by_most("missed_prevention", [NO, one, one]) == ["falls-prevention"]
    assert chosen_by_most("missed_prevention", [NO, one]) == ["falls-prevention"]
    assert chosen_by_most("other_reasons", [NO, {**NO, "reasons": ["capacity-short"]}]) == []


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([NO, NO, NO], "unanimous"),
        ([NO, {**NO, "level_of_need": "high"}], "unanimous"),  # what decides no table divides nobody
        ([YES, YES], "unanimous"),
        ([NO, NO, YES], "majority"),
        ([NO, NO, HOME], "majority"),
        ([NO, HOME], "contested"),
        ([NO, YES], "contested"),
        ([NO, YES, UNCLEAR], "contested"),
        ([], ""),
    ],
)
def test_agreement_is_derived(answers: list, outcome: str) -> None:
    assert agreement(majorities(answers)) == outcome


def test_what_differs_comes_first_the_most_divided_at_the_top() -> None:
    """Shares of the most frequent answer: pathway 2 of 4, reasons 2 of 4, best 4 of 6, existed 3 of 4, need 5 of 6."""
    shown = spread(ROOM)
    assert [line.majority.question for line in shown.differ] == [
        "proposed_pathway", "main_reason", "other_reasons", "best_pathway", "alternative_existed", "level_of_need",
    ]  # fmt: skip
    shared = {found.question: found.answer for found in shown.shared}
    assert shared["timing"] == "earlier"
    assert shared["achievability"] == "likely"
    assert set(shared) == {"timing", "missed_prevention", "person_implication", "cost_implication", "achievability"}


def test_a_cell_holds_what_its_profession_said() -> None:
    shown = spread([*ROOM, Judged("GP", YES)], {"best_pathway": ["yes", "no", "unclear"]})
    best = next(line for line in shown.differ if line.majority.question == "best_pathway")
    assert [(given.answer, given.number, given.rank) for given in best.cells["GP"]] == [("no", 1, 1), ("yes", 1, 2)]
    assert best.cells["Discharge coordinator"][0].rank == 3
    pathway = next(line for line in shown.differ if line.majority.question == "proposed_pathway")
    assert pathway.cells["Geriatrician"] == ()  # not asked: the answer was yes


def test_a_late_judgement_is_never_mixed_in() -> None:
    late = [Judged("Nurse", YES, late=True)] * 5
    assert spread([*ROOM, *late]) == spread(ROOM)


def test_a_revision_counts_and_tells_what_was_said_before() -> None:
    shown = spread([Judged("GP", NO), Judged("Nurse", NO, first=YES), Judged("OT", YES)])
    best = shown.differ[0]
    assert best.majority.counts == (("no", 2), ("yes", 1))
    assert (best.cells["Nurse"][0].before, best.cells["GP"][0].before) == (("yes",), ())
