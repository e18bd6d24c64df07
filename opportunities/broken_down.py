"""A breakdown in the order of reading: all decision points together, then each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pathways.questions import BY_CODE

Row = Mapping[str, Any]


@dataclass(frozen=True)
class BrokenDown:
    """Rows are those of opportunities.rollup.tables, `breakdowns`; `by_point` has them by the point's label."""

    code: str
    label: str
    of: str
    together: list[Row]
    by_point: list[tuple[str, list[Row]]]


def broken_down(table: Row) -> dict[str, BrokenDown]:
    """By code; a breakdown without rows is left out."""
    return {each["code"]: _ordered(each) for each in table["breakdowns"] if each["rows"]}


def _ordered(breakdown: Row) -> BrokenDown:
    each = groupby(breakdown["rows"], key=lambda row: row["decision_point"])
    points = {point: list(rows) for point, rows in each}
    together = points.pop(None, [])
    return BrokenDown(
        breakdown["code"],
        breakdown["label"],
        breakdown["of"],
        together,
        list(_labelled(points.items())),
    )


def _labelled(points: Iterable[tuple[str, list[Row]]]) -> Iterable[tuple[str, list[Row]]]:
    for code, rows in points:
        yield BY_CODE[code].label, rows
