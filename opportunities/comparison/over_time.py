"""Shares and reasons of an area round by round, each held against the first round. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from opportunities.comparison.difference import Difference, difference
from opportunities.rollup.intervals import Interval, wilson
from pathways.questions import WITH_NOTES

REASONS_SHOWN = 8


class Counted(Protocol):
    """As reviews.tally.by_period gives them."""

    @property
    def period(self) -> int | None: ...
    @property
    def decision_point(self) -> str: ...
    @property
    def best(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def count(self) -> int: ...


@dataclass(frozen=True)
class InRound:
    """`label` names the round. `change` is from the first round: None of the first, and where either has no reviews."""

    label: str
    count: int
    denominator: int
    share: float | None
    interval: Interval | None
    change: Difference | None = None


@dataclass(frozen=True)
class OverTime:
    """One share in every round. `code` is the decision point, "" for all of them together."""

    code: str
    label: str
    rounds: tuple[InRound, ...]


@dataclass(frozen=True)
class RoundsSide:
    """`shares`: all decisions first. `reasons`: the main ones, most first over all rounds; shares are of improvable.

    `unclear`: reviews in each round that said too little. `outside`: reviews in no round.
    """

    shares: tuple[OverTime, ...]
    reasons: tuple[OverTime, ...]
    unclear: tuple[int, ...]
    outside: int


def over_time(names: Sequence[str], counts: Iterable[Counted], reasons: Mapping[str, str]) -> RoundsSide:
    """`names` of the rounds, first to last; `reasons` are the catalogue's labels by code, in its order."""
    counts = list(counts)
    told = Counter[tuple[int, str, str]]()
    why = Counter[tuple[int, str]]()
    for each in counts:
        if each.period is not None:
            told[each.period, each.decision_point, each.best] += each.count
            told[each.period, "", each.best] += each.count
            if each.best == "no":
                why[each.period, each.reason] += each.count
    places = range(len(names))
    return RoundsSide(
        tuple(_shares(names, told)),
        tuple(_reasons(names, why, reasons, [told[at, "", "no"] for at in places])),
        tuple(told[at, "", "unclear"] for at in places),
        sum(each.count for each in counts if each.period is None),
    )


def _shares(names: Sequence[str], told: Counter[tuple[int, str, str]]) -> Iterator[OverTime]:
    """A decision point that no round reviewed is left out."""
    labels = {"": "All decisions"} | {point.code: point.label for point in WITH_NOTES}
    for code, label in labels.items():
        pairs = [(told[at, code, "no"], told[at, code, "no"] + told[at, code, "yes"]) for at in range(len(names))]
        if any(of for _, of in pairs):
            yield OverTime(code, label, _rounds(names, pairs))


def _reasons(
    names: Sequence[str], why: Counter[tuple[int, str]], labels: Mapping[str, str], of: Sequence[int]
) -> Iterator[OverTime]:
    """Ties are in catalogue order."""
    total = Counter[str]()
    for (_, code), n in why.items():
        total[code] += n
    for code in sorted(labels, key=lambda code: -total[code])[:REASONS_SHOWN]:
        if total[code]:
            yield OverTime(code, labels[code], _rounds(names, [(why[at, code], n) for at, n in enumerate(of)]))


def _rounds(names: Sequence[str], pairs: Sequence[tuple[int, int]]) -> tuple[InRound, ...]:
    return tuple(
        InRound(
            name,
            count,
            of,
            count / of if of else None,
            wilson(count, of),
            difference(pairs[0], (count, of)) if at else None,
        )
        for at, (name, (count, of)) in enumerate(zip(names, pairs, strict=True))
    )
