"""Which input matters most: the saving with one input at a time at its low and at its high. Pure.

The saving is linear in every one of them, so nothing is rolled up again: what changes is a sum over the flows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from opportunities.rollup import costs, flows
from opportunities.rollup.given import AreaInputs, Catalogue
from opportunities.rollup.procurement import procurement_savings
from pathways.questions import BY_CODE
from reviews.consistency.wilson import wilson

GIVE = 0.2  # without a low and a high of its own, an input is taken to be right to a fifth, up or down


@dataclass(frozen=True)
class Bar:
    """One input, and the whole saving (£ a year) with it at its low and at its high; `base` with everything as set."""

    code: str
    label: str
    low: float
    base: float
    high: float

    @property
    def width(self) -> float:
        return abs(self.high - self.low)


def tornado(inputs: AreaInputs, counts: pd.Series, reviews: pd.DataFrame, catalogue: Catalogue) -> list[Bar]:
    """The bars, widest first. Only of an area whose model is complete (`opportunities.rollup.missing`).

    counts   n by decision_point, actual, proposed; reviews: opportunities.rollup.flows.reviews_by_point
    Source: docs/method.md, "Which input matters most".
    """
    annual = flows.annual_flows(counts, reviews["reviewed"], inputs.points)
    worth = costs.differences(counts.index, inputs.unit_costs, catalogue.sectors).sum(axis=1) * annual
    procured = float(procurement_savings(inputs.procurement).sum())
    base = float(worth.sum()) + procured
    moved = [
        *_volumes(worth, inputs),
        *_realisable(worth, inputs),
        *_improvable(worth, reviews),
        *_costs(annual, inputs, catalogue),
        *_rates(inputs, procured),
    ]
    bars = [Bar(code, label, base + low, base, base + high) for code, label, low, high in moved if low or high]
    return sorted(bars, key=lambda bar: (-bar.width, bar.code))


Moved = tuple[str, str, float, float]  # code, label, £ a year more at the low, £ a year more at the high


def _volumes(worth: pd.Series, inputs: AreaInputs) -> Iterator[Moved]:
    for point, saving in _by_point(worth):
        given = inputs.points[point]
        low, high = _ends(given.annual_volume, given.volume_range)
        yield f"volume/{point}", f"{BY_CODE[point].label}: decisions a year", low * saving, high * saving


def _ends(value: float | None, between: tuple[float, float] | None) -> tuple[float, float]:
    """How much of the value it is less at its low (negative) and more at its high."""
    if not value or between is None:
        return -GIVE, GIVE
    return between[0] / value - 1, between[1] / value - 1


def _realisable(worth: pd.Series, inputs: AreaInputs) -> Iterator[Moved]:
    """Shares of actual pathways' own move in proportion with the decision point's; none grows past 1."""
    ends = {point: _ends(each.realisable_share, each.share_range) for point, each in inputs.points.items()}
    given = [(inputs.points[point].share_for(actual) or 0.0, *ends[point]) for point, actual, _ in worth.index]
    more = np.array([min(1.0, share * (1 + high)) / share - 1 if share else 0.0 for share, _, high in given])
    highs = dict(_by_point(worth * more))
    for point, saving in _by_point(worth):
        yield f"share/{point}", f"{BY_CODE[point].label}: realisable share", ends[point][0] * saving, highs[point]


def _improvable(worth: pd.Series, reviews: pd.DataFrame) -> Iterator[Moved]:
    """The ends of the 95% interval of the improvable share; how the flows divide it stays."""
    for point, saving in _by_point(worth):
        count, of = int(reviews["improvable"][point]), int(reviews["reviewed"][point])
        low, high = (end / (count / of) - 1 for end in wilson(count / of, of))
        yield f"improvable/{point}", f"{BY_CODE[point].label}: share improvable", low * saving, high * saving


def _costs(annual: pd.Series, inputs: AreaInputs, catalogue: Catalogue) -> Iterator[Moved]:
    """A pathway that people leave saves more the dearer it is; one that they go to saves less."""
    left = annual.groupby(level="actual").sum()
    reached = annual.groupby(level="proposed").sum()
    for code, pathway in catalogue.pathways.items():
        people = float(left.get(code, 0.0)) - float(reached.get(code, 0.0))
        more = GIVE * people * sum(inputs.unit_costs.get(code, {}).values())
        yield f"cost/{code}", f"{pathway.label}: cost", -more, more


def _rates(inputs: AreaInputs, procured: float) -> Iterator[Moved]:
    share = inputs.procurement.realisable_share
    if share:
        high = procured * (min(1.0, share * (1 + GIVE)) / share - 1)
        yield "share/q7-procurement", f"{BY_CODE['q7-procurement'].label}: realisable share", -GIVE * procured, high


def _by_point(worth: pd.Series) -> list[tuple[str, float]]:
    return [
        (str(point), float(saving)) for point, saving in worth.groupby(level="decision_point", sort=False).sum().items()
    ]
