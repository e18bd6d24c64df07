"""Flows as the ribbons of a Sankey: measured, small pathways folded into one, each by where it leads. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Row = Mapping[str, Any]
Measure = Literal["people", "reviews", "pounds"]
COLUMN: Mapping[Measure, str] = {"people": "annual_flow", "reviews": "count", "pounds": "saving"}
# What a ribbon is drawn as. Of people: the level of care it leads to; of pounds: whether it saves or costs more.
KINDS = ("lower", "same", "higher", "saves", "costs")
OTHER = ""
OTHER_LABEL = "Other pathways"
PATHWAYS = 8  # shown on a side at most, "Other pathways" included


@dataclass(frozen=True)
class Ribbon:
    """`size` is people or reviews a year, or pounds whichever way they go: 0 or more."""

    actual: str
    proposed: str
    kind: str
    size: float


@dataclass(frozen=True)
class Ribbons:
    """What can be drawn. `hidden` flows are not: disclosure control hides their number."""

    measure: Measure
    ribbons: tuple[Ribbon, ...]
    labels: Mapping[str, str]
    hidden: int

    def sizes(self, side: str) -> Counter[str]:
        """By pathway, of one side: `actual` or `proposed`."""
        found: Counter[str] = Counter()
        for ribbon in self.ribbons:
            found[getattr(ribbon, side)] += ribbon.size  # type: ignore[assignment]
        return found


def ribbons(flows: Sequence[Row], levels: Mapping[str, int], wanted: Measure) -> Ribbons:
    """People a year fall back to reviews counted where a volume is not known; money that is not known gives none.

    flows   decision_point, actual, proposed, actual_label, proposed_label, count, annual_flow, saving
    levels  rank of level of care by pathway code
    """
    measure = "reviews" if wanted == "people" and _unknown(flows, "people") else wanted
    shown = [flow for flow in flows if not _is_hidden(flow, measure)]
    hidden = len(flows) - len(shown)
    labels = {flow[side]: flow[f"{side}_label"] for flow in shown for side in ("actual", "proposed")}
    if _unknown(shown, measure):
        return Ribbons(measure, (), labels, hidden)
    sizes: Counter[tuple[str, str, str]] = Counter()
    for flow in shown:
        amount = flow[COLUMN[measure]]
        sizes[flow["actual"], flow["proposed"], _kind(flow, amount, levels, measure)] += abs(amount)
    found = [Ribbon(*at, size) for at, size in sizes.items() if size]
    return Ribbons(measure, _folded(found), {**labels, OTHER: OTHER_LABEL}, hidden)


def _unknown(flows: Iterable[Row], measure: Measure) -> bool:
    return any(flow[COLUMN[measure]] is None and not _is_hidden(flow, measure) for flow in flows)


def _is_hidden(flow: Row, measure: Measure) -> bool:
    return flow[COLUMN[measure]] is None and bool(flow.get("suppressed"))


def _kind(flow: Row, amount: float, levels: Mapping[str, int], measure: Measure) -> str:
    if measure == "pounds":
        return "saves" if amount >= 0 else "costs"
    by = levels.get(flow["proposed"], 0) - levels.get(flow["actual"], 0)
    return "lower" if by < 0 else "higher" if by > 0 else "same"


def _folded(found: Sequence[Ribbon]) -> tuple[Ribbon, ...]:
    """The smallest pathways of either side become one, so that names stay apart; nothing of their size is lost."""
    keep = {side: _largest(found, side) for side in ("actual", "proposed")}
    sizes: Counter[tuple[str, str, str]] = Counter()
    for each in found:
        actual = each.actual if each.actual in keep["actual"] else OTHER
        proposed = each.proposed if each.proposed in keep["proposed"] else OTHER
        sizes[actual, proposed, each.kind] += each.size  # type: ignore[assignment]
    return tuple(Ribbon(*at, size) for at, size in sizes.items())


def _largest(found: Sequence[Ribbon], side: str) -> set[str]:
    sizes: Counter[str] = Counter()
    for each in found:
        sizes[getattr(each, side)] += each.size  # type: ignore[assignment]
    most = [code for code, _ in sizes.most_common()]
    return set(most if len(most) <= PATHWAYS else most[: PATHWAYS - 1])
