"""Cells with passages replaced. No Django in here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Passage(NamedTuple):
    """What stands in `column` from `start` to `end`, and what is to stand there instead."""

    column: str
    start: int
    end: int
    replacement: str


def redacted(cells: Mapping[str, str], passages: Iterable[Passage]) -> dict[str, str]:
    """The cells with each passage replaced; everything else comes out exactly as it was. Passages do not overlap."""
    by_column: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_column[passage.column].append(passage)
    return {column: _replaced(text, by_column.get(column, [])) for column, text in cells.items()}


def _replaced(text: str, passages: list[Passage]) -> str:
    for passage in sorted(passages, key=lambda each: each.start, reverse=True):  # from the end, so that offsets hold
        text = text[: passage.start] + passage.replacement + text[passage.end :]
    return text
