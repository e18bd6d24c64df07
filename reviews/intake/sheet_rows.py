"""XLSX: one sheet, each cell as the text it shows."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import python_calamine

from reviews.intake.headers import Columns, Header, read_header
from reviews.intake.limits import Limits
from reviews.intake.lookups import Choices
from reviews.intake.problems import listed, refuse, shown
from reviews.intake.rows import Row, outside_columns
from reviews.intake.workbook import look_into, remarks

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta


class SheetReader:
    """One sheet of a workbook that was looked over before it was opened: the one of this name, or the first shown."""

    def __init__(self, path: Path, columns: Columns, limits: Limits, sheet: str = "") -> None:
        contents = look_into(path, limits)
        self._limits, self._columns = limits, columns
        self._sheet, others, hidden = _opened(path, sheet)
        self.remarks = tuple(remarks(contents, others, hidden))
        number, first = next(((n, cells) for n, cells in self._records() if any(cells)), (1, []))
        if not first:
            raise refuse("empty-file", "The sheet is empty. Put the column names and rows on it, or choose another.")
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


def _opened(path: Path, wanted: str) -> tuple[python_calamine.CalamineSheet, list[str], list[str]]:
    """The sheet, and the names of other sheets: shown ones, hidden ones. Raises Refused."""
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = [each for each in book.sheets_metadata if each.typ == python_calamine.SheetTypeEnum.WorkSheet]
        shown_ones = [each.name for each in sheets if each.visible == python_calamine.SheetVisibleEnum.Visible]
        hidden = [each.name for each in sheets if each.name not in shown_ones]
        name = _chosen(wanted, shown_ones, hidden)
        sheet = book.get_sheet_by_name(name)
    except (python_calamine.CalamineError, IndexError, ValueError, OSError):
        raise refuse(
            "not-a-workbook",
            "The workbook can't be read: it is damaged, protected by a password, or has no sheet. "
            "Save it again as .xlsx, without a password.",
        ) from None
    return sheet, [each for each in shown_ones if each != name], [each for each in hidden if each != name]


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
