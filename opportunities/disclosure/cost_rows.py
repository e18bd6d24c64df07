"""Figure 2 under disclosure control: net follows from gross and reinvestment as shown."""

from opportunities.disclosure import money
from opportunities.disclosure.marks import Row, hide
from opportunities.disclosure.showing import Address, Showing, scaled

MOVED = ("gross_saving", "reinvestment")


def controlled_cost_movements(table: Row, showing: Showing) -> Row:
    rows = [_row(row, ("cost_movements", row["sector"]), showing) for row in table["rows"]]
    return table | {"rows": rows, "total": _row(table["total"], ("cost_movements", "total"), showing)}


def _row(working: Row, at: Address, showing: Showing) -> Row:
    row = dict(working)
    for key in MOVED:
        showing.pounds(row, key, at)
        scaled(row, f"{key}_typical", by=key, of=working[key])
    for key in ("net", "net_typical"):
        _net(row, key)
    return row


def _net(row: Row, key: str) -> None:
    if row[key] is None:
        return
    saved, spent = (row[key.replace("net", each)] for each in MOVED)
    if saved is None or spent is None:
        hide(row, key)
    else:
        row[key] = money.rounded(saved - spent)
