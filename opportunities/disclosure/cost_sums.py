"""What Figure 2 publishes, as sums: pounds that one review of a flow stands for, in each sector."""

from functools import partial

import pandas as pd

from opportunities.disclosure.groups import Groups
from opportunities.disclosure.marks import Row
from opportunities.rollup.savings import Movements


def cost_sums(table: Row, groups: Groups) -> None:
    for row in (*table["rows"], table["total"]):
        if row["gross_saving"] is None:
            continue
        at, sector = ("cost_movements", row.get("sector", "total")), row.get("sector")
        groups.book.money((*at, "gross_saving"), groups.pounds(partial(_gross, sector=sector)), _beds(groups, sector))
        groups.book.money((*at, "reinvestment"), groups.pounds(partial(_reinvested, sector=sector)), 0.0)


def _gross(movements: Movements, sector: str | None) -> pd.Series:
    return movements.gross[sector] if sector else movements.gross.sum(axis=1)


def _reinvested(movements: Movements, sector: str | None) -> pd.Series:
    return movements.reinvestment[sector] if sector else movements.reinvestment.sum(axis=1)


def _beds(groups: Groups, sector: str | None) -> float:
    """Bed rates (Q7) save without any review."""
    paid = [workings.money.procurement for _, workings in groups.areas if workings.money]
    return sum(
        float(saving)
        for rates in paid
        for pays, saving in zip(rates.index.get_level_values("sector"), rates, strict=True)
        if sector is None or pays == sector
    )
