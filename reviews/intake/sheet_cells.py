"""A cell of a workbook as the text it shows. No Django in here."""

import datetime as dt

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta


def text_of(cell: Cell) -> str:
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


def month_of(cell: dt.date) -> str:
    """Spreadsheets turn a typed 2016-03 into the first of that month and show Mar-16; any other day was a full date."""
    return f"{cell:%Y-%m}" if cell.day == 1 else text_of(cell)
