"""Shares beside each other, each a dot with its interval: in the order given, never as a league table. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from opportunities.drawings.rows import WIDE, is_many, rows
from opportunities.drawings.scale import Scale, ticks
from opportunities.drawings.shares import FEW, Row, in_words, is_few, is_shown
from opportunities.drawings.text import LINE, Label, beside, widest
from opportunities.formats import percent

_GAP = 16
_TOP, _AXIS = 26, 30  # px above the rows for the line's name, below them for the axis


@dataclass(frozen=True)
class Dot:
    """`x` is None where the share is hidden or nobody reviewed. `few`: drawn hollow."""

    label: Label
    value: Label
    middle: float
    x: float | None
    ends: tuple[float, float] | None
    few: bool


@dataclass(frozen=True)
class ShareDots:
    """`reference` is the line that all are held against, with its name; `axis` the round shares with their x."""

    name: ClassVar[str] = "share_dots"
    title: str
    words: str
    width: float
    height: float
    top: float
    bottom: float
    broken: bool
    dots: tuple[Dot, ...]
    axis: tuple[Label, ...]
    reference: Label | None
    note: Label | None


def share_dots(groups: Sequence[Row], title: str, width: float = WIDE, against: Row | None = None) -> ShareDots | None:
    """None without any group.

    groups   label, count, denominator, share, interval; see opportunities.drawings.shares
    against  the same of all together
    """
    if not groups:
        return None
    line = against if against and is_shown(against) else None
    values = [in_words(group) for group in groups]
    top = _TOP + (LINE if is_many(groups) else 0)
    place = rows([group["label"] for group in groups], width, before=12, after=widest(values) + _GAP, top=top)
    marks = ticks(0, _highest([*groups, *([line] if line else [])]))
    scale = Scale(0, marks[-1], place.left, place.right)
    dots = tuple(
        Dot(
            slot.label,
            beside((value,), width, slot.middle, "end"),
            slot.middle,
            scale.at(group["share"]) if is_shown(group) else None,
            _ends(group, scale),
            is_few(group),
        )
        for group, value, slot in zip(groups, values, place.slots, strict=True)
    )
    below = place.bottom + LINE + 4
    # A long drawing has its axis above the rows too.
    heights = (_TOP + 6, below) if is_many(groups) else (below,)
    axis = tuple(Label((percent(mark),), scale.at(mark), y, "middle") for y in heights for mark in marks)
    few = any(dot.few and dot.x is not None for dot in dots)
    return ShareDots(
        title,
        _words(groups, line),
        width,
        place.bottom + _AXIS + (LINE if few else 0),
        top - 2,
        place.bottom,
        place.broken,
        dots,
        axis,
        _reference(line, scale, width) if line else None,
        Label((f"Hollow: fewer than {FEW} reviews, read with care.",), 0, below + LINE + 2) if few else None,
    )


def _ends(group: Row, scale: Scale) -> tuple[float, float] | None:
    if not is_shown(group) or not group.get("interval"):
        return None
    return scale.at(group["interval"][0]), scale.at(group["interval"][1])


def _highest(rows: Sequence[Row]) -> float:
    return max((max(row["share"], (row.get("interval") or [0, 0])[1]) for row in rows if is_shown(row)), default=1.0)


def _reference(line: Row, scale: Scale, width: float) -> Label:
    """Its name stands over it, moved in where it would leave the drawing."""
    text, x = (f"{line['label']} {percent(line['share'])}",), scale.at(line["share"])
    half = widest(list(text)) / 2
    anchor = "start" if x - half < 0 else "end" if x + half > width else "middle"
    return Label(text, x, LINE - 4, anchor)


def _words(groups: Sequence[Row], line: Row | None) -> str:
    said = "; ".join(f"{group['label']} {in_words(group, interval=True)}" for group in groups)
    return f"{said}. {line['label']} {in_words(line)}." if line else f"{said}."
