"""An area's inputs with some of them changed. Pure: plain values in and out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from opportunities.rollup.given import AreaInputs, PointInputs

Kind = Literal["annual-volume", "realisable-share", "cost", "procurement-share"]


@dataclass(frozen=True)
class Change:
    """One input and what it is instead.

    annual-volume      decisions a year at `decision_point`
    realisable-share   0 to 1 at `decision_point`; with a `pathway` only for people whose actual pathway it is
    cost               £ of one decision on `pathway` in `sector`, in place of unit cost x units
    procurement-share  0 to 1, of the weekly bed rates (Q7)
    """

    kind: Kind
    value: float
    decision_point: str = ""
    pathway: str = ""
    sector: str = ""


def changed(inputs: AreaInputs, changes: Iterable[Change]) -> AreaInputs:
    """The inputs with every change made; of two about the same input the later one stands."""
    for change in changes:
        inputs = _CHANGED[change.kind](inputs, change)
    return inputs


def _volume(inputs: AreaInputs, change: Change) -> AreaInputs:
    return _with_point(inputs, change, replace(_point(inputs, change), annual_volume=change.value))


def _share(inputs: AreaInputs, change: Change) -> AreaInputs:
    """Without a pathway the share of the whole decision point; a share of their own that some people have stays."""
    point = _point(inputs, change)
    if change.pathway:
        own: Mapping[str, float] = {**point.by_actual_pathway, change.pathway: change.value}
        return _with_point(inputs, change, replace(point, by_actual_pathway=own))
    return _with_point(inputs, change, replace(point, realisable_share=change.value))


def _cost(inputs: AreaInputs, change: Change) -> AreaInputs:
    costs = {**inputs.unit_costs.get(change.pathway, {}), change.sector: change.value}
    return replace(inputs, unit_costs={**inputs.unit_costs, change.pathway: costs})


def _procurement(inputs: AreaInputs, change: Change) -> AreaInputs:
    return replace(inputs, procurement=replace(inputs.procurement, realisable_share=change.value))


def _point(inputs: AreaInputs, change: Change) -> PointInputs:
    return inputs.points.get(change.decision_point, PointInputs())


def _with_point(inputs: AreaInputs, change: Change, point: PointInputs) -> AreaInputs:
    return replace(inputs, points={**inputs.points, change.decision_point: point})


_CHANGED = {
    "annual-volume": _volume,
    "realisable-share": _share,
    "cost": _cost,
    "procurement-share": _procurement,
}
