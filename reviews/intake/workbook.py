"""A workbook looked over before it is opened: what it unpacks to, and how far its sheets reach.

The spreadsheet reader lays out every cell between the first used one and the last, so one stray cell in the far corner
of a small file would cost all memory. Both are measured here in a stream.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from reviews.intake.limits import Limits
from reviews.intake.problems import refuse

_BLOCK = 1 << 20
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_PLACE = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^<]*?\br\s*=\s*[\"']([A-Za-z]{0,4})(\d{1,9})")
_ENTITIES = b"<!DOCTYPE"


def look_over(path: Path, limits: Limits) -> None:
    """Raises Refused for a file that is no workbook, unpacks to too much, or has a sheet too large to lay out."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_directory(members, limits)
            left = limits.unpacked_bytes
            for member in members:
                left -= _look_over_member(archive, member, left, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        raise refuse(
            "not-a-workbook",
            "The file is damaged or is not an Excel workbook. Open it in a spreadsheet program "
            "and save it again as .xlsx, without a password.",
        ) from None


def _check_directory(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if not any(member.filename.startswith("xl/") for member in members):
        raise refuse(
            "not-a-workbook",
            "The file is a zip archive but not an Excel workbook. Unpack it and load the file inside, "
            "or save the spreadsheet as .xlsx.",
        )
    if len(members) > limits.members or sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise _too_big(limits)


def _look_over_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, limits: Limits) -> int:
    """Bytes it really unpacks to, whatever the directory claims. Raises Refused when over `left`."""
    reach, size, widest, rows, carried = _Reach(), 0, 0, 0, 0
    for block in _blocks(archive, member):
        size += len(block)
        if size > left:
            raise _too_big(limits)
        if member.filename.endswith((".xml", ".rels")) and _ENTITIES in block:
            raise refuse(
                "not-a-workbook",
                "The workbook holds a document type definition, which spreadsheets never write. "
                "Save it again as .xlsx from a spreadsheet program.",
            )
        reach.add(block)
        starts = len(_ROW.findall(block))
        rows += starts
        for index, piece in enumerate(_ROW.split(block)):
            carried = len(_CELL.findall(piece)) + (0 if index else carried)
            widest = max(widest, carried)
    height, width = max(reach.rows, rows), max(reach.columns, widest)
    if height and width > limits.columns:
        raise refuse(
            "too-many-columns",
            f"A sheet of the workbook reaches column {width:,}; at most {limits.columns} are read. "
            "Delete the columns that are not needed, also empty ones with formatting.",
        )
    if height > limits.rows + 1 or height * width > limits.sheet_cells:
        raise refuse(
            "too-many-rows",
            f"A sheet of the workbook reaches down to row {height:,}, which is more than is read at once. "
            "Delete what stands far from the table, or split the file.",
        )
    return size


class _Reach:
    """The last row and column that any cell names as its place."""

    def __init__(self) -> None:
        self.rows = self.columns = 0

    def add(self, block: bytes) -> None:
        places = _PLACE.findall(block)
        if places:
            self.rows = max(self.rows, max(int(row) for _, row in places))
            self.columns = max(
                self.columns, max(_column_number(letters) for letters in {letters for letters, _ in places})
            )


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member in pieces cut just before a tag, so that no tag is split."""
    rest = b""
    with archive.open(member) as file:
        while block := file.read(_BLOCK):
            whole = rest + block
            cut = max(whole.rfind(b"<"), 0)
            if not cut and len(whole) > _BLOCK and not member.filename.startswith("xl/media/"):
                raise zipfile.BadZipFile("one tag or text of over a megabyte, which no spreadsheet writes")
            yield whole[:cut]
            rest = whole[cut:]
    yield rest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_big(limits: Limits) -> Exception:
    return refuse(
        "unpacks-too-big",
        f"The workbook unpacks to over {limits.unpacked_bytes // 1_000_000} MB. "
        "Keep only the sheet of case notes, delete pictures, or split the file.",
    )
