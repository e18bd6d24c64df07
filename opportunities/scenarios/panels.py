"""Realisable shares that panels' answers give, beside the ones that are set, and how they come about. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from opportunities.rollup.given import PROSPECT_COLUMNS, AreaInputs, PointInputs
from opportunities.scenarios.achievability import CHANCES, shares_from_panels
from pathways.questions import WITH_NOTES


@dataclass(frozen=True)
class FromPanels:
    """One decision point. `said`: answer, how many reviews gave it, and the chance it stands for.

    as_set     the area's share, or None
    own        how many actual pathways have a share of their own, which that of panels replaces
    share      the mean chance, or None where no review says
    """

    label: str
    as_set: float | None
    own: int
    share: float | None
    said: tuple[tuple[str, int, float], ...]

    @property
    def reviews(self) -> int:
        return sum(count for _, count, _ in self.said)


def from_panels(breakdown: Sequence[Mapping[str, Any]], inputs: AreaInputs) -> list[FromPanels]:
    """Decision points that panels have reviewed, in order.

    breakdown  rows of `achievability` in the stored breakdowns (opportunities.rollup.tables)
    """
    rows = [row for row in breakdown if row["decision_point"] and row["code"] in CHANCES and row["count"]]
    said: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
    for row in rows:
        said[row["decision_point"]].append((row["label"], row["count"], CHANCES[row["code"]]))
    shares = shares_from_panels(_prospects(rows))
    reviewed = {row["decision_point"] for row in breakdown}
    return [
        _of(point.label, inputs.points.get(point.code, PointInputs()), shares.get(point.code), said[point.code])
        for point in WITH_NOTES
        if point.code in reviewed
    ]


def _of(label: str, given: PointInputs, share: float | None, said: list[tuple[str, int, float]]) -> FromPanels:
    return FromPanels(label, given.realisable_share, len(given.by_actual_pathway), share, tuple(said))


def _prospects(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    counted = [(row["decision_point"], "", row["code"], row["count"]) for row in rows]
    return pd.DataFrame(counted, columns=list(PROSPECT_COLUMNS))
