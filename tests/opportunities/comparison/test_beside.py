"""Areas beside each other: in the order of their names, few reviews told by no share, placed against chance."""

import pytest

from opportunities.comparison.beside import beside, standing
from opportunities.comparison.measures import GROUPS, MEASURES, measure_of, row_of
from tests.opportunities.drawings.rows_of import hidden, share

OVERALL = measure_of("improvable")
ALL = share("All areas", 50, 100)


def test_areas_stand_in_the_order_of_their_names_and_not_of_their_shares() -> None:
    found = [("s", "Swindon", share("", 9, 10)), ("a", "ashford", share("", 1, 10)), ("k", "Kent", share("", 5, 10))]
    assert [row["label"] for row in beside(OVERALL, found, ALL).rows] == ["ashford", "Kent", "Swindon"]


def test_under_eight_reviews_there_is_no_share() -> None:
    seven, eight = beside(OVERALL, [("a", "A", share("", 7, 7)), ("b", "B", share("", 7, 8))], ALL).rows
    assert (seven["share"], seven["interval"], seven["few"], seven["suppressed"]) == (None, None, True, True)
    assert (eight["share"], eight["few"], eight["suppressed"]) == (7 / 8, False, False)


def test_hidden_numbers_stay_hidden_and_no_reviews_are_none() -> None:
    kept_back, nothing = beside(OVERALL, [("a", "A", hidden("")), ("b", "B", None)], ALL).rows
    assert kept_back["suppressed"] and kept_back["denominator"] is None and not kept_back["few"]
    assert (nothing["count"], nothing["denominator"], nothing["share"], nothing["suppressed"]) == (0, 0, None, False)


@pytest.mark.parametrize(
    ("count", "place"),
    [
        # p = 0.5, n = 100: 95% limits 40.2 and 59.8, 99.8% limits 34.5 and 65.5
        (41, "Within the limits"),
        (40, "Below the 95% limits"),
        (60, "Above the 95% limits"),
        (65, "Above the 95% limits"),
        (66, "Above the 99.8% limits"),
        (34, "Below the 99.8% limits"),
    ],
)
def test_a_share_lies_somewhere_against_the_limits_of_chance(count: int, place: str) -> None:
    assert standing(share("Kent", count, 100), ALL) == place


def test_without_a_share_or_anything_to_hold_it_against_nothing_is_said() -> None:
    assert standing(hidden("Kent"), ALL) == standing(share("Kent", 1, 10), None) == ""


def test_a_measure_is_a_headline_of_reviews_or_a_decision_points_share() -> None:
    assert list(MEASURES)[:3] == ["improvable", "q1-attendance", "q1-admission"]
    assert "saving-of-total-budget" not in MEASURES
    assert sum(map(len, GROUPS.values())) == len(MEASURES) == 10 + 7
    assert measure_of("nonsense") is OVERALL
    headlines = [{"code": "improvable", "count": 1}]
    answers = [{"code": code, "decision_point": at} for at in (None, "q2-setting") for code in ("yes", "no")]
    assert row_of(OVERALL, headlines, answers) is headlines[0]
    assert row_of(MEASURES["q2-setting"], headlines, answers) == {"code": "no", "decision_point": "q2-setting"}
    assert row_of(MEASURES["q4-intake"], headlines, answers) is None
