"""What no code, however wrong, may write about a scenario: each rule of the tables, broken once."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from areas.models import Area
from opportunities.models import Scenario, ScenarioChange
from pathways.models import Pathway, Sector
from tests.conftest import Cast


@pytest.fixture
def scenario(catalogue: None, cast: Cast, area: Area) -> Scenario:
    return Scenario.objects.create(area=area, name="More reablement", made_by=cast.lead)


def change(scenario: Scenario, **columns: Any) -> ScenarioChange:
    given = {"kind": "annual-volume", "decision_point": "q3-discharge", "value": 100, "reason": "Since the ward closed"}
    with transaction.atomic():
        return ScenarioChange.objects.create(scenario=scenario, **(given | columns))


def about(**codes: str) -> dict[str, Any]:
    """Columns of a change about these: `pathway` and `sector` by code."""
    rows = {"pathway": Pathway, "sector": Sector}
    return {name: rows[name].objects.get(code=code) if name in rows else code for name, code in codes.items()}


SHARE = {"kind": "realisable-share", "value": Decimal("0.5")}
COST = {"kind": "cost", "decision_point": ""}
RATES = {"kind": "procurement-share", "decision_point": "", "value": Decimal("0.5")}


@pytest.mark.parametrize(
    ("rule", "columns", "codes"),
    [
        ("scenario_change_says_what_it_is_about", {"decision_point": ""}, {}),
        ("scenario_change_says_what_it_is_about", {}, {"pathway": "reablement"}),
        ("scenario_change_says_what_it_is_about", SHARE | {"decision_point": ""}, {}),
        ("scenario_change_says_what_it_is_about", SHARE, {"pathway": "reablement", "sector": "acute"}),
        ("scenario_change_says_what_it_is_about", COST, {"pathway": "reablement"}),
        ("scenario_change_says_what_it_is_about", COST | {"decision_point": "q2-setting"}, {"sector": "acute"}),
        ("scenario_change_says_what_it_is_about", RATES | {"decision_point": "q2-setting"}, {}),
        ("scenario_change_says_what_it_is_about", {"kind": "budget"}, {}),
        ("scenario_value_not_negative", {"value": -1}, {}),
        ("scenario_share_at_most_1", SHARE | {"value": Decimal("1.01")}, {}),
        ("scenario_share_at_most_1", RATES | {"value": 2}, {}),
        ("scenario_change_says_why", {"reason": ""}, {}),
    ],
)
def test_a_change_outside_the_rules_is_refused(scenario, rule, columns, codes) -> None:
    with pytest.raises(IntegrityError, match=rule):
        change(scenario, **columns, **about(**codes))


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        ({}, {}),
        (SHARE, {}),
        (SHARE, {"pathway": "reablement"}),
        (COST, {"pathway": "reablement", "sector": "acute"}),
        (RATES, {}),
    ],
)
def test_one_input_is_changed_once(scenario, columns, codes) -> None:
    change(scenario, **columns, **about(**codes))
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        change(scenario, **columns, **about(**codes))


@pytest.mark.parametrize(
    ("rule", "columns"),
    [
        ("(?i)unique", {"name": "More reablement"}),
        ("scenario_is_named", {"name": ""}),
        ("scenario_shares_from_known", {"shares_from": "me"}),
        ("scenario_says_when_and_from_what", {"as_of": timezone.now()}),
        ("scenario_says_when_and_from_what", {"revision": 1}),
    ],
)
def test_a_scenario_outside_the_rules_is_refused(scenario, rule, columns) -> None:
    given = {"area": scenario.area, "name": "Another", "made_by": scenario.made_by} | columns
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Scenario.objects.create(**given)
