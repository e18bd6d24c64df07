"""Scenarios as pages, the API and files read them. A fixed number of queries, however many there are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from areas.models import Area
from opportunities.models import Scenario
from opportunities.models.scenario import SharesFrom
from opportunities.rollup.given import AreaInputs, Catalogue
from opportunities.rollup.tables import nothing
from opportunities.scenarios import choices
from opportunities.scenarios.said import GivenChange, changes_by_scenario
from pathways.models import CatalogueRevision

Table = dict[str, Any]


@dataclass(frozen=True)
class ShownScenario:
    """A scenario and its figures. Before they are worked out `as_of` is None and every table is empty.

    each_person_once  what the guard takes off, ONCE of opportunities.rollup.tables; None without it
    """

    pk: int
    name: str
    about: str
    from_panels: bool
    counts_once: bool
    as_of: datetime | None
    stale: bool
    changes: tuple[GivenChange, ...] = ()
    opportunities: Table = field(default_factory=lambda: nothing().opportunities)
    cost_movements: Table = field(default_factory=lambda: nothing().cost_movements)
    each_person_once: Table | None = None

    @property
    def total(self) -> Table:
        total: Table = self.opportunities["total"]
        return total


def scenarios_of(area: Area) -> list[ShownScenario]:
    """All of an area, by name."""
    return _shown(Scenario.objects.filter(area=area), area)


def some_scenarios_of(area: Area, ids: Collection[int]) -> list[ShownScenario]:
    """Those of an area with these ids, by name; an id of another area is passed over."""
    return _shown(Scenario.objects.filter(area=area, pk__in=ids), area)


def _shown(scenarios: Iterable[Scenario], area: Area) -> list[ShownScenario]:
    found = list(scenarios)
    changes = changes_by_scenario(found)
    revision = area.revision + CatalogueRevision.current()
    return [_one(scenario, tuple(changes[scenario.pk]), scenario.revision != revision) for scenario in found]


def _one(scenario: Scenario, changes: tuple[GivenChange, ...], stale: bool) -> ShownScenario:
    """Figures from before a change of its own are not this scenario's: they are not shown."""
    return ShownScenario(
        pk=scenario.pk,
        name=scenario.name,
        about=scenario.about,
        from_panels=scenario.shares_from == SharesFrom.PANELS,
        counts_once=scenario.each_person_once,
        as_of=scenario.as_of,
        stale=stale,
        changes=changes,
        **(scenario.figures if scenario.as_of else {}),
    )


@dataclass(frozen=True)
class ChangeInWords:
    """An input, what the area has set, what it is in the scenario, and why."""

    named: str
    as_set: str
    instead: str
    reason: str


def in_words(changes: Iterable[GivenChange], inputs: AreaInputs, catalogue: Catalogue) -> list[ChangeInWords]:
    return [_words(change, inputs, catalogue) for change in changes]


def _words(change: GivenChange, inputs: AreaInputs, catalogue: Catalogue) -> ChangeInWords:
    code = choices.code_of(change["kind"], change["decision_point"], change["pathway"], change["sector"])
    choice = choices.named(code, inputs, catalogue)
    instead = choices.in_words(change["kind"], float(change["value"]))
    name, as_set = (choice.full_label, choice.as_set) if choice else (code, choices.NOT_SET)
    return ChangeInWords(name, as_set, instead, change["reason"])
