"""What a scenario's tables are: the area's own reviews and inputs with the scenario's choices. Pure."""

from collections.abc import Sequence
from typing import Any

from opportunities.rollup import flows
from opportunities.rollup.cost_movements import cost_movements
from opportunities.rollup.given import AreaInputs, Catalogue, Tally
from opportunities.rollup.opportunity_table import opportunities
from opportunities.rollup.workings import workings
from opportunities.scenarios.achievability import with_panels_shares
from opportunities.scenarios.changes import Change, changed
from opportunities.scenarios.each_person_once import each_person_once

Tables = dict[str, Any]


def work_out(
    tally: Tally, inputs: AreaInputs, catalogue: Catalogue, changes: Sequence[Change], *, panels: bool, once: bool
) -> Tables:
    """`opportunities` and `cost_movements`, as opportunities.rollup.tables has them.

    panels  realisable shares from what panels said of achievability; a share that `changes` set stands all the same
    once    each person counted once along the pathway, after everything else
    """
    if panels:
        inputs = with_panels_shares(inputs, tally.prospects)
    inputs = changed(inputs, changes)
    if once:
        inputs = _once(tally, inputs, catalogue)
    made = workings(tally, inputs, catalogue)
    return {
        "opportunities": opportunities(made, catalogue),
        "cost_movements": cost_movements(made, catalogue),
    }


def _once(tally: Tally, inputs: AreaInputs, catalogue: Catalogue) -> AreaInputs:
    counted = flows.flow_counts(tally.counts, catalogue)
    reviewed = flows.reviews_by_point(tally.counts)["reviewed"]
    return each_person_once(inputs, flows.annual_flows(counted, reviewed, inputs.points), catalogue)
