"""The sheet that is read has not the columns: which of the others has them, and how to choose it. No Django in here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import python_calamine

from config.errors import Refused
from reviews.intake.headers import Columns, Header, read_header
from reviews.intake.limits import Limits
from reviews.intake.problems import listed, refuse, shown
from reviews.intake.sheet_cells import text_of

Workbook = python_calamine.CalamineWorkbook
UNREADABLE = (python_calamine.CalamineError, IndexError, ValueError, OSError)
LOOKED_INTO = 12  # sheets, each of which is laid out whole in turn
HOW = "on the batch's page, with --sheet on the command line, or as sheet in the API"


def header_of(sheet: python_calamine.CalamineSheet, columns: Columns, limits: Limits) -> tuple[int, Header]:
    """The number of the first row that holds anything, and the columns it names. Raises Refused."""
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if any(cells):
            return number, read_header([text_of(cell) for cell in cells], columns, limits, line=number)
    raise refuse("empty-file", "The sheet is empty. Put the column names and rows on it, or choose another.")


def on_which_sheet(
    refused: Refused, book: Workbook, read: str, others: Sequence[str], columns: Columns, limits: Limits
) -> Refused:
    """A better refusal of the sheet `read` where others have what it lacks, or at least their names."""
    if not others or refused.problems[0].code not in {"missing-column", "empty-file"}:
        return refused
    likely = list(_with_the_columns(book, others[:LOOKED_INTO], columns, limits))
    if likely:
        which = f"{shown(likely[0])} has" if len(likely) == 1 else f"{listed(map(shown, likely))} have"
        return refuse(
            "other-sheet",
            f"The sheet {shown(read)} has not the columns that are needed; {which} them all. "
            f"Choose {'it' if len(likely) == 1 else 'one of them'}: {HOW}.",
        )
    first, *rest = refused.problems
    found = f" This is the sheet {shown(read)}; there are also {listed(map(shown, others))}."
    return Refused(replace(first, message=first.message + found), *rest)


def _with_the_columns(book: Workbook, names: Sequence[str], columns: Columns, limits: Limits) -> Iterator[str]:
    for name in names:
        try:
            header_of(book.get_sheet_by_name(name), columns, limits)
        except (Refused, *UNREADABLE):
            continue
        yield name
