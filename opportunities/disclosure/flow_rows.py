"""Flows under disclosure control: what is said of a flow's people and money follows from its count as shown."""

from opportunities.disclosure import money
from opportunities.disclosure.marks import Row, hide
from opportunities.disclosure.showing import Showing

OWN = ("decision_point", "actual", "proposed")


def controlled_flows(table: Row, showing: Showing) -> Row:
    return table | {"flows": [_flow(row, showing) for row in table["flows"]]}


def _flow(working: Row, showing: Showing) -> Row:
    row = dict(working)
    showing.count(row, "count", ("flows", *(row[code] for code in OWN)))
    if row["count"] is None:
        hide(row, "annual_flow", "saving")
        return row
    part = row["count"] / working["count"]
    if row["annual_flow"] is not None:
        _people(row, row["annual_flow"] * part, showing)
    if row["saving"] is not None:
        row["saving"] = money.rounded(row["saving"] * part)
    return row


def _people(row: Row, a_year: float, showing: Showing) -> None:
    """So many people are people too: few of them are hidden like few reviews."""
    row["annual_flow"] = money.rounded(a_year, finest=1)
    if a_year and not showing.rules.count(row["annual_flow"]):
        hide(row, "annual_flow")
