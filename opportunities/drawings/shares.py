"""A share with its count in words, hidden or missing included. Pure.

A row has `count`, `denominator` (reviews), `share` (0 to 1) and `interval` ([low, high]); each may be None. A row
whose numbers disclosure control hides says `suppressed`.
"""

from collections.abc import Mapping
from typing import Any

from opportunities.disclosure.marks import STAR
from opportunities.formats import number, percent, percent_interval

Row = Mapping[str, Any]
HIDDEN = STAR
NO_REVIEWS = "no reviews"
FEW = 20  # under so many reviews a share promises more than it holds


def is_shown(row: Row) -> bool:
    """Whether there is a share to draw."""
    return row.get("share") is not None


def is_hidden(row: Row) -> bool:
    """Whether there is one that may not be shown."""
    return not is_shown(row) and bool(row.get("suppressed"))


def is_few(row: Row) -> bool:
    return row.get("denominator") is not None and row["denominator"] < FEW


def counted(row: Row) -> str:
    """48 of 141; what is hidden is a star."""
    return f"{_count(row, 'count')} of {_count(row, 'denominator')}"


def in_words(row: Row, *, interval: bool = False) -> str:
    """34% (48 of 141), or with its interval 34% (48 of 141; 27% to 42%)."""
    if not is_shown(row):
        return HIDDEN if is_hidden(row) else NO_REVIEWS
    beside = f"; {percent_interval(row['interval'])}" if interval and row.get("interval") else ""
    return f"{percent(row['share'])} ({counted(row)}{beside})"


def _count(row: Row, key: str) -> str:
    value = row.get(key)
    return HIDDEN if value is None else number(value)
