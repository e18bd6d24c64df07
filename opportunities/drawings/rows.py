"""Where the rows of a drawing stand: names to the left of the marks, or on a phone above them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from opportunities.drawings.text import ASCENT, LINE, Label, beside, widest, wrap

WIDE, NARROW = 1060, 340  # px: a page at a desk, and a phone of 390 px
THICK = 22  # px: of a bar
_STEP, _GAP, _NAMES = 38, 12, 0.34  # px of a row at least, px after the names, share of the width for them at most
_MANY, _CLOSE, _THIN = 40, 26, 14  # rows from which they stand closer, px of such a row, px of its mark on a phone


@dataclass(frozen=True)
class Slot:
    """One row: its name, and the height on which its mark is centred."""

    label: Label
    middle: float


@dataclass(frozen=True)
class Rows:
    """Marks stand between `left` and `right`; the last row ends at `bottom`.

    `broken`: names stand between the marks, so a line through all rows has to leave them out.
    """

    left: float
    right: float
    slots: tuple[Slot, ...]
    bottom: float
    broken: bool


def is_many(names: Sequence[object]) -> bool:
    return len(names) > _MANY


def rows(names: Sequence[str], width: float, *, before: float = 0, after: float = 0, top: float = 0) -> Rows:
    """`before` and `after` are px kept free for the numbers beside the marks, `top` px above the first row."""
    if width < 2 * NARROW:
        return _stacked(names, width, before, after, top)
    room = min(widest(list(names)), width * _NAMES) + 1
    slots, y = [], top
    step, gap = (_CLOSE, 4) if is_many(names) else (_STEP, _GAP)
    for name in names:
        lines = wrap(name, room)
        height = max(step, len(lines) * LINE + gap)
        slots.append(Slot(beside(lines, 0, y + height / 2), y + height / 2))
        y += height
    return Rows(room + _GAP + before, width - after, tuple(slots), y, broken=False)


def _stacked(names: Sequence[str], width: float, before: float, after: float, top: float) -> Rows:
    slots, y = [], top
    thick, gap = (_THIN, 6) if is_many(names) else (THICK, _GAP)
    for name in names:
        lines = wrap(name, width)
        marks = y + len(lines) * LINE + 2
        slots.append(Slot(Label(lines, 0, y + LINE / 2 + ASCENT), marks + thick / 2))
        y = marks + thick + gap
    return Rows(before, width - after, tuple(slots), y, broken=True)
