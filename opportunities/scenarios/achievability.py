"""Realisable shares from what panels said of achievability, in place of those that the lead has set. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from opportunities.rollup.given import AreaInputs, PointInputs

# How often a change that a panel calls so is taken to succeed. Ours: evenly spaced, the same distance from certainty.
CHANCES: Mapping[str, float] = MappingProxyType(
    {"very-likely": 0.9, "likely": 0.7, "even": 0.5, "unlikely": 0.3, "very-unlikely": 0.1}
)


def shares_from_panels(prospects: pd.DataFrame) -> dict[str, float]:
    """Decision point → the mean chance (0 to 1) of its improvable reviews that say how achievable the change is.

    prospects  opportunities.rollup.given.PROSPECT_COLUMNS. A decision point where no review says so has no share.
    Source: docs/method.md, "Realisable shares from panels".
    """
    said = prospects[prospects["achievability"].isin(list(CHANCES))]
    weighed = said.assign(likely=said["achievability"].map(CHANCES).astype(float) * said["count"])
    sums = weighed.groupby("decision_point")[["likely", "count"]].sum()
    return {str(point): float(row["likely"] / row["count"]) for point, row in sums.iterrows()}


def with_panels_shares(inputs: AreaInputs, prospects: pd.DataFrame) -> AreaInputs:
    """The inputs with those shares for everybody at a decision point, whatever their actual pathway."""
    points = dict(inputs.points)
    for point, share in shares_from_panels(prospects).items():
        points[point] = replace(points.get(point, PointInputs()), realisable_share=share, by_actual_pathway={})
    return replace(inputs, points=points)
