"""XLSX: the first sheet, each cell as the text it shows."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import python_calamine

from reviews.intake.headers import Columns, Header, read_header
from reviews.intake.limits import Limits
from reviews.intake.problems import refuse
from reviews.intake.rows import Row, outside_columns
from reviews.intake.workbook import look_into

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta


class SheetReader:
    """The first sheet of a workbook that was looked over before it was opened."""

    def __init__(self, path: Path, columns: Columns, limits: Limits) -> None:
        look_into(path, limits)
        self._limits, self._columns = limits, columns
        self._sheet = _first_sheet(path)
        number, first = next(((n, cells) for n, cells in self._records() if any(cells)), (1, []))
        if not first:
            raise refuse("empty-file", "The first sheet is empty. Put the column names and rows on the first sheet.")
        self._header_row = number
        self.header: Header = read_header([_text(cell) for cell in first], columns, limits, line=number)

    def rows(self) -> Iterator[Row]:
        """Every row below the header that holds anything."""
        names = self.header.names
        months = [name in self._columns.months for name in names]
        for number, cells in self._records():
            texts = [_text(cell) for cell in cells]
            if number <= self._header_row or not any(map(str.strip, texts)):
                continue
            lost = sum(1 for name, text in zip(names, texts, strict=False) if not name and text.strip())
            lost += sum(1 for text in texts[len(names) :] if text.strip())
            row = dict(zip(names, texts, strict=False))
            for name, month, cell in zip(names, months, cells, strict=False):
                if month and isinstance(cell, dt.date):
                    row[name] = _month(cell)
            yield Row(number, row, (outside_columns(number, lost),) if lost else ())

    def _records(self) -> Iterator[tuple[int, list[Cell]]]:
        return enumerate(self._sheet.iter_rows(), start=1)


def _first_sheet(path: Path) -> python_calamine.CalamineSheet:
    try:
        return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except (python_calamine.CalamineError, IndexError, ValueError, OSError):
        raise refuse(
            "not-a-workbook",
            "The workbook can't be read: it is damaged, protected by a password, or has no sheet. "
            "Save it again as .xlsx, without a password.",
        ) from None


def _text(cell: Cell) -> str:
    """What the cell shows: whole numbers without `.0`, dates as 2016-03-01, yes and no for true and false."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ", timespec="minutes")
    return str(cell)


def _month(cell: dt.date) -> str:
    """Spreadsheets turn a typed 2016-03 into the first of that month and show Mar-16; any other day was a full date."""
    return f"{cell:%Y-%m}" if cell.day == 1 else _text(cell)
