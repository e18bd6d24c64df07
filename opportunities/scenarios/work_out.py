"""What a scenario's tables are: the area's own reviews and inputs with the scenario's choices. Pure."""

from collections.abc import Sequence
from typing import Any

from opportunities.rollup.cost_movements import cost_movements
from opportunities.rollup.given import AreaInputs, Catalogue, Tally
from opportunities.rollup.opportunity_table import opportunities
from opportunities.rollup.workings import workings
from opportunities.scenarios.achievability import with_panels_shares
from opportunities.scenarios.changes import Change, changed
from opportunities.scenarios.each_person_once import beside, each_person_once

Tables = dict[str, Any]


def work_out(
    tally: Tally, inputs: AreaInputs, catalogue: Catalogue, changes: Sequence[Change], *, panels: bool, once: bool
) -> Tables:
    """`opportunities` and `cost_movements`, as opportunities.rollup.tables has them, and `each_person_once`.

    That one is what the guard takes off (ONCE in the same place), or None without it, or while money is missing.

    panels  realisable shares from what panels said of achievability; a share that `changes` set stands all the same
    once    each person counted once along the pathway, after everything else
    """
    if panels:
        inputs = with_panels_shares(inputs, tally.prospects)
    inputs = changed(inputs, changes)
    made = workings(tally, inputs, catalogue)
    taken_off = None
    if once and made.money:
        before = opportunities(made, catalogue)
        made = workings(tally, each_person_once(inputs, made.flows["annual_flow"], catalogue), catalogue)
        taken_off = beside(before, opportunities(made, catalogue))
    return {
        "opportunities": opportunities(made, catalogue),
        "cost_movements": cost_movements(made, catalogue),
        "each_person_once": taken_off,
    }
