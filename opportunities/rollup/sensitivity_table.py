"""How much hangs on one input, and what is counted twice along the pathway. Pure."""

from dataclasses import asdict
from typing import Any

from opportunities.rollup.given import AreaInputs, Catalogue, Tally
from opportunities.rollup.opportunity_table import opportunities
from opportunities.rollup.workings import Workings, workings
from opportunities.scenarios.each_person_once import beside, each_person_once
from opportunities.scenarios.tornado import tornado

BARS = 12  # the inputs that matter most; the others hardly move the saving

Table = dict[str, Any]


def sensitivity_table(tally: Tally, inputs: AreaInputs, catalogue: Catalogue, made: Workings) -> Table:
    """Of one area, with the workings `made` of these inputs. Shape: opportunities.rollup.tables, `sensitivity`."""
    if made.money is None:
        return no_sensitivity() | {"incomplete": list(made.incomplete)}
    bars = tornado(inputs, made.flows["count"], made.reviews, catalogue)[:BARS]
    fewer = each_person_once(inputs, made.flows["annual_flow"], catalogue)
    once = opportunities(workings(tally, fewer, catalogue), catalogue)
    return {
        "bars": [asdict(bar) for bar in bars],
        "each_person_once": beside(opportunities(made, catalogue), once),
        "incomplete": [],
    }


def no_sensitivity() -> Table:
    """Before anything has been rolled up, and of all areas: inputs are an area's own."""
    return {"bars": [], "each_person_once": None, "incomplete": []}
