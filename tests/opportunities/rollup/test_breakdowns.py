"""What the counts break down into, worked by hand."""

import json

import pandas as pd
import pytest

from opportunities.rollup import breakdowns
from opportunities.rollup.given import PEOPLE_COLUMNS, PROSPECT_COLUMNS, Tally
from opportunities.rollup.kept import pack, unpack
from opportunities.rollup.pooling import pool
from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import workings
from reviews.models import Achievability, AgeBand, AlternativeExisted, BestPathway, Timing
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY, counts

# At q3 8 reviewed, 5 improvable, 1 unclear; at q4 4 reviewed, 1 improvable.
SMALL = Tally(
    counts=counts(
        ("q3-discharge", "residential", "yes", "", "", 3),
        ("q3-discharge", "residential", "unclear", "", "", 1),
        ("q3-discharge", "residential", "no", "package", "pressure", "available", "", None, 3),
        ("q3-discharge", "home", "no", "package", "habit", "no", "", None, 2),
        ("q4-intake", "package", "yes", "", "", 3),
        ("q4-intake", "package", "no", "package", "pressure", "", "", None, 1),
    ),
    prospects=pd.DataFrame(
        [
            ("q3-discharge", "on-the-day", "likely", 3),
            ("q3-discharge", "earlier", "likely", 2),
            ("q4-intake", "", "", 1),
        ],
        columns=list(PROSPECT_COLUMNS),
    ),
    people=pd.DataFrame(
        [
            ("age-band", "q3-discharge", "yes", "85+", 3),
            ("age-band", "q3-discharge", "unclear", "85+", 1),
            ("age-band", "q3-discharge", "no", "85+", 1),
            ("age-band", "q3-discharge", "no", "18-64", 4),
            ("age-band", "q4-intake", "yes", "85+", 3),
            ("age-band", "q4-intake", "no", "85+", 1),
            ("locality", "q3-discharge", "yes", "North", 3),
            ("locality", "q3-discharge", "unclear", "East", 1),
            ("locality", "q3-discharge", "no", "North", 1),
            ("locality", "q3-discharge", "no", "", 4),
            ("locality", "q4-intake", "yes", "North", 3),
            ("locality", "q4-intake", "no", "North", 1),
        ],
        columns=list(PEOPLE_COLUMNS),
    ),
)  # fmt: skip


def table_of(tally: Tally) -> dict:
    shown = draw_up(workings(tally, AREA, CATALOGUE), CATALOGUE).breakdowns["breakdowns"]
    return {each["code"]: each for each in shown}


def rows(table: dict, code: str, point: str | None) -> list[tuple]:
    here = [row for row in table[code]["rows"] if row["decision_point"] == point]
    return [(row["code"], row["count"], row["denominator"]) for row in here]


SHOWN = table_of(SMALL)


def test_answers_are_of_the_reviewed_and_unclear_ones_of_all() -> None:
    assert rows(SHOWN, "answers", "q3-discharge") == [("yes", 3, 8), ("no", 5, 8), ("unclear", 1, 9)]
    assert rows(SHOWN, "answers", None) == [("yes", 6, 12), ("no", 6, 12), ("unclear", 1, 13)]


def test_reasons_are_most_first_and_variation_between_practitioners_is_named() -> None:
    assert rows(SHOWN, "reasons", "q3-discharge") == [("pressure", 3, 5), ("habit", 2, 5)]
    assert rows(SHOWN, "reasons", None) == [("pressure", 4, 6), ("habit", 2, 6)]
    assert SHOWN["reasons"]["rows"][1]["label"] == "Practitioner's habit (practitioner variation)"


def test_what_panels_left_open_stays_in_the_denominator() -> None:
    assert rows(SHOWN, "timing", None) == [("on-the-day", 3, 6), ("earlier", 2, 6)]
    assert rows(SHOWN, "alternatives", None) == [("available", 3, 6), ("under-commissioned", 0, 6), ("no", 2, 6)]
    assert rows(SHOWN, "achievability", "q4-intake")[1] == ("likely", 0, 1)


def test_level_of_care_is_derived_from_the_two_pathways() -> None:
    # residential 5 → package 3; home 1 → package 3; package → package
    assert rows(SHOWN, "level-of-care", None) == [("lower", 3, 6), ("same", 1, 6), ("higher", 2, 6)]


def test_groups_have_their_own_denominators_and_those_not_stated_come_last() -> None:
    assert rows(SHOWN, "locality", None) == [("North", 2, 8), ("", 4, 4)]
    assert rows(SHOWN, "locality", "q4-intake") == [("North", 1, 4)]
    assert rows(SHOWN, "age-band", "q3-discharge") == [("18-64", 4, 4), ("85+", 1, 4)]
    assert SHOWN["locality"]["rows"][0]["interval"] == pytest.approx([0.0715, 0.5907], abs=1e-4)


def test_missed_services_are_of_the_reviewed_with_any_of_them_first() -> None:
    table = table_of(TALLY)
    assert rows(table, "missed-prevention", "q4-intake") == [
        ("any", 2, 4),
        ("falls-prevention", 2, 4),
        ("medication", 1, 4),
    ]
    assert rows(table, "missed-prevention", None)[0] == ("any", 2, 14)


def test_all_areas_adds_up_parts_but_names_no_places() -> None:
    one = workings(SMALL, AREA, CATALOGUE)
    pooled = draw_up(pool([("Kent", one), ("Bath", one)], CATALOGUE), CATALOGUE).breakdowns["breakdowns"]
    table = {each["code"]: each for each in pooled}
    assert rows(table, "reasons", "q3-discharge") == [("pressure", 6, 10), ("habit", 4, 10)]
    assert rows(table, "age-band", None) == [("18-64", 8, 8), ("85+", 4, 16)]
    assert table["locality"]["rows"] == table["organisation"]["rows"] == []


def test_workings_kept_before_there_were_breakdowns_are_read_without() -> None:
    packed, draws = pack(workings(SMALL, AREA, CATALOGUE))
    again = unpack(json.loads(json.dumps(packed)), draws)
    assert draw_up(again, CATALOGUE).breakdowns["breakdowns"][0] == SHOWN["answers"]
    del packed["breakdowns"]
    assert unpack(packed, draws).breakdowns.empty


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (breakdowns.ANSWERS, BestPathway),
        (breakdowns.TIMING, Timing),
        (breakdowns.EXISTED, AlternativeExisted),
        (breakdowns.ACHIEVABILITY, Achievability),
        (breakdowns.AGE_BANDS, AgeBand),
    ],
)
def test_every_answer_that_can_be_given_has_its_row(ours, theirs) -> None:
    assert list(ours) == theirs.values
