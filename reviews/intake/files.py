"""A file of rows, whatever program wrote it: CSV, XLSX or JSON Lines in, a header and rows of text out.

A file is read or refused whole; each refusal says what to do. Nothing here knows what the columns mean.
"""

from dataclasses import dataclass
from pathlib import Path, PurePath

from config.errors import Refused
from reviews.intake.csv_rows import CsvReader
from reviews.intake.encodings import detect_encoding
from reviews.intake.headers import Columns
from reviews.intake.json_rows import JsonLinesReader
from reviews.intake.kinds_of_file import OLD_OFFICE, WORKBOOK, kind_of
from reviews.intake.limits import DEFAULT, Limits
from reviews.intake.problems import refuse, shown
from reviews.intake.rows import Reader, too_many_rows
from reviews.intake.sheet_rows import SheetReader

CSV = (".csv", ".tsv", ".txt")
XLSX = (".xlsx",)
JSON_LINES = (".jsonl", ".ndjson", ".json")
SUFFIXES = (*CSV, *XLSX, *JSON_LINES)


@dataclass(frozen=True)
class Opened:
    """A file that could be opened. `encoding` is what it was converted from, "" when it was UTF-8 or a workbook.

    `remarks` are sentences about the file as a whole, for whoever handed it in.
    """

    reader: Reader
    encoding: str = ""
    remarks: tuple[str, ...] = ()


def open_file(path: Path, columns: Columns, *, name: str = "", sheet: str = "", limits: Limits = DEFAULT) -> Opened:
    """Open a file for reading by what it is called (`name`, else the path's own) and what it holds.

    `sheet` chooses one of a workbook; without it the first that is not hidden is read.

    Raises Refused where the two differ, and for a file that is empty, too large, no text, no workbook or without
    the columns it needs.
    """
    suffix = PurePath(name or path.name).suffix.casefold()
    if suffix not in SUFFIXES:
        raise refuse(
            "unknown-type",
            f"Files ending in {shown(suffix[:10]) if suffix else 'nothing'} are not read. Save it as CSV (.csv), "
            "Excel workbook (.xlsx) or JSON Lines (.jsonl).",
        )
    _check_size(path, limits)
    _check_content(path, suffix)
    if suffix in XLSX:
        book = SheetReader(path, columns, limits, sheet)
        return Opened(book, remarks=(*book.remarks, *book.header.remarks))
    encoding = detect_encoding(path)
    reader = (CsvReader if suffix in CSV else JsonLinesReader)(path, encoding, columns, limits)
    converted = "" if encoding.label == "UTF-8" else encoding.label
    return Opened(reader, converted, (*_on_encoding(converted), *reader.header.remarks))


def _on_encoding(converted: str) -> tuple[str, ...]:
    return (f"The file is written in {converted} and was converted to UTF-8.",) if converted else ()


def count_rows(opened: Opened, limits: Limits = DEFAULT) -> int:
    """Read to the end once, so that a file that goes wrong further down is refused before a row of it is loaded."""
    total = 0
    for row in opened.reader.rows():
        total += 1
        if total > limits.rows:
            raise too_many_rows(limits, row.line)
    if not total:
        raise refuse("no-rows", "The file has column names but no rows below them. Add at least one row.")
    return total


def _check_size(path: Path, limits: Limits) -> None:
    size = path.stat().st_size
    if not size:
        raise refuse("empty-file", "The file is empty. Check that it was saved, then load it again.")
    if size > limits.file_bytes:
        raise too_big(size, limits.file_bytes)


def too_big(size: int, most: int) -> Refused:
    """A file of `size` bytes where `most` are read."""
    return refuse(
        "too-big",
        f"The file has {size / 1e6:,.1f} MB; at most {most / 1e6:,.1f} MB are read. Split it into smaller files.",
    )


def _check_content(path: Path, suffix: str) -> None:
    """The first bytes must be of the kind that the name promises."""
    with path.open("rb") as file:
        start = file.read(512)
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    held = kind_of(start)
    if suffix in XLSX and held != WORKBOOK:
        remedy = (
            "Save it as .xlsx without a password."
            if held == OLD_OFFICE
            else "Save it as an Excel workbook, or rename it."
        )
        raise refuse("content-differs", f"The file is named .xlsx but does not hold an Excel workbook. {remedy}")
    if suffix not in XLSX and held:
        raise refuse(
            "content-differs",
            f"The file is named {suffix} but holds {held}. Save the table as CSV or .xlsx and load that.",
        )
    if suffix in JSON_LINES and text.startswith(b"["):
        raise refuse(
            "json-array",
            "The file is one JSON list. Write JSON Lines: one object per line, with no brackets or commas between.",
        )
    if suffix in CSV and text.startswith((b'{"', b"[{")):
        raise refuse("content-differs", f"The file is named {suffix} but holds JSON. Rename it to end in .jsonl.")
