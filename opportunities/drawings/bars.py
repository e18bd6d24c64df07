"""Horizontal bars of shares: reasons, services, missed prevention. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from opportunities.drawings.rows import WIDE, rows
from opportunities.drawings.scale import Scale
from opportunities.drawings.shares import Row, in_words, is_few, is_shown
from opportunities.drawings.text import Label, beside, widest

_GAP = 8


@dataclass(frozen=True)
class Bar:
    """`length` is None where the share is hidden or there is none; `whisker` is x of the interval's ends."""

    label: Label
    value: Label
    middle: float
    length: float | None
    whisker: tuple[float, float] | None


@dataclass(frozen=True)
class Bars:
    name: ClassVar[str] = "bars"
    title: str
    words: str
    width: float
    height: float
    zero: float
    bars: tuple[Bar, ...]


def bars(parts: Sequence[Row], title: str, width: float = WIDE) -> Bars | None:
    """Parts in the order given, all on one scale from 0. None without any.

    parts  label, count, denominator, share, interval; see opportunities.drawings.shares
    """
    if not parts:
        return None
    values = [in_words(part) for part in parts]
    place = rows([part["label"] for part in parts], width, after=widest(values) + _GAP)
    longest = max((_end(part) for part in parts if is_shown(part)), default=0.0)
    scale = Scale(0, longest or 1.0, place.left, place.right)
    drawn = []
    for part, value, slot in zip(parts, values, place.slots, strict=True):
        end = scale.at(_end(part)) if is_shown(part) else place.left
        length = scale.at(part["share"]) - place.left if is_shown(part) else None
        amount = beside((value,), end + _GAP, slot.middle)
        drawn.append(Bar(slot.label, amount, slot.middle, length, _ends(part, scale)))
    return Bars(title, _words(parts), width, place.bottom, place.left, tuple(drawn))


def _end(part: Row) -> float:
    return max(part["share"], part["interval"][1] if part.get("interval") else 0.0)


def _ends(part: Row, scale: Scale) -> tuple[float, float] | None:
    if not is_shown(part) or not part.get("interval"):
        return None
    return scale.at(part["interval"][0]), scale.at(part["interval"][1])


def _words(parts: Sequence[Row]) -> str:
    """The largest first: what somebody looking would see at once."""
    shown = sorted((part for part in parts if is_shown(part)), key=lambda part: -part["share"])
    said = [f"{part['label']} {in_words(part)}" for part in shown[:3]]
    hidden = len(parts) - len(shown)
    more = f" {hidden} of {len(parts)} bars can't be shown." if hidden else ""
    care = " Small numbers: read with care." if shown and is_few(shown[0]) else ""
    return (f"Most: {'; '.join(said)}." if said else "No bar can be shown.") + more + care
