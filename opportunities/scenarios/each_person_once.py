"""A guard against counting the money of one person twice along the pathway. Pure.

Somebody whose admission is avoided is not there to be moved to another setting, nor to be discharged on a better
pathway. So fewer people reach a decision point by as many as the changes before it have taken off the way into and
through the hospital, and its annual volume is made smaller by that share.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from opportunities.rollup.given import AreaInputs, Catalogue, PointInputs

Table = dict[str, Any]
# The way through the hospital. The other decision points are reached by other ways too, and stay as they are.
BEFORE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "q1-admission": ("q1-attendance",),
        "q2-setting": ("q1-attendance", "q1-admission"),
        "q3-discharge": ("q1-attendance", "q1-admission", "q2-setting"),
    }
)


def avoided_shares(annual_flows: pd.Series, inputs: AreaInputs, catalogue: Catalogue) -> dict[str, float]:
    """Decision point → the part (0 to 1) of its annual volume that would leave the way through the hospital there.

    annual_flows  people a year by decision_point, actual, proposed; NaN where it is not known, which takes nothing off
    """
    away = [_leaves(catalogue, proposed) for _, _, proposed in annual_flows.index]
    yearly = annual_flows[away].groupby(level="decision_point").sum()
    return {
        str(point): min(float(flow) / volume, 1.0)
        for point, flow in yearly.items()
        if (volume := inputs.points.get(str(point), PointInputs()).annual_volume)
    }


def left_over(avoided: Mapping[str, float]) -> dict[str, float]:
    """Decision point → the part (0 to 1) of its volume that is left once everybody before it has been counted."""
    parts = {}
    for point, before in BEFORE.items():
        part = 1.0
        for earlier in before:
            part *= 1 - avoided.get(earlier, 0.0)
        parts[point] = part
    return parts


def each_person_once(inputs: AreaInputs, annual_flows: pd.Series, catalogue: Catalogue) -> AreaInputs:
    """The inputs with smaller volumes at the decision points of `BEFORE`.

    The share avoided at a decision point does not depend on its volume, so one pass is exact.
    Source: docs/method.md, "Each person once"; it is ours, and takes off the most that could have been counted twice.
    """
    points = dict(inputs.points)
    for point, part in left_over(avoided_shares(annual_flows, inputs, catalogue)).items():
        given = points.get(point)
        if given is not None and given.annual_volume is not None:
            points[point] = replace(given, annual_volume=given.annual_volume * part)
    return replace(inputs, points=points)


def _leaves(catalogue: Catalogue, proposed: str) -> bool:
    return catalogue.pathways[proposed].setting != "hospital"


def beside(as_set: Table, once: Table) -> Table:
    """What the guard takes off, from both tables of opportunities: ONCE of opportunities.rollup.tables."""
    rows = [
        {"area_of_focus": row["area_of_focus"], "label": row["label"]} | _taken_off(row, other)
        for row, other in zip(as_set["rows"], once["rows"], strict=True)
    ]
    return {"rows": rows, "total": {"label": "Total"} | _taken_off(as_set["total"], once["total"])}


def _taken_off(row: Table, once: Table) -> Table:
    return {"saving": row["saving"], "once": once["saving"], "taken_off": row["saving"] - once["saving"]}
