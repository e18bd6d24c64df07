"""Rows that did not come in, as a workbook to mend and load again. No Django in here.

Three sheets: the rows as they stand in the file, which is the one that is loaded again; the same with findings marked
in red; and what is wrong with each. Every cell is text that no spreadsheet program runs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from config.errors import Problem
from reviews.intake.rows import Row

ROWS, MARKED, PROBLEMS = "Rows to mend", "What was found", "Problems"
LONGEST_CELL = 32_767  # characters: what a workbook's cell can hold
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
HEADS = ("Row in this workbook", "Line in the file", "Column", "Code", "What is wrong, what to do")
WIDTHS = (12, 12, 20, 22, 110)
WHOLE = 2  # a format and a text: the whole cell is the finding, which no rich text can hold
TOO_LONG = (
    "A text of this row is longer than a workbook's cell can hold (32,767 characters), so the row is not on the other "
    "sheets. Mend it in the file itself."
)


@dataclass(frozen=True)
class ToMend:
    """A row, the passages that were found in it as (column, start, end), and what is wrong with it."""

    row: Row
    passages: Sequence[tuple[str, int, int]] = ()
    problems: Sequence[Problem] = field(default=())

    @property
    def fits(self) -> bool:
        return all(len(text) <= LONGEST_CELL for text in self.row.cells.values())


def workbook(columns: Sequence[str], rows: Sequence[ToMend]) -> bytes:
    """The file. Its first row of each sheet are the names of `columns`."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, SAFE) as book:
        plain = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"})
        found = book.add_format({"bold": True, "font_color": "#B10E1E"})
        head = book.add_format({"bold": True, "num_format": "@", "valign": "top"})
        fitting = [each for each in rows if each.fits]
        _rows(_sheet(book, ROWS, columns, head), columns, fitting, plain)
        _marked(_sheet(book, MARKED, columns, head), columns, fitting, plain, found)
        _problems(_sheet(book, PROBLEMS, HEADS, head), rows, plain)
    return written.getvalue()


def _sheet(book: Any, name: str, heads: Sequence[str], head: Format) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(heads) - 1, 0), 22)
    for at, text in enumerate(heads):
        sheet.write_string(0, at, text, head)
    return sheet


def _rows(sheet: Worksheet, columns: Sequence[str], rows: Sequence[ToMend], plain: Format) -> None:
    for number, each in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            sheet.write_string(number, at, each.row.cells.get(column, ""), plain)


def _marked(sheet: Worksheet, columns: Sequence[str], rows: Sequence[ToMend], plain: Format, found: Format) -> None:
    for number, each in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            text = each.row.cells.get(column, "")
            places = [(start, end) for name, start, end in each.passages if name == column]
            pieces = list(_pieces(text, places, found))
            if len(pieces) > WHOLE:
                sheet.write_rich_string(number, at, *pieces, plain)
            else:
                sheet.write_string(number, at, text, found if places else plain)


def _pieces(text: str, places: Sequence[tuple[int, int]], found: Format) -> Iterator[Any]:
    """What `write_rich_string` takes: text, and before each passage its format."""
    at = 0
    for start, end in sorted(places):
        if text[at:start]:
            yield text[at:start]
        yield from (found, text[start:end])
        at = end
    if text[at:]:
        yield text[at:]


def _problems(sheet: Worksheet, rows: Sequence[ToMend], plain: Format) -> None:
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    for number, (place, problem) in enumerate(_places(rows), start=1):
        told = (place, str(problem.line), problem.column, problem.code, problem.message)
        for at, text in enumerate(told):
            sheet.write_string(number, at, text, plain)


def _places(rows: Sequence[ToMend]) -> Iterator[tuple[str, Problem]]:
    number = 1
    for each in rows:
        number += each.fits
        if not each.fits:
            yield "", Problem(each.row.line, "", "too-long", TOO_LONG)
        yield from ((str(number) if each.fits else "", problem) for problem in each.problems)
