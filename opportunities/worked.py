"""One saving as worked arithmetic: V, N, n, r and unit costs, down to the pounds that the table shows. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opportunities.rollup.given import AreaInputs, PointInputs, Procurement, Rate
from opportunities.rollup.procurement import WEEKS_A_YEAR
from pathways import questions
from pathways.questions import DecisionPoint

Row = Mapping[str, Any]


@dataclass(frozen=True)
class WorkedFlow:
    """V × n / N × r people a year, times what one decision on the actual pathway costs more than on the proposed."""

    actual: str
    proposed: str
    count: int
    share: float | None
    people: float | None
    cost_actual: float
    cost_proposed: float
    saving: float | None


@dataclass(frozen=True)
class WorkedPoint:
    """A decision point: V decisions a year, N reviewed, and its flows, largest saving first."""

    point: DecisionPoint
    volume: float | None
    reviewed: int
    flows: tuple[WorkedFlow, ...]

    @property
    def saving(self) -> float | None:
        return None if any(flow.saving is None for flow in self.flows) else math.fsum(f.saving or 0 for f in self.flows)


@dataclass(frozen=True)
class WorkedRate:
    """Q7: (rate − benchmark, at least 0) × beds × weeks × r."""

    rate: Rate
    over: float
    saving: float


def worked_points(
    focus: str, flows: Iterable[Row], reviewed: Mapping[str, int], inputs: AreaInputs
) -> list[WorkedPoint]:
    """The decision points of an area of focus that somebody reviewed.

    flows     rows of the flows table
    reviewed  N by decision point
    """
    rows = list(flows)
    return [
        _point(point, [row for row in rows if row["decision_point"] == point.code], reviewed[point.code], inputs)
        for point in questions.WITH_NOTES
        if point.focus == focus and reviewed.get(point.code)
    ]


def _point(point: DecisionPoint, rows: Sequence[Row], reviewed: int, inputs: AreaInputs) -> WorkedPoint:
    given = inputs.points.get(point.code, PointInputs())
    flows = [_flow(row, given, inputs.unit_costs) for row in rows]
    flows.sort(key=lambda flow: (-(flow.saving or 0), -flow.count))
    return WorkedPoint(point, given.annual_volume, reviewed, tuple(flows))


def _flow(row: Row, given: PointInputs, costs: Mapping[str, Mapping[str, float]]) -> WorkedFlow:
    """People a year and saving are those of the table: what is shown beside them is what they were made from."""
    actual, proposed = (math.fsum(costs.get(row[end], {}).values()) for end in ("actual", "proposed"))
    share = given.share_for(row["actual"])
    return WorkedFlow(
        row["actual"], row["proposed"], row["count"], share, row["annual_flow"], actual, proposed, row["saving"]
    )


def worked_rates(procurement: Procurement) -> list[WorkedRate]:
    share = procurement.realisable_share or 0
    over = [(rate, max(rate.weekly_rate - rate.benchmark, 0.0)) for rate in procurement.rates]
    return [WorkedRate(rate, by, by * rate.beds * WEEKS_A_YEAR * share) for rate, by in over]
