"""An area whose model is not complete shows its counts, says what is missing, and has no money."""

from dataclasses import replace

import pytest

from opportunities.rollup.given import AreaInputs, PointInputs, Procurement, Tally
from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import workings
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY, counts

NO_REVIEWS = Tally(counts=counts())


def without(**points: PointInputs) -> AreaInputs:
    return replace(AREA, points={**AREA.points, **{code.replace("_", "-"): point for code, point in points.items()}})


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        (replace(AREA, total_budget=None), "Set the area's total health and social care budget."),
        (
            without(q4_intake=PointInputs(None, 0.5)),
            "Set the annual volume of decisions for Council intake (q4-intake).",
        ),
        (without(q4_intake=PointInputs(2000.0)), "Set the realisable share for Council intake (q4-intake)."),
        (
            without(q3_discharge=PointInputs(1000.0, None, {"residential": 0.25})),
            "Set the realisable share for Hospital discharge (q3-discharge): nothing covers Domiciliary package.",
        ),
        (
            replace(AREA, unit_costs={code: cost for code, cost in AREA.unit_costs.items() if code != "telecare"}),
            "Set a unit cost for Telecare (telecare).",
        ),
        (
            replace(AREA, procurement=replace(AREA.procurement, realisable_share=None)),
            "Set the realisable share for the weekly bed rates (q7-procurement).",
        ),
    ],
)
def test_each_missing_input_is_named_and_takes_the_money_away(inputs, sentence):
    figures = draw_up(workings(TALLY, inputs, CATALOGUE), CATALOGUE)
    assert figures.opportunities["incomplete"] == figures.cost_movements["incomplete"] == [sentence]
    total = figures.opportunities["total"]
    assert (total["improvable"], total["saving"], total["saving_interval"], total["saving_typical"]) == (
        7,
        None,
        None,
        None,
    )
    assert all(row["saving"] is None and row["saving_share"] is None for row in figures.opportunities["rows"])
    assert all(row["gross_saving"] is None and row["net_typical"] is None for row in figures.cost_movements["rows"])
    assert all(flow["saving"] is None and flow["count"] for flow in figures.flows["flows"])


def test_a_flow_is_shown_in_people_when_only_its_cost_is_unknown():
    figures = draw_up(workings(TALLY, replace(AREA, unit_costs={}), CATALOGUE), CATALOGUE)
    assert figures.flows["flows"][0]["annual_flow"] == pytest.approx(100)


def test_a_share_for_every_actual_pathway_in_use_is_enough():
    inputs = without(q3_discharge=PointInputs(1000.0, None, {"residential": 0.25, "package": 0.5}))
    assert workings(TALLY, inputs, CATALOGUE).incomplete == ()


def test_an_area_with_no_notes_brings_its_rates_and_needs_nothing_else():
    inputs = replace(AREA, points={}, unit_costs={})
    figures = draw_up(workings(NO_REVIEWS, inputs, CATALOGUE), CATALOGUE)
    assert figures.opportunities["incomplete"] == []
    assert figures.opportunities["total"]["saving"] == pytest.approx(26_000)
    assert figures.opportunities["total"]["notes_reviewed"] == 0
    assert figures.flows["flows"] == []


def test_no_rates_at_all_save_nothing_and_nothing_is_missing():
    figures = draw_up(workings(TALLY, replace(AREA, procurement=Procurement()), CATALOGUE), CATALOGUE)
    assert figures.opportunities["incomplete"] == []
    assert figures.opportunities["rows"][-1]["saving"] == 0.0


def test_reviews_that_are_all_unclear_need_no_volume():
    tally = Tally(counts=counts(("q2-setting", "bed", "unclear", "", "", 3)))
    figures = draw_up(workings(tally, AREA, CATALOGUE), CATALOGUE)
    assert figures.opportunities["incomplete"] == []
    assert figures.opportunities["total"]["unclear"] == 3
