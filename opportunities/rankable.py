"""Which shares can be told apart, in words: a rank that chance could turn round is no finding. Pure.

Two shares can't be told apart when their 95% intervals overlap; under ENOUGH reviews a share is not ranked at all.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
ENOUGH = 30
NAMED = 3  # more than these are only counted


def groups_in_words(rows: Sequence[Row]) -> list[str]:
    """Groups with denominators of their own, such as localities. Rows: label, share, interval, denominator."""
    known = [row for row in rows if row["interval"] and row["denominator"]]
    few = [row for row in known if row["denominator"] < ENOUGH]
    ranked = sorted((row for row in known if row["denominator"] >= ENOUGH), key=lambda row: -row["share"])
    said = [f"Too few reviews to rank (under {ENOUGH}): {_names(few)}."] if few else []
    if len(ranked) < 2:
        return said
    first, last = ranked[0], ranked[-1]
    if overlap(first, last):
        return [*said, "No two can be told apart: the intervals of the highest and the lowest overlap."]
    return [
        f"{first['label']} is clearly above {last['label']}: their intervals do not overlap. "
        "Neighbours whose intervals overlap can’t be told apart.",
        *said,
    ]


def parts_in_words(rows: Sequence[Row]) -> list[str]:
    """Parts of one whole, such as reasons, most first."""
    known = [row for row in rows if row["interval"] and row["denominator"]]
    if len(known) < 2:
        return []
    if known[0]["denominator"] < ENOUGH:
        return [f"Fewer than {ENOUGH} reviews: too few to rank."]
    level = [row for row in known[1:] if overlap(known[0], row)]
    if not level:
        return [f"{known[0]['label']} is clearly the most frequent: its interval overlaps with no other."]
    return [f"{_names([known[0], *level])} can’t be told apart: their intervals overlap."]


def overlap(one: Row, other: Row) -> bool:
    (low, high), (other_low, other_high) = one["interval"], other["interval"]
    return low <= other_high and other_low <= high


def _names(rows: Sequence[Row]) -> str:
    if len(rows) > NAMED:
        return f"{rows[0]['label']} and {len(rows) - 1} others"
    *first, last = [row["label"] for row in rows]
    return f"{', '.join(first)} and {last}" if first else last
