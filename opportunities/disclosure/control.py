"""The controlled tables of one area, or of all areas: the same shape, with nothing in them that gives people away."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace

from opportunities.disclosure.all_sums import all_sums
from opportunities.disclosure.breakdown_rows import controlled_breakdowns, folded_breakdowns
from opportunities.disclosure.consistency_rows import controlled_consistency
from opportunities.disclosure.cost_rows import controlled_cost_movements
from opportunities.disclosure.flow_rows import controlled_flows
from opportunities.disclosure.groups import Named
from opportunities.disclosure.headline_rows import controlled_headlines
from opportunities.disclosure.opportunity_rows import controlled_opportunities
from opportunities.disclosure.rules import Rules
from opportunities.disclosure.second_pass import hidden_addresses
from opportunities.disclosure.showing import Address, Showing
from opportunities.rollup.given import Catalogue
from opportunities.rollup.sensitivity_table import no_sensitivity
from opportunities.rollup.tables import Figures

# A table that is not named here can't be published: `control` fails, and its test with it.
CONTROLS: Mapping = {
    "opportunities": controlled_opportunities,
    "cost_movements": controlled_cost_movements,
    "flows": controlled_flows,
    "headlines": controlled_headlines,
    "consistency": controlled_consistency,
    "breakdowns": controlled_breakdowns,
    # Withheld whole: it serves planning, and its amounts would be further sums of the same counts.
    "sensitivity": lambda table, showing: no_sensitivity(),
}


def given_away(figures: Figures, areas: Sequence[Named], catalogue: Catalogue, rules: Rules) -> Figures:
    """The tables of `areas` (of one, or of all pooled) that anybody may be given: both passes, in the same shape."""
    if not areas:
        return figures  # nothing has been rolled up, so there is nothing in them
    folded = replace(figures, breakdowns=folded_breakdowns(figures.breakdowns, rules))
    apart = [(str(at), workings) for at, (_, workings) in enumerate(areas)]
    return control(folded, rules, hidden_addresses(all_sums(folded, apart, catalogue), rules))


def control(figures: Figures, rules: Rules, hidden: Collection[Address] = ()) -> Figures:
    """The tables under disclosure control. A hidden number is None, and its key among its row's `suppressed_keys`.

    hidden  addresses that the second pass hides besides what the plain rules hide
    Source: docs/method.md, "Disclosure control". Raises KeyError for a table that nobody has said how to control.
    """
    showing = Showing(rules, frozenset(hidden))
    tables = {field.name: CONTROLS[field.name](getattr(figures, field.name), showing) for field in fields(figures)}
    return Figures(**tables)
