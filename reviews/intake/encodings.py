"""Which encoding a text file is in: named, and converted without changing a character, or refused."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from reviews.intake.problems import refuse

_BLOCK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True)
class Encoding:
    """`codec` is Python's name of it, `label` the one people know."""

    codec: str
    label: str


def detect_encoding(path: Path) -> Encoding:
    """Read the file once, a block at a time, and say what it is written in.

    A byte-order mark decides. Without one: UTF-32 or UTF-16 if the bytes of its start that are zero in those are, UTF-8
    if all of it is, else Windows-1252. Raises Refused where the text would come out changed.
    """
    with path.open("rb") as file:
        start = file.read(4_096)
    for mark, codec, label in _BOMS:
        if start.startswith(mark):
            return _checked(path, Encoding(codec, label))
    wide = _by_zero_bytes(start)
    if wide:
        return _checked(path, wide)
    if _first_undecodable(path, "utf-8") is None:
        return Encoding("utf-8", "UTF-8")
    return _windows(path)


def _by_zero_bytes(start: bytes) -> Encoding | None:
    """UTF-32 has two zero bytes in each four that letters of any alphabet share, UTF-16 one in two of Latin letters."""
    most = len(start) // 4
    if start[2::4].count(0) + start[3::4].count(0) == 2 * most and most:
        return Encoding("utf-32-le", "UTF-32")
    if start[0::4].count(0) + start[1::4].count(0) == 2 * most and most and not len(start) % 4:
        return Encoding("utf-32-be", "UTF-32")
    if start[1::2].count(0) > most:
        return Encoding("utf-16-le", "UTF-16")
    return Encoding("utf-16-be", "UTF-16") if start[0::2].count(0) > most else None


def _checked(path: Path, encoding: Encoding) -> Encoding:
    line = _first_undecodable(path, encoding.codec)
    if line is not None:
        raise refuse(
            "not-text",
            f"The file is marked as {encoding.label} but line {line} is not. It was cut short or changed "
            "on the way: save it again as CSV UTF-8.",
            line=line,
        )
    return encoding


def _windows(path: Path) -> Encoding:
    """Windows-1252, unless part of the file is plainly UTF-8: then one reading would garble the other."""
    broken = _first_undecodable(path, "utf-8") or 1
    if _first_undecodable(path, "cp1252") is not None or _has_utf8(path):
        raise refuse(
            "not-text",
            f"Line {broken} is not UTF-8, and the file is not Windows-1252 or UTF-16 either. "
            "Save it again as CSV UTF-8.",
            line=broken,
        )
    return Encoding("cp1252", "Windows-1252")


def _first_undecodable(path: Path, codec: str) -> int | None:
    """The line of the first bytes that `codec` can't read, or None."""
    decoder, line = codecs.getincrementaldecoder(codec)(), 1
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].count(b"\n")
            if not block:
                return None
            line += text.count("\n")


def _has_utf8(path: Path) -> bool:
    with path.open("rb") as file:
        return any(_UTF8.search(block) for block in iter(lambda: file.read(_BLOCK), b""))
