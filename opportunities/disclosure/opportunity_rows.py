"""Figure 3 under disclosure control."""

from opportunities.disclosure import money
from opportunities.disclosure.marks import Row, hide, is_hidden
from opportunities.disclosure.showing import Address, Showing, scaled

SHARE = ("improvable_share", "improvable_share_interval")
COUNTS = ("notes_reviewed", "unclear", "improvable")


def controlled_opportunities(table: Row, showing: Showing) -> Row:
    total = _row(table["total"], ("opportunities", "total"), showing)
    rows = [_row(row, ("opportunities", row["area_of_focus"]), showing) for row in table["rows"]]
    for row in (*rows, total):
        _share_of_saving(row, total)
    return table | {"rows": rows, "total": total}


def _row(working: Row, at: Address, showing: Showing) -> Row:
    row = dict(working)
    for key in COUNTS:
        showing.count(row, key, at)
    hidden = any(is_hidden(row, key) for key in ("improvable", "notes_reviewed"))
    showing.shares(row, SHARE, working["improvable"], working["notes_reviewed"], hidden=hidden)
    showing.pounds(row, "saving", at, of_hidden=is_hidden(row, "improvable"))
    _interval(row)
    scaled(row, "saving_typical", by="saving", of=working["saving"])
    for key in ("top_proposed", "top_reasons"):
        if key in row:
            row[key] = [_ranked(each, working, row, (*at, key, each["label"]), showing) for each in row[key]]
    return row


def _ranked(working: Row, focus: Row, focus_shown: Row, at: Address, showing: Showing) -> Row:
    row = dict(working)
    showing.count(row, "count", at)
    if "share" in row:
        hidden = is_hidden(row, "count") or is_hidden(focus_shown, "improvable")
        showing.shares(row, ("share",), working["count"], focus["improvable"], hidden=hidden)
    return row


def _interval(row: Row) -> None:
    if row["saving_interval"] is None:
        return
    if row["saving"] is None:
        hide(row, "saving_interval")
    else:
        row["saving_interval"] = [money.rounded(end) for end in row["saving_interval"]]


def _share_of_saving(row: Row, total: Row) -> None:
    if row["saving_share"] is None:
        return
    if row["saving"] is None or not total["saving"]:
        hide(row, "saving_share")
    else:
        row["saving_share"] = row["saving"] / total["saving"]
