"""How much hangs on one input, and what is counted twice along the pathway. Pure."""

import math
from dataclasses import asdict, replace
from typing import Any

from opportunities.rollup import costs, flows
from opportunities.rollup.given import AreaInputs, Catalogue
from opportunities.rollup.opportunity_table import savings_by_focus
from opportunities.rollup.savings import movements
from opportunities.rollup.workings import Money, Workings
from opportunities.scenarios.each_person_once import beside, each_person_once
from opportunities.scenarios.tornado import tornado
from pathways.questions import FOCUSES

BARS = 12  # the inputs that matter most; the others hardly move the saving

Table = dict[str, Any]


def sensitivity_table(inputs: AreaInputs, catalogue: Catalogue, made: Workings) -> Table:
    """Of one area, with the workings `made` of these inputs. Shape: opportunities.rollup.tables, `sensitivity`."""
    if made.money is None:
        return no_sensitivity() | {"incomplete": list(made.incomplete)}
    bars = tornado(inputs, made.flows["count"], made.reviews, catalogue)[:BARS]
    fewer = each_person_once(inputs, made.flows["annual_flow"], catalogue)
    return {
        "bars": [asdict(bar) for bar in bars],
        "each_person_once": beside(_savings(made.money), _savings(_with(fewer, made, made.money, catalogue))),
        "incomplete": [],
    }


def _with(inputs: AreaInputs, made: Workings, money: Money, catalogue: Catalogue) -> Money:
    """The money that other volumes give. Nothing is resampled: only the savings are looked at."""
    counted = made.flows["count"]
    annual = flows.annual_flows(counted, made.reviews["reviewed"], inputs.points)
    per_decision = costs.differences(counted.index, inputs.unit_costs, catalogue.sectors)
    return replace(money, movements=movements(annual, per_decision))


def _savings(money: Money) -> Table:
    """Of the table of opportunities the savings alone."""
    savings = savings_by_focus(money)
    rows = [{"area_of_focus": each.code, "label": each.label, "saving": savings[each.code]} for each in FOCUSES]
    return {"rows": rows, "total": {"saving": math.fsum(savings.values())}}


def no_sensitivity() -> Table:
    """Before anything has been rolled up, and of all areas: inputs are an area's own."""
    return {"bars": [], "each_person_once": None, "incomplete": []}
