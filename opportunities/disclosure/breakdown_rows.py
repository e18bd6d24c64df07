"""Breakdowns under disclosure control: small places folded together, and no order that tells of hidden counts."""

from itertools import groupby

from opportunities.disclosure.folding import fold
from opportunities.disclosure.marks import Row, is_hidden
from opportunities.disclosure.rules import Rules
from opportunities.disclosure.showing import Address, Showing

PLACES = ("locality", "organisation")
RANKED = ("reasons", "missed-prevention")


def folded_breakdowns(table: Row, rules: Rules) -> Row:
    """Localities and organisations with few reviews become "other", at each decision point for itself."""
    return table | {
        "breakdowns": [
            each | {"rows": [row for rows in _by_point(each) for row in fold(rows, rules)]}
            if each["code"] in PLACES
            else each
            for each in table["breakdowns"]
        ]
    }


def controlled_breakdowns(table: Row, showing: Showing) -> Row:
    return table | {"breakdowns": [_breakdown(each, showing) for each in table["breakdowns"]]}


def address(breakdown: Row, row: Row) -> Address:
    return ("breakdowns", breakdown["code"], row["decision_point"] or "", row["code"])


def _by_point(breakdown: Row) -> list[list[Row]]:
    return [list(rows) for _, rows in groupby(breakdown["rows"], key=lambda row: row["decision_point"])]


def _breakdown(working: Row, showing: Showing) -> Row:
    points = [[_row(row, address(working, row), showing) for row in rows] for rows in _by_point(working)]
    if working["code"] in RANKED:
        points = [sorted(rows, key=lambda row: (-(row["count"] or 0), row["label"])) for rows in points]
    return working | {"rows": [row for rows in points for row in rows]}


def _row(working: Row, at: Address, showing: Showing) -> Row:
    row = dict(working)
    showing.count(row, "count", at)
    showing.count(row, "denominator", at)
    hidden = is_hidden(row, "count") or is_hidden(row, "denominator")
    showing.shares(row, ("share", "interval"), working["count"], working["denominator"], hidden=hidden)
    return row
