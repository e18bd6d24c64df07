"""Gross saving and reinvestment of each flow in each sector."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd


@dataclass(frozen=True)
class Movements:
    """£ a year, one row a flow, one column a sector; both at least 0. The net saving is gross - reinvestment."""

    gross: pd.DataFrame
    reinvestment: pd.DataFrame

    @cached_property
    def net(self) -> pd.DataFrame:
        return self.gross - self.reinvestment


def movements(annual_flows: pd.Series, differences: pd.DataFrame) -> Movements:
    """Gross saving flow x max(d, 0) and reinvestment flow x max(-d, 0), netted inside a sector and never across.

    annual_flows  decisions a year
    differences   d, £ per decision, on the same index, one column a sector
    Source: docs/method.md, "Cost movements"; LGA/Newton final report 2016, Figure 2.
    """
    gross = differences.clip(lower=0).mul(annual_flows, axis=0)
    reinvestment = (-differences).clip(lower=0).mul(annual_flows, axis=0)
    return Movements(gross=gross, reinvestment=reinvestment)
