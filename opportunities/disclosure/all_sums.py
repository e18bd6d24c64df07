"""All tables of one edition as sums of unknowns: what the second pass defends."""

from collections.abc import Sequence

from opportunities.disclosure.breakdown_sums import breakdown_sums
from opportunities.disclosure.cost_sums import cost_sums
from opportunities.disclosure.groups import Groups, Named
from opportunities.disclosure.headline_sums import headline_sums
from opportunities.disclosure.links import links
from opportunities.disclosure.opportunity_sums import opportunity_sums
from opportunities.disclosure.published import Published, Unknown
from opportunities.rollup.given import Catalogue
from opportunities.rollup.tables import Figures


def all_sums(figures: Figures, areas: Sequence[Named], catalogue: Catalogue) -> Published:
    """Of the tables of an area, or of all `areas` together."""
    groups = Groups(areas, Published())
    _flows(figures, groups)
    opportunity_sums(figures.opportunities, groups, catalogue)
    cost_sums(figures.cost_movements, groups)
    headline_sums(figures.headlines, groups, catalogue)
    breakdown_sums(figures.breakdowns, groups, catalogue)
    links(groups, catalogue)
    return groups.book


def _flows(figures: Figures, groups: Groups) -> None:
    for row in figures.flows["flows"]:
        own = (row["decision_point"], row["actual"], row["proposed"])
        names: list[Unknown] = [("flow", name, *own) for name, _ in groups.areas]
        parts = {name: 1.0 for name in names if name in groups.book.true}
        groups.book.count(("flows", *own, "count"), parts, row["count"])
