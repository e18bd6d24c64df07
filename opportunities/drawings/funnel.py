"""A funnel: share against number of reviews, with the limits that chance alone would seldom leave. Pure.

Limits are p ± z √(p(1 − p) / n) around the share p of all together, with z for 95% and 99.8%
(Spiegelhalter, Funnel plots for comparing institutional performance, 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import ClassVar

from opportunities.drawings.numbered import Mark, Point, numbered
from opportunities.drawings.rows import NARROW, WIDE
from opportunities.drawings.scale import Scale, ticks
from opportunities.drawings.shares import Row, in_words, is_shown
from opportunities.drawings.text import LINE, Label, widest, wrap
from opportunities.formats import number, percent

Z_95, Z_998 = 1.959964, 3.090232
_LEFT, _TOP, _TALL, _UNDER = 44, 24, 300, 72  # px: axis, above the plot, the plot, the axis under it
_KEY, _BADGE, _GAP = 400, 26, 24  # px: the list beside the plot at most, its numbers, the space before it
_NOTE = 240  # px beside the plot at least, where the note stands
_SOME, _NONE = "Numbered: outside the 99.8% limits. The table has all.", "None is outside the 99.8% limits."
_STEPS = 60
MANY = 30  # more groups than these are not all numbered, only those outside the 99.8% limits


@dataclass(frozen=True)
class Listed:
    """What a number, the group's place in the order given, stands for. `drawn` is False where there is no share."""

    number: str
    label: Label
    drawn: bool


@dataclass(frozen=True)
class Funnel:
    """`limits`: pairs of SVG paths, 95% and 99.8%; `across` and `up` are the axes.

    `pooled` names the share of all, `level` is its height; `note` says which groups have numbers where not all have.
    """

    name: ClassVar[str] = "funnel"
    title: str
    words: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    limits: tuple[str, ...]
    pooled: Label
    level: float
    across: tuple[Label, ...]
    up: tuple[Label, ...]
    points: tuple[Point, ...]
    listed: tuple[Listed, ...]
    note: Label | None


def limits(share: float, reviews: float, z: float) -> tuple[float, float]:
    """Between which shares of so many reviews would lie if chance alone moved them; never outside 0 to 1."""
    by = z * sqrt(share * (1 - share) / reviews)
    return max(share - by, 0.0), min(share + by, 1.0)


def funnel(groups: Sequence[Row], title: str, pooled: Row, width: float = WIDE) -> Funnel | None:
    """None where fewer than two groups can be drawn: there is then nothing to compare.

    groups  label, count, denominator, share, interval; see opportunities.drawings.shares
    pooled  the same of all together
    """
    shown = [group for group in groups if is_shown(group)]
    if len(shown) < 2 or not is_shown(pooled):
        return None
    narrow, p = width < 2 * NARROW, pooled["share"]
    named = _named(groups, p)
    texts = [f"{groups[at - 1]['label']}: {in_words(groups[at - 1])}" for at in named]
    key = 0.0 if narrow else min(max(widest(texts) + _BADGE, _NOTE if len(groups) > MANY else 0), _KEY)
    right = width - 12 - (key + _GAP if key else 0)
    most = max(group["denominator"] for group in shown)
    x = Scale(0, ticks(0, most)[-1], _LEFT, right)
    y = Scale(0, 1, _TOP + _TALL, _TOP)
    room, left, top = (width, 0.0, _TOP + _TALL + _UNDER + 14) if narrow else (key, right + _GAP, _TOP + 14)
    note = Label(wrap(_SOME if named else _NONE, room), left, top) if len(groups) > MANY else None
    begin = top + (len(note.lines) * LINE + 8 if note else 0)
    listed, end = _list([(at, groups[at - 1]) for at in named], texts, room, left, begin)
    return Funnel(
        title,
        _words(groups, shown, pooled),
        width,
        max(_TOP + _TALL + _UNDER, end),
        _LEFT,
        right,
        _TOP,
        _TOP + _TALL,
        tuple(_path(p, z, side, x, y) for z in (Z_95, Z_998) for side in (0, 1)),
        Label((f"{pooled['label']} {percent(p)}",), _LEFT + 34, _TOP + _TALL + 64),
        y.at(p),
        tuple(Label((number(n),), x.at(n), _TOP + _TALL + LINE + 2, "middle") for n in ticks(0, most)),
        tuple(Label((percent(share),), _LEFT - 8, y.at(share) + 5, "end") for share in (0, 0.25, 0.5, 0.75, 1)),
        numbered(_marks(groups, x, y), set(named)),
        listed,
        note,
    )


def _named(groups: Sequence[Row], share: float) -> list[int]:
    """The places of the groups that have a number beside their dot."""
    every = enumerate(groups, 1)
    if len(groups) <= MANY:
        return [at for at, _ in every]
    return [at for at, group in every if is_shown(group) and not _inside(group, share)]


def _marks(groups: Sequence[Row], x: Scale, y: Scale) -> list[Mark]:
    return [(n, x.at(row["denominator"]), y.at(row["share"])) for n, row in enumerate(groups, 1) if is_shown(row)]


def _path(share: float, z: float, side: int, x: Scale, y: Scale) -> str:
    """One limit as a line, from one review to the right end; denser on the left, where it bends."""
    across = sorted({max(ceil(x.high * (step / _STEPS) ** 2), 1) for step in range(_STEPS + 1)})
    return "M" + "L".join(f"{x.at(n):.1f} {y.at(limits(share, n, z)[side]):.1f}" for n in across)


def _list(
    named: Sequence[tuple[int, Row]], texts: Sequence[str], room: float, left: float, y: float
) -> tuple[tuple[Listed, ...], float]:
    """The numbered names, beside the plot or on a phone below it, and where they end."""
    listed = []
    for (at, group), text in zip(named, texts, strict=True):
        lines = wrap(text, room - _BADGE)
        listed.append(Listed(str(at), Label(lines, left + _BADGE, y), is_shown(group)))
        y += len(lines) * LINE + 8
    return tuple(listed), y - LINE + 8


def _words(groups: Sequence[Row], shown: Sequence[Row], pooled: Row) -> str:
    outside = [group for group in shown if not _inside(group, pooled["share"])]
    said = "; ".join(f"{group['label']} {in_words(group)}" for group in outside)
    found = f"Outside the 99.8% limits: {said}." if said else "No share lies outside the 99.8% limits around it."
    missing = f" {len(groups) - len(shown)} can't be shown." if len(shown) < len(groups) else ""
    return f"{pooled['label']}: {in_words(pooled)}. {found}{missing}"


def _inside(group: Row, share: float) -> bool:
    low, high = limits(share, group["denominator"], Z_998)
    return low <= group["share"] <= high
