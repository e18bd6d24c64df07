"""A workbook looked over before it is opened: what it unpacks to, and how far its sheets reach. Pure.

The spreadsheet reader lays out every cell between the first and the last, so one stray cell in the far corner of a
small file would take all memory. Both are measured here in a stream; memory does not grow with the file.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from config.workbook_texts import Bounds, OddTexts, SharedTexts, TooMuchText

_BLOCK, _TAIL = 1 << 20, 1 << 16
# One pattern for rows and cells, with the place that they name: each pass over a sheet costs as much as reading it.
_TAG = re.compile(rb"<(?:\w{1,20}:)?(c|row)(?=[\s/>])(?:[^<]*?\sr\s*=\s*[\"']([A-Za-z]{0,4})(\d{1,9}))?")
_CELL = re.compile(rb"<(?:\w{1,20}:)?c[\s/>]")
# Where a value holds what ends a tag or starts another value, the patterns here and the reader might see other places.
_HIDES = re.compile(rb"<(?:\w{1,20}:)?(?:c|row|v)\s[^<>]*=\s*(?:\"[^\"<]*[>'=][^\"<]*\"|'[^'<]*[>\"=][^'<]*')")
_FORMULA = re.compile(rb"<f[\s>]")
_PARTS = (".xml", ".rels")
_MOST_ROWS = 2**20 + 1  # with or without cells; no spreadsheet has more
_TAGS_PER_CELL = 8  # a cell with text of its own has six


class Unfit(Exception):
    """`why`: "damaged", "no-workbook", "odd-markup", "unpacks-too-big" or "reaches-too-far" (with the sheet)."""

    def __init__(self, why: str, sheet: "Reach | None" = None) -> None:
        super().__init__(why)
        self.why, self.sheet = why, sheet or Reach()


@dataclass
class Reach:
    """The last row and column of a sheet that hold a cell; rows without cells take no memory."""

    rows: int = 0
    columns: int = 0


@dataclass(frozen=True)
class Contents:
    """What a workbook holds besides values: the names of its members, and whether any cell is a formula."""

    members: tuple[str, ...]
    formulas: bool


def look_over(file: Path | BinaryIO, bounds: Bounds) -> Contents:
    """What it holds. Raises Unfit."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            if not any(name.startswith("xl/") for name in names):
                raise Unfit("no-workbook")
            if len(members) > bounds.members or sum(member.file_size for member in members) > bounds.unpacked:
                raise Unfit("unpacks-too-big")
            left, formulas, texts = bounds.unpacked, False, SharedTexts(bounds)
            for member in sorted(members, key=_is_a_sheet):  # what the cells show before the cells
                size, calculated = _look_over_member(archive, member, left, bounds, texts)
                left, formulas = left - size, formulas or calculated
            return Contents(tuple(names), formulas)
    except TooMuchText:
        raise Unfit("unpacks-too-big") from None
    except OddTexts:
        raise Unfit("odd-markup") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise Unfit("damaged") from error


def _look_over_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, bounds: Bounds, texts: SharedTexts
) -> tuple[int, bool]:
    """Bytes it really unpacks to, whatever the directory claims; whether it holds a formula."""
    sheet = _Sheet(bounds) if _may_be_a_sheet(member.filename) else None
    size = 0
    texts.next_part()
    for block in _blocks(archive, member, whole_tags=sheet is not None):
        size += len(block)
        if size > left:
            raise Unfit("unpacks-too-big")
        if sheet:
            sheet.add(block)
            if not _is_a_sheet(member):
                texts.add(block)
            elif b"<!" in block:  # a remark between a cell and what it shows
                raise OddTexts
            else:
                texts.shown(block)
    return size, sheet is not None and sheet.formulas


def _may_be_a_sheet(name: str) -> bool:
    """The reader takes for a sheet what lies in a folder of that name; other parts are looked at for their kind."""
    return name.casefold().endswith(_PARTS) or "sheets" in name.casefold()


def _is_a_sheet(member: zipfile.ZipInfo) -> bool:
    return "sheets" in member.filename.casefold()


class _Sheet:
    """Follows a sheet as the reader does: a row or cell that names no place comes after the one before."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds, self._reach, self._row, self._column, self._tags = bounds, Reach(), 0, 0, 0
        self._rows, self.formulas = 0, False

    def add(self, block: bytes) -> None:
        if b"<!DOCTYPE" in block or _HIDES.search(block) is not None:
            raise Unfit("odd-markup")
        if b"\0" in block or b"<<" in block:
            raise Unfit("damaged")
        self._tags += block.count(b"<")
        if self._tags > _TAGS_PER_CELL * self._bounds.cells:
            raise Unfit("reaches-too-far", Reach(self._bounds.rows + 1, self._reach.columns))
        self.formulas = self.formulas or _FORMULA.search(block) is not None
        for tag, letters, digits in _TAG.findall(block):
            if tag == b"row":
                self._rows += 1
                self._row, self._column = int(digits) if digits else self._row + 1, 0
            else:
                self._cell(letters, digits)
        if self._rows > _MOST_ROWS:
            raise Unfit("reaches-too-far", Reach(self._rows, self._reach.columns))

    def _cell(self, letters: bytes, digits: bytes) -> None:
        self._column = column_number(letters) if letters else self._column + 1
        reach, bounds = self._reach, self._bounds
        reach.rows = max(reach.rows, int(digits) if letters else self._row)
        reach.columns = max(reach.columns, self._column)
        if reach.rows > bounds.rows or reach.columns > bounds.columns or reach.rows * reach.columns > bounds.cells:
            raise Unfit("reaches-too-far", reach)


def column_number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _before_the_last_cell(block: bytes) -> int:
    cell = 0
    for found in _CELL.finditer(block, max(len(block) - _TAIL, 0)):
        cell = found.start()
    return cell or max(block.rfind(b"<"), 0)


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, whole_tags: bool) -> Iterator[bytes]:
    """The member in pieces cut just before a cell or else a tag, so that neither is split."""
    rest = b""
    with archive.open(member) as file:
        while block := file.read(_BLOCK):
            whole = rest + block
            cut = _before_the_last_cell(whole) if whole_tags else len(whole)
            if not cut and len(whole) > _BLOCK:
                raise zipfile.BadZipFile("one tag or text of over a megabyte, which no spreadsheet writes")
            yield whole[:cut]
            rest = whole[cut:]
    yield rest
