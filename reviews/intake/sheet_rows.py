"""XLSX: one sheet, each cell as the text it shows."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import python_calamine

from config.errors import Refused
from reviews.intake.headers import Columns, Header
from reviews.intake.limits import Limits
from reviews.intake.lookups import Choices
from reviews.intake.other_sheets import UNREADABLE, Workbook, header_of, on_which_sheet
from reviews.intake.problems import listed, refuse, shown
from reviews.intake.rows import Row, outside_columns
from reviews.intake.sheet_cells import Cell, month_of, text_of
from reviews.intake.workbook import look_into, remarks


class SheetReader:
    """One sheet of a workbook that was looked over before it was opened: the one of this name, or the first shown."""

    def __init__(self, path: Path, columns: Columns, limits: Limits, sheet: str = "") -> None:
        contents = look_into(path, limits)
        self._limits, self._columns = limits, columns
        book, self._sheet, others, hidden = _opened(path, sheet)
        self.remarks = tuple(remarks(contents, others, hidden))
        self.header: Header
        try:
            self._header_row, self.header = header_of(self._sheet, columns, limits)
        except Refused as refused:
            raise on_which_sheet(refused, book, self._sheet.name, [*others, *hidden], columns, limits) from None

    def rows(self) -> Iterator[Row]:
        """Every row below the header that holds anything."""
        names = self.header.names
        months = [name in self._columns.months for name in names]
        for number, cells in self._records():
            texts = [text_of(cell) for cell in cells]
            if number <= self._header_row or not any(map(str.strip, texts)):
                continue
            lost = sum(1 for name, text in zip(names, texts, strict=False) if not name and text.strip())
            lost += sum(1 for text in texts[len(names) :] if text.strip())
            row = dict(zip(names, texts, strict=False))
            for name, month, cell in zip(names, months, cells, strict=False):
                if month and isinstance(cell, dt.date):
                    row[name] = month_of(cell)
            yield Row(number, row, (outside_columns(number, lost),) if lost else ())

    def _records(self) -> Iterator[tuple[int, list[Cell]]]:
        return enumerate(self._sheet.iter_rows(), start=1)


def _opened(path: Path, wanted: str) -> tuple[Workbook, python_calamine.CalamineSheet, list[str], list[str]]:
    """The workbook, the sheet to read, and the names of the others: shown, hidden. Raises Refused."""
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = [each for each in book.sheets_metadata if each.typ == python_calamine.SheetTypeEnum.WorkSheet]
        shown_ones = [each.name for each in sheets if each.visible == python_calamine.SheetVisibleEnum.Visible]
        hidden = [each.name for each in sheets if each.name not in shown_ones]
        name = _chosen(wanted, shown_ones, hidden)
        sheet = book.get_sheet_by_name(name)
    except UNREADABLE:
        raise refuse(
            "not-a-workbook",
            "The workbook can't be read: it is damaged, protected by a password, or has no sheet. "
            "Save it again as .xlsx, without a password.",
        ) from None
    return book, sheet, [each for each in shown_ones if each != name], [each for each in hidden if each != name]


def _chosen(wanted: str, shown_ones: Sequence[str], hidden: Sequence[str]) -> str:
    """The sheet's own name, whatever the case it was asked for in. Raises Refused, or IndexError without any sheet."""
    names = [*shown_ones, *hidden]
    if not wanted.strip():
        return names[0]
    found = Choices.of_values(names).find(wanted)
    if found is None:
        raise refuse(
            "unknown-sheet",
            f"The workbook has no sheet of the name {shown(wanted)}. Choose one of: {listed(map(shown, names))}.",
        )
    return found
