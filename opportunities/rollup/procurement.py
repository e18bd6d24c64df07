"""Q7: what would be saved if beds that cost more than the benchmark were bought at it."""

import pandas as pd

from opportunities.rollup.given import Procurement

WEEKS_A_YEAR = 52


def procurement_savings(procurement: Procurement) -> pd.Series:
    """£ a year by sector and bed type: sum of max(rate - benchmark, 0) x beds x 52 x r. Nothing is reinvested.

    Rates below the benchmark save nothing and cost nothing. Without a realisable share the series is empty.
    Source: docs/method.md, "Procurement of beds"; LGA/Newton final report 2016, question 7.
    """
    share = procurement.realisable_share
    rows = [] if share is None else [
        (rate.sector, rate.bed_type, max(rate.weekly_rate - rate.benchmark, 0.0) * rate.beds * WEEKS_A_YEAR * share)
        for rate in procurement.rates
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["sector", "bed_type", "saving"]).astype({"saving": float})
    return frame.groupby(["sector", "bed_type"], sort=False)["saving"].sum()
