"""How much text the cells of a workbook show together. Pure.

A workbook keeps each text once, and each cell that shows it names its number. The reader gives every cell a copy: one
text of a megabyte behind a thousand cells is a small file and a gigabyte of memory.
"""

import re
from array import array
from dataclasses import dataclass

_TEXT = re.compile(rb"<(?:\w{1,20}:)?si[\s/>]")
_SHOWN = re.compile(rb"\st\s*=\s*[\"']s[\"'][^<>]*>\s*<(?:\w{1,20}:)?v[^<>]*>\s*(\d{1,40})")
_SAID = re.compile(rb"uniqueCount\s*=\s*[\"']\s*(\d{1,40})")  # the reader makes room for as many as are said


class TooMuchText(Exception):
    """The cells show more than may be unpacked, or there are more texts than cells may be, or said to be."""


class OddTexts(Exception):
    """The texts hold remarks or the like, in which a text could hide from the count."""


@dataclass(frozen=True)
class Bounds:
    """`unpacked` in bytes, all members together; `cells` is rows times columns of one sheet."""

    unpacked: int
    members: int
    rows: int
    columns: int
    cells: int


class SharedTexts:
    """Lengths in bytes, markup and all, by number; and what is shown of them so far.

    Which part keeps the texts is the reader's to say: where several might, the longer text of each number counts.
    """

    def __init__(self, bounds: Bounds) -> None:
        self._bounds, self._lengths, self._left, self._at = bounds, array("Q"), bounds.unpacked, -1

    def next_part(self) -> None:
        """What is added from here is another part."""
        self._at = -1

    def add(self, block: bytes) -> None:
        """A piece of the part that keeps the texts; other parts have none. Raises TooMuchText or OddTexts."""
        starts = [found.start() for found in _TEXT.finditer(block)]
        if any(int(said) > self._bounds.cells for said in _SAID.findall(block)):
            raise TooMuchText
        if (starts or self._at >= 0) and b"<!" in block:
            raise OddTexts
        if self._at >= 0:  # what comes before the first belongs to the last of the piece before
            self._lengths[self._at] += starts[0] if starts else len(block)
        for start, then in zip(starts, [*starts[1:], len(block)], strict=False):
            self._at += 1
            if self._at == len(self._lengths):
                self._lengths.append(0)
            self._lengths[self._at] = max(self._lengths[self._at], then - start)
        if len(self._lengths) > self._bounds.cells:
            raise TooMuchText

    def shown(self, block: bytes) -> None:
        """A piece of a sheet. Raises TooMuchText."""
        there = len(self._lengths)
        self._left -= sum(self._lengths[number] for number in map(int, _SHOWN.findall(block)) if number < there)
        if self._left < 0:
            raise TooMuchText
