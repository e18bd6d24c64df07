"""What the form of a scenario needs to know of its area: the inputs on offer, what panels said, what is saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from areas.models import Area
from opportunities.figures import snapshot_for
from opportunities.models import Scenario
from opportunities.models.scenario import SharesFrom
from opportunities.rollup.given import AreaInputs, Catalogue
from opportunities.rollup.inputs import area_inputs, catalogue
from opportunities.scenarios.choices import Choice, choices, with_these
from opportunities.scenarios.form import ScenarioForm, code_of_change, initial_of
from opportunities.scenarios.panels import FromPanels, from_panels
from opportunities.scenarios.said import GivenScenario, changes_of, given_of, seen_of
from opportunities.scenarios.sent import codes_in, in_order, with_another
from opportunities.scenarios.shown import ChangeInWords, in_words

NEW = GivenScenario(name="", about="", shares_from=SharesFrom.AREA, each_person_once=False)


@dataclass(frozen=True)
class Planning:
    """An area's inputs with the catalogue, and every input that a scenario can change by its code."""

    inputs: AreaInputs
    catalogue: Catalogue
    offered: dict[str, Choice]

    def with_codes(self, codes: Iterable[str]) -> "Planning":
        return Planning(self.inputs, self.catalogue, with_these(self.offered, codes, self.inputs, self.catalogue))


def planning_of(area: Area) -> Planning:
    inputs, known = area_inputs(area.pk), catalogue()
    return Planning(inputs, known, choices(inputs, known))


def form_of(planning: Planning, scenario: Scenario | None, sent: QueryDict | None) -> ScenarioForm:
    """As saved, as sent to be saved, or as sent to have another change added."""
    if sent is None:
        return _as_saved(planning, scenario)
    here = planning.with_codes(str(value) for name, value in sent.items() if name.startswith("code-"))
    if "another" in sent:
        return with_another(sent, here.offered)
    codes = codes_in(sent, here.offered)
    return ScenarioForm(in_order(sent, codes), {}, offered=here.offered, codes=codes)


def _as_saved(planning: Planning, scenario: Scenario | None) -> ScenarioForm:
    given, changes = (given_of(scenario), changes_of(scenario)) if scenario else (NEW, [])
    codes = [code_of_change(change) for change in changes]
    here = planning.with_codes(codes)
    initial = initial_of(given, changes, here.offered) | {"seen": seen_of(scenario) if scenario else ""}
    return ScenarioForm(None, initial, offered=here.offered, codes=codes)


def saved_in_words(planning: Planning, scenario: Scenario) -> list[ChangeInWords]:
    return in_words(changes_of(scenario), planning.inputs, planning.catalogue)


def panels_of(area: Area, inputs: AreaInputs) -> list[FromPanels]:
    """From the stored tables: nothing is counted again."""
    breakdowns = snapshot_for(area).figures.breakdowns["breakdowns"]
    rows: list[Any] = next((each["rows"] for each in breakdowns if each["code"] == "achievability"), [])
    return from_panels(rows, inputs)
