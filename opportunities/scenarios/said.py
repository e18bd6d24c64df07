"""What a scenario says, in plain values: for its form, for a copy, and to tell whether it has changed meanwhile."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypedDict

from areas.inputs import fingerprint
from opportunities.models import Scenario, ScenarioChange

COLUMNS = ("kind", "decision_point", "pathway__code", "sector__code", "value", "reason")


class GivenChange(TypedDict):
    """One change: `pathway` and `sector` are codes, "" where the kind of change has none."""

    kind: str
    decision_point: str
    pathway: str
    sector: str
    value: Decimal
    reason: str


class GivenScenario(TypedDict):
    name: str
    about: str
    shares_from: str
    each_person_once: bool


def given_of(scenario: Scenario) -> GivenScenario:
    return GivenScenario(
        name=scenario.name,
        about=scenario.about,
        shares_from=scenario.shares_from,
        each_person_once=scenario.each_person_once,
    )


def changes_of(scenario: Scenario) -> list[GivenChange]:
    """In the order they were made."""
    return changes_by_scenario([scenario])[scenario.pk]


def changes_by_scenario(scenarios: Iterable[Scenario]) -> dict[int, list[GivenChange]]:
    """Of each by its id: one query, however many there are."""
    found: dict[int, list[GivenChange]] = {scenario.pk: [] for scenario in scenarios}
    rows = ScenarioChange.objects.filter(scenario__in=found).order_by("pk").values_list("scenario_id", *COLUMNS)
    for scenario_id, kind, point, pathway, sector, value, reason in rows:
        found[scenario_id].append(
            GivenChange(
                kind=kind, decision_point=point, pathway=pathway or "", sector=sector or "", value=value, reason=reason
            )
        )
    return found


def seen_of(scenario: Scenario) -> str:
    """A short text that differs when what the scenario says differs; its figures don't count."""
    changes = [{**each, "value": f"{each['value']:.6f}"} for each in changes_of(scenario)]
    return fingerprint((given_of(scenario), changes))
