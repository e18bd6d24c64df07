"""Headlines under disclosure control, their parts in an order that tells nothing of hidden counts."""

from opportunities.disclosure import money
from opportunities.disclosure.marks import Row, hide, is_hidden
from opportunities.disclosure.showing import Address, Showing

SHARE = ("share", "interval")


def controlled_headlines(table: Row, showing: Showing) -> Row:
    return table | {"headlines": [_headline(row, showing) for row in table["headlines"]]}


def _headline(working: Row, showing: Showing) -> Row:
    at = ("headlines", working["code"])
    if working["unit"] == "pounds":
        return _of_pounds(working, at, showing)
    parts = [
        _of_reviews(part, ("headlines", f"{working['code']}/{part['code']}"), showing) for part in working["breakdown"]
    ]
    parts.sort(key=lambda part: (-(part["count"] or 0), part["label"]))
    return _of_reviews(working, at, showing) | {"breakdown": parts}


def _of_reviews(working: Row, at: Address, showing: Showing) -> Row:
    row = dict(working)
    showing.count(row, "count", at)
    showing.count(row, "denominator", at)
    hidden = is_hidden(row, "count") or is_hidden(row, "denominator")
    showing.shares(row, SHARE, working["count"], working["denominator"], hidden=hidden)
    return row


def _of_pounds(working: Row, at: Address, showing: Showing) -> Row:
    """The interval is that of the saving, over the budget; both are rounded before they are divided."""
    row = dict(working)
    showing.pounds(row, "count", at)
    showing.pounds(row, "denominator", at)
    if row["share"] is None:
        return row
    if row["count"] is None or not row["denominator"]:
        hide(row, *SHARE)
        return row
    budget = row["denominator"]
    ends = [money.rounded(end * working["denominator"]) / budget for end in working["interval"]]
    return row | {"share": row["count"] / budget, "interval": ends}
