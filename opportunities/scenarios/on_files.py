"""Scenarios for files that are not under disclosure control."""

from dataclasses import replace
from typing import Any

from areas.models import Area
from opportunities.exports.edition import Edition
from opportunities.rollup.given import AreaInputs, Catalogue
from opportunities.rollup.inputs import area_inputs, catalogue
from opportunities.scenarios.answer import in_plain
from opportunities.scenarios.shown import ShownScenario, in_words, scenarios_of
from opportunities.scenarios.side_by_side import AS_SET, Column


def with_scenarios(edition: Edition, area: Area) -> Edition:
    """The edition of an area with its scenarios. Only of working figures: docs/decisions/0021."""
    found = scenarios_of(area)
    if not found:
        return edition
    inputs, known = area_inputs(area.pk), catalogue()
    tables = edition.shown.figures
    columns = [Column(AS_SET, tables.opportunities, tables.cost_movements)]
    columns += [Column(each.name, each.opportunities, each.cost_movements) for each in found if each.as_of]
    words = tuple(_in_words(each, inputs, known) for each in found)
    return replace(edition, scenarios=words, scenario_columns=tuple(columns))


def _in_words(scenario: ShownScenario, inputs: AreaInputs, known: Catalogue) -> dict[str, Any]:
    """Each change as a program reads it, with the words that a person reads."""
    plain, words = in_plain(scenario), in_words(scenario.changes, inputs, known)
    changes = [
        {**change, "input": said.named, "as_set": said.as_set, "instead": said.instead}
        for change, said in zip(plain["changes"], words, strict=True)
    ]
    return {**plain, "changes": changes}
