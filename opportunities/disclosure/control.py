"""The controlled tables of one area, or of all areas: the same shape, with nothing in them that gives people away."""

from collections.abc import Collection, Mapping
from dataclasses import fields

from opportunities.disclosure.cost_rows import controlled_cost_movements
from opportunities.disclosure.flow_rows import controlled_flows
from opportunities.disclosure.headline_rows import controlled_headlines
from opportunities.disclosure.opportunity_rows import controlled_opportunities
from opportunities.disclosure.rules import Rules
from opportunities.disclosure.showing import Address, Showing
from opportunities.rollup.breakdown_table import no_breakdowns
from opportunities.rollup.sensitivity_table import no_sensitivity
from opportunities.rollup.tables import Figures
from reviews.consistency.table import nothing as no_consistency

# A table that is not named here can't be published: `control` fails, and its test with it.
CONTROLS: Mapping = {
    "opportunities": controlled_opportunities,
    "cost_movements": controlled_cost_movements,
    "flows": controlled_flows,
    "headlines": controlled_headlines,
    # Withheld whole: nobody has yet said how much of these can be given away.
    "consistency": lambda table, showing: no_consistency(),
    "breakdowns": lambda table, showing: no_breakdowns(),
    "sensitivity": lambda table, showing: no_sensitivity(),
}


def control(figures: Figures, rules: Rules, hidden: Collection[Address] = ()) -> Figures:
    """The tables under disclosure control. A hidden number is None, and its key among its row's `suppressed_keys`.

    hidden  addresses that the second pass hides besides what the plain rules hide
    Source: docs/method.md, "Disclosure control". Raises KeyError for a table that nobody has said how to control.
    """
    showing = Showing(rules, frozenset(hidden))
    tables = {field.name: CONTROLS[field.name](getattr(figures, field.name), showing) for field in fields(figures)}
    return Figures(**tables)
