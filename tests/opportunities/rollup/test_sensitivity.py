"""What the table of sensitivity says of the worked example, and when it says nothing."""

from dataclasses import replace

import pytest

from opportunities.models import Snapshot
from opportunities.rollup.given import AreaInputs
from opportunities.rollup.run import rollup_all_areas, rollup_area
from opportunities.rollup.sensitivity_table import no_sensitivity, sensitivity_table
from opportunities.rollup.workings import workings
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY


def table(inputs: AreaInputs = AREA) -> dict:
    return sensitivity_table(inputs, CATALOGUE, workings(TALLY, inputs, CATALOGUE))


def test_the_input_that_matters_most_comes_first() -> None:
    """5 of 10 discharges: the £160,500 there could be a little over half of it, or half as much again."""
    first, *others = table()["bars"]
    assert (first["code"], first["label"]) == ("improvable/q3-discharge", "Hospital discharge: share improvable")
    assert first["base"] == pytest.approx(286_500)
    assert len(others) <= 11


def test_nothing_is_taken_off_where_nobody_passes_two_decision_points() -> None:
    once = table()["each_person_once"]
    assert once["total"] == {"label": "Total", "saving": 286_500, "once": 286_500, "taken_off": 0}
    assert [row["area_of_focus"] for row in once["rows"]][-1] == "q7"


def test_an_area_with_something_missing_says_what_and_nothing_else() -> None:
    said = table(replace(AREA, total_budget=None))
    assert (said["bars"], said["each_person_once"]) == ([], None)
    assert said["incomplete"] == ["Set the area's total health and social care budget."]


def test_it_is_kept_with_an_areas_tables_and_not_given_away_nor_pooled(worked_area) -> None:
    rollup_area(worked_area.pk)
    rollup_all_areas()
    of_area, of_all = Snapshot.objects.get(area=worked_area), Snapshot.objects.get(area=None)
    assert of_area.figures["sensitivity"] == table()
    assert of_area.controlled["sensitivity"] == no_sensitivity()
    assert of_all.figures["sensitivity"] == no_sensitivity()
