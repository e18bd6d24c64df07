"""Breakdowns under disclosure control: small places folded, and no order that tells of hidden counts.

Answers are broken down by decision point, all else is of all decision points together: at one of them most parts are
small, would be hidden, and to protect them most totals too.
"""

from opportunities.disclosure.folding import fold
from opportunities.disclosure.marks import Row, is_hidden
from opportunities.disclosure.rules import Rules
from opportunities.disclosure.showing import Address, Showing

BY_POINT = "answers"
PLACES = ("locality", "organisation")
RANKED = ("reasons", "missed-prevention")


def folded_breakdowns(table: Row, rules: Rules) -> Row:
    """The rows that are given away; localities and organisations with few reviews become "other"."""
    return table | {"breakdowns": [each | {"rows": _rows(each, rules)} for each in table["breakdowns"]]}


def _rows(breakdown: Row, rules: Rules) -> list[Row]:
    if breakdown["code"] == BY_POINT:
        return breakdown["rows"]
    together = [row for row in breakdown["rows"] if row["decision_point"] is None]
    return fold(together, rules) if breakdown["code"] in PLACES else together


def controlled_breakdowns(table: Row, showing: Showing) -> Row:
    return table | {"breakdowns": [_breakdown(each, showing) for each in table["breakdowns"]]}


def address(breakdown: Row, row: Row) -> Address:
    return ("breakdowns", breakdown["code"], *([row["decision_point"]] if row["decision_point"] else []), row["code"])


def _breakdown(working: Row, showing: Showing) -> Row:
    rows = [_row(row, address(working, row), showing) for row in working["rows"]]
    if working["code"] in RANKED:
        rows.sort(key=lambda row: (-(row["count"] or 0), row["label"]))
    return working | {"rows": rows}


def _row(working: Row, at: Address, showing: Showing) -> Row:
    row = dict(working)
    showing.count(row, "count", at)
    showing.count(row, "denominator", at)
    hidden = is_hidden(row, "count") or is_hidden(row, "denominator")
    showing.shares(row, ("share", "interval"), working["count"], working["denominator"], hidden=hidden)
    return row
