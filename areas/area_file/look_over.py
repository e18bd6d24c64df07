"""A workbook looked over before it is opened: what it unpacks to, and how far its sheets reach. Pure.

The reader lays out every cell between the first and the last: one stray cell in the far corner of a small file would
take all memory.
"""

import io
import re
import zipfile
import zlib

from config.errors import Problem, Refused

MOST_UNPACKED = 50 * 2**20
MOST_MEMBERS = 200
MOST_ROWS = 20_000  # of one sheet; an area has a few hundred
MOST_COLUMNS = 100

_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ROW_NUMBER = re.compile(rb"[^<>]*?\br\s*=\s*[\"'](\d+)")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_PLACE = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]*)(\d+)")


def look_over(content: bytes) -> None:
    """Raises Refused for what is no workbook, unpacks to too much, or has a sheet too large to lay out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise too_large()
            left = MOST_UNPACKED
            for member in members:
                left -= _look_over_member(archive, member, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise damaged() from error


def _look_over_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Bytes that it really unpacks to, whatever it claims."""
    with archive.open(member) as packed:
        unpacked = packed.read(left + 1)
    if len(unpacked) > left:
        raise too_large()
    if member.filename.endswith(".xml") and (_reaches_too_far(unpacked) or b"\0" in unpacked):
        raise too_large()
    return len(unpacked)


def _reaches_too_far(sheet: bytes) -> bool:
    """By the rows and columns of cells, whether or not they name their places. Rows without cells take no memory."""
    at = 0
    for row in _ROW.split(sheet)[1:]:
        named = _ROW_NUMBER.match(row)
        at = _number(named[1]) if named else at + 1
        cells = len(_CELL.findall(row))
        if cells and (at > MOST_ROWS or cells > MOST_COLUMNS):
            return True
    return any(_number(row) > MOST_ROWS or _column(letters) > MOST_COLUMNS for letters, row in _PLACE.findall(sheet))


def _number(digits: bytes) -> int:
    return int(digits[:9])


def _column(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27; whatever has more than three letters is too far."""
    if len(letters) > 3:
        return MOST_COLUMNS + 1
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def damaged() -> Refused:
    message = "This workbook can't be read. It may be damaged: open it in a spreadsheet program and save it again."
    return Refused(Problem(0, "", "not-a-workbook", message))


def too_large() -> Refused:
    reach = f"a sheet reaches beyond {MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
    message = f"This workbook is too large: it unpacks to over 50 MB, or {reach}. Delete what the area does not need."
    return Refused(Problem(0, "", "too-large", message))
