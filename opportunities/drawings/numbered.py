"""Dots with a number beside each, where it covers no other. Pure."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from opportunities.drawings.text import Label, width_of

Mark = tuple[int, float, float]  # a number, and the x and y of its dot
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Point:
    """One group: its dot, and beside it the number it has in the list; None where there are too many to number all."""

    x: float
    y: float
    number: Label | None


# Where a number may stand beside its dot, best first: right, left, above, below, and the corners.
_BESIDE = ((9, 5, "start"), (-9, 5, "end"), (0, -9, "middle"), (0, 19, "middle"),
           (8, -6, "start"), (-8, -6, "end"), (8, 16, "start"), (-8, 16, "end"))  # fmt: skip


def numbered(marks: Sequence[Mark], only: Container[int]) -> tuple[Point, ...]:
    """The numbers of `only` stand where they cover no dot and no other number; where all is taken, to the right."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for _, x, y in marks]
    points = []
    for at, x, y in marks:
        if at not in only:
            points.append(Point(x, y, None))
            continue
        wide = width_of(str(at), bold=True)
        boxes = [_box(x + by_x, y + by_y, wide, anchor) for by_x, by_y, anchor in _BESIDE]
        free = next((n for n, box in enumerate(boxes) if not any(_meet(box, other) for other in taken)), 0)
        by_x, by_y, anchor = _BESIDE[free]
        taken.append(boxes[free])
        points.append(Point(x, y, Label((str(at),), x + by_x, y + by_y, anchor)))
    return tuple(points)


def _box(x: float, y: float, wide: float, anchor: str) -> Box:
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    return left, y - 11, left + wide, y + 1


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
