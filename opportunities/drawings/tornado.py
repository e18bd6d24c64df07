"""Which input moves the saving most: each at its low and at its high, around the saving as it stands. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from opportunities.drawings.rows import WIDE, rows
from opportunities.drawings.scale import Scale
from opportunities.drawings.text import LINE, Label, beside, widest
from opportunities.formats import pounds

Row = Mapping[str, Any]
_TOP, _GAP, _KEY = 26, 8, 30


@dataclass(frozen=True)
class Swing:
    """The saving with this input at its low and at its high, as x; each has its amount beside its outer end."""

    label: Label
    middle: float
    low: float
    high: float
    amounts: tuple[Label, Label]


@dataclass(frozen=True)
class Tornado:
    name: ClassVar[str] = "tornado"
    title: str
    words: str
    width: float
    height: float
    bottom: float
    broken: bool
    base: Label
    swings: tuple[Swing, ...]
    keys: tuple[Label, Label]


def tornado(inputs: Sequence[Row], title: str, width: float = WIDE) -> Tornado | None:
    """The widest swing first. None without any, or where none moves the saving.

    inputs  label, low, high, base: the saving in pounds a year with the input at its low, its high and as it is
    """
    known = [row for row in inputs if None not in (row["low"], row["high"], row["base"])]
    known = sorted(known, key=lambda row: -abs(row["high"] - row["low"]))
    if not known or known[0]["high"] == known[0]["low"]:
        return None
    base = known[0]["base"]
    amounts = [pounds(row[end]) for row in known for end in ("low", "high")]
    room = widest(amounts) + _GAP
    place = rows([row["label"] for row in known], width, before=room, after=room, top=_TOP)
    ends = [base, *(row[end] for row in known for end in ("low", "high"))]
    scale = Scale(min(ends), max(ends), place.left, place.right)
    swings = tuple(_swing(row, slot.label, slot.middle, scale) for row, slot in zip(known, place.slots, strict=True))
    below, line = place.bottom + LINE + 4, _base(base, scale, width)
    keys = Label(("Input at its low",), 0, below), Label(("Input at its high",), 150, below)
    height = place.bottom + _KEY
    return Tornado(title, _words(known), width, height, place.bottom, place.broken, line, swings, keys)


def _base(base: float, scale: Scale, width: float) -> Label:
    """Its name stands over the line, moved in where it would leave the drawing."""
    text, x = (f"As it is {pounds(base)}",), scale.at(base)
    half = widest(list(text), bold=True) / 2
    anchor = "start" if x < half else "end" if x + half > width else "middle"
    return Label(text, x, LINE - 4, anchor)


def _swing(row: Row, label: Label, middle: float, scale: Scale) -> Swing:
    low, high = scale.at(row["low"]), scale.at(row["high"])
    left, right = ("end", -_GAP), ("start", _GAP)
    below, above = (left, right) if low <= high else (right, left)
    amounts = (
        beside((pounds(row["low"]),), low + below[1], middle, below[0]),
        beside((pounds(row["high"]),), high + above[1], middle, above[0]),
    )
    return Swing(label, middle, low, high, amounts)


def _words(known: Sequence[Row]) -> str:
    said = "; ".join(f"{row['label']} from {pounds(row['low'])} to {pounds(row['high'])}" for row in known[:3])
    return f"Saving a year, {pounds(known[0]['base'])} as it is. What moves it most: {said}."
