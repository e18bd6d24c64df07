"""What one decision costs: c(a, s) = unit cost x units, national unless the area has its own rows for the pathway."""

from collections.abc import Iterable, Mapping

import pandas as pd

UnitCosts = Mapping[str, Mapping[str, float]]
Row = tuple[str, str, float, float]


def per_decision(rows: Iterable[Row]) -> dict[str, dict[str, float]]:
    """£ per decision by pathway and sector. Rows: (pathway, sector, unit cost £, units); of one sector, they add up."""
    costs: dict[str, dict[str, float]] = {}
    for pathway, sector, unit_cost, units in rows:
        by_sector = costs.setdefault(pathway, {})
        by_sector[sector] = by_sector.get(sector, 0.0) + float(unit_cost) * float(units)
    return costs


def with_local(national: UnitCosts, local: UnitCosts) -> dict[str, Mapping[str, float]]:
    """National costs, but an area's rows for a pathway replace all of that pathway's national rows."""
    return {**national, **local}


def differences(flows: pd.Index, unit_costs: UnitCosts, sectors: Iterable[str]) -> pd.DataFrame:
    """d = c(actual, s) - c(proposed, s), £ per decision: one row a flow, one column a sector.

    flows  with levels named actual and proposed
    A sector that a pathway has no row for costs nothing. Raises KeyError if a pathway has no cost rows at all.
    Source: docs/method.md, "Cost movements"; LGA/Newton final report 2016, Figure 2.
    """
    columns = list(sectors)
    actual = [unit_costs[code] for code in flows.get_level_values("actual")]
    proposed = [unit_costs[code] for code in flows.get_level_values("proposed")]
    rows = [[a.get(s, 0.0) - p.get(s, 0.0) for s in columns] for a, p in zip(actual, proposed, strict=True)]
    return pd.DataFrame(rows, index=flows, columns=columns, dtype=float)
