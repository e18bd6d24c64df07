"""The demonstration lands on the report's headlines: shares are compared at the report's rounding."""

import pandas as pd
import pytest

from tests.demo.figures import Money
from tests.demo.files import WITH_NOTES, catalogue, decisions

PATHWAYS = {pathway["code"]: pathway for pathway in catalogue()["pathways"]}


@pytest.fixture(scope="module")
def answered() -> pd.DataFrame:
    table = decisions()
    return table[table["best_pathway"] != "unclear"]


def at(table: pd.DataFrame, point: str, area: str | None = None) -> pd.DataFrame:
    here = table[table["decision_point"] == point]
    return here[here["area"] == area] if area else here


def improvable_percent(table: pd.DataFrame) -> float:
    return (table["best_pathway"] == "no").mean() * 100


def avoidable(table: pd.DataFrame) -> pd.DataFrame:
    proposed = table[table["best_pathway"] == "no"]
    return proposed[proposed["proposed_pathway"].map(lambda code: PATHWAYS[code]["setting"] != "hospital")]


def test_a_quarter_of_admissions_were_avoidable(answered):
    admissions = at(answered, "q1-admission")
    assert round(len(avoidable(admissions)) / len(admissions) * 100) == 26


def test_two_thirds_of_avoidable_admissions_on_the_day(answered):
    timing = avoidable(at(answered, "q1-admission"))["timing"].value_counts(normalize=True) * 100
    assert (round(timing["on-the-day"]), round(timing["earlier"])) == (64, 36)


@pytest.mark.parametrize("area", WITH_NOTES)
def test_self_referred_attendances(answered, area):
    attendances = at(answered, "q1-attendance", area)
    assert 33 <= improvable_percent(attendances[attendances["self_referred"] == "yes"]) <= 43


def test_discharges_with_a_package(answered):
    discharges = at(answered, "q3-discharge")
    with_package = discharges[discharges["actual_pathway"] != "home-without-support"]
    assert round(improvable_percent(with_package)) == 24


@pytest.mark.parametrize(
    "by", [{"residential-placement"}, {code for code, p in PATHWAYS.items() if p["setting"] == "care-home"}]
)
def test_long_term_residential(answered, by):
    discharges = at(answered, "q3-discharge")
    assert round(improvable_percent(discharges[discharges["actual_pathway"].isin(by)])) == 59


@pytest.mark.parametrize("area", WITH_NOTES)
def test_missed_prevention_at_council_intake(answered, area):
    intakes = at(answered, "q4-intake", area)
    assert 25 <= (intakes["missed_prevention"] != "").mean() * 100 <= 40


def test_falls_prevention_is_missed_most_but_least_in_greenwich(answered):
    intakes = at(answered, "q4-intake")
    missed = intakes["missed_prevention"].str.split(";").explode()
    assert missed[missed != ""].value_counts().idxmax() == "falls-prevention"
    by_area = intakes["missed_prevention"].str.contains("falls-prevention").groupby(intakes["area"]).mean()
    assert by_area.idxmin() == "greenwich"
    assert by_area["greenwich"] < by_area.drop("greenwich").min() / 1.5


def test_alternatives_existed_and_were_lower_in_almost_all(answered):
    improvable = answered[answered["best_pathway"] == "no"]
    assert improvable["alternative_existed"].isin(["available", "under-commissioned"]).mean() > 0.9
    level = {code: pathway["level_of_care"] for code, pathway in PATHWAYS.items()}
    lower = improvable["proposed_pathway"].map(level) < improvable["actual_pathway"].map(level)
    assert 0.97 < lower.mean() < 1


def test_savings_are_the_published_part_of_the_budgets():
    money = Money()
    assert 0.07 <= money.total_saving() / money.budget("reviewed_budget") <= 0.10
    assert 0.01 <= money.total_saving() / money.budget() <= 0.0125
    for area in WITH_NOTES:
        assert 0.07 <= money.by_area[area] / money.areas[area]["area"]["reviewed_budget"] <= 0.10


def test_self_referred_people_had_mostly_not_considered_other_options(answered):
    attendances = at(answered, "q1-attendance")
    asked = attendances[(attendances["self_referred"] == "yes") & (attendances["best_pathway"] == "no")]
    assert 0.65 <= asked["reasons"].str.contains("unaware-of-alternatives").mean() <= 0.83
