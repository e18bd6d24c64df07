"""What Figure 2 publishes, as sums: pounds that one review of a flow stands for, in each sector."""

from functools import partial

from opportunities.disclosure.groups import Groups
from opportunities.disclosure.marks import Row
from opportunities.rollup.workings import Workings


def cost_sums(table: Row, groups: Groups) -> None:
    for row in (*table["rows"], table["total"]):
        if row["gross_saving"] is None:
            continue
        at, sector = ("cost_movements", row.get("sector", "total")), row.get("sector")
        groups.book.money((*at, "gross_saving"), groups.pounds(partial(_gross, sector=sector)), _beds(groups, sector))
        groups.book.money((*at, "reinvestment"), groups.pounds(partial(_reinvested, sector=sector)), 0.0)


def _gross(workings: Workings, sector: str | None):
    gross = workings.money.movements.gross
    return gross[sector] if sector else gross.sum(axis=1)


def _reinvested(workings: Workings, sector: str | None):
    reinvested = workings.money.movements.reinvestment
    return reinvested[sector] if sector else reinvested.sum(axis=1)


def _beds(groups: Groups, sector: str | None) -> float:
    """Bed rates (Q7) save without any review."""
    paid = [workings.money.procurement for _, workings in groups.areas if workings.money]
    return sum(
        float(saving) for rates in paid for (pays, _), saving in rates.items() if sector is None or pays == sector
    )
