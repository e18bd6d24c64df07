"""Whoever leaves the way through the hospital is not counted again further along it."""

import pandas as pd
import pytest

from opportunities.rollup.given import AreaInputs, PointInputs
from opportunities.scenarios.each_person_once import avoided_shares, each_person_once, left_over
from tests.opportunities.rollup.worked import CATALOGUE

INPUTS = AreaInputs(
    "kent", "Kent", None, None,
    {"q1-attendance": PointInputs(10_000, 0.5), "q1-admission": PointInputs(4_000, 0.5),
     "q2-setting": PointInputs(2_000, 0.5), "q3-discharge": PointInputs(3_000, 0.5), "q4-intake": PointInputs(500)},
    {},
)  # fmt: skip


def flows(**people: float) -> pd.Series:
    rows = {
        ("q1-attendance", "bed", "home"): people.get("attendances", 0.0),
        ("q1-admission", "bed", "telecare"): people.get("admissions", 0.0),
        ("q1-admission", "bed", "short-stay"): people.get("shorter", 0.0),
        ("q2-setting", "bed", "package"): people.get("settings", 0.0),
    }
    index = pd.MultiIndex.from_tuples(rows, names=["decision_point", "actual", "proposed"])
    return pd.Series(list(rows.values()), index=index)


def volumes(inputs: AreaInputs) -> dict[str, float | None]:
    return {code: point.annual_volume for code, point in inputs.points.items()}


def test_by_hand() -> None:
    """1,000 of 10,000 attendances, 800 of 4,000 admissions and 500 of 2,000 stays: 0.9, 0.9 × 0.8, 0.9 × 0.8 × 0.75."""
    made = flows(attendances=1_000, admissions=800, settings=500)
    assert avoided_shares(made, INPUTS, CATALOGUE) == {"q1-attendance": 0.1, "q1-admission": 0.2, "q2-setting": 0.25}
    assert volumes(each_person_once(INPUTS, made, CATALOGUE)) == {
        "q1-attendance": 10_000,
        "q1-admission": pytest.approx(4_000 * 0.9),
        "q2-setting": pytest.approx(2_000 * 0.72),
        "q3-discharge": pytest.approx(3_000 * 0.54),
        "q4-intake": 500,
    }


def test_a_shorter_stay_in_the_hospital_is_still_on_the_way_through_it() -> None:
    assert volumes(each_person_once(INPUTS, flows(shorter=800), CATALOGUE)) == volumes(INPUTS)


def test_nothing_is_taken_off_where_a_flow_or_a_volume_is_not_known() -> None:
    assert left_over({}) == {"q1-admission": 1.0, "q2-setting": 1.0, "q3-discharge": 1.0}
    unknown = flows(attendances=float("nan"))
    assert volumes(each_person_once(INPUTS, unknown, CATALOGUE)) == volumes(INPUTS)


def test_more_people_than_there_are_decisions_leave_nobody_and_not_fewer() -> None:
    after = volumes(each_person_once(INPUTS, flows(attendances=20_000), CATALOGUE))
    assert after["q1-admission"] == after["q3-discharge"] == 0
