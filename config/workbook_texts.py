"""How much text the cells of a workbook show together. Pure.

A workbook keeps each text once, and each cell that shows it names its number. The reader gives every cell a copy: one
text of a megabyte behind a thousand cells is a small file and a gigabyte of memory.
"""

import re
from array import array
from dataclasses import dataclass

_TEXT = re.compile(rb"<(?:\w{1,20}:)?si[\s/>]")
_SHOWN = re.compile(rb"\st\s*=\s*[\"']s[\"'][^<>]*>\s*<(?:\w{1,20}:)?v[^<>]*>\s*(\d{1,9})")


class TooMuchText(Exception):
    """The cells show more than may be unpacked, or there are more texts than cells may be."""


@dataclass(frozen=True)
class Bounds:
    """`unpacked` in bytes, all members together; `cells` is rows times columns of one sheet."""

    unpacked: int
    members: int
    rows: int
    columns: int
    cells: int


class SharedTexts:
    """Lengths in bytes, markup and all, by number; and what is shown of them so far."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds, self._lengths, self._left = bounds, array("Q"), bounds.unpacked

    def add(self, block: bytes) -> None:
        """A piece of the part that keeps the texts; other parts have none. Raises TooMuchText."""
        starts = [found.start() for found in _TEXT.finditer(block)]
        if self._lengths:  # what comes before the first belongs to the last of the piece before
            self._lengths[-1] += starts[0] if starts else len(block)
        self._lengths.extend(then - start for start, then in zip(starts, [*starts[1:], len(block)], strict=False))
        if len(self._lengths) > self._bounds.cells:
            raise TooMuchText

    def shown(self, block: bytes) -> None:
        """A piece of a sheet. Raises TooMuchText."""
        there = len(self._lengths)
        self._left -= sum(self._lengths[number] for number in map(int, _SHOWN.findall(block)) if number < there)
        if self._left < 0:
            raise TooMuchText
