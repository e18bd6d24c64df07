"""Scenarios side by side in a report and on slides: what is set first, then each, with what it has more."""

from collections.abc import Sequence

from opportunities import formats
from opportunities.exports.cells import NOTHING, Cell, Heading, Table, Wanted, table
from opportunities.exports.edition import Edition
from opportunities.exports.scenario_sheets import scenario_sheets
from opportunities.scenarios.side_by_side import Column, Line, Lines, movements, savings

TOTALS: Sequence[Wanted] = (
    "scenario", ("saving", "saving_interval"), "more_than_as_set", "shares_from", "counted_once", "scenario_about",
)  # fmt: skip
AT_MOST = 4  # beside what is set, on one page


def totals(edition: Edition) -> Table:
    """All scenarios, a row each."""
    (sheet, *_) = scenario_sheets(edition.scenarios, edition.shown.figures.opportunities["total"])
    return table(sheet, TOTALS)


def changes(edition: Edition) -> Table | None:
    """What each changes, and why; None where none changes anything."""
    found = scenario_sheets(edition.scenarios, edition.shown.figures.opportunities["total"])
    sheet = next((each for each in found if each.code == "scenario_changes"), None)
    return table(sheet, ("scenario", "input", "as_set", "instead", "reason")) if sheet else None


def beside_each_other(edition: Edition) -> list[Table]:
    """Savings by area of focus, and net savings by sector, of the first few by name."""
    columns = edition.scenario_columns[: AT_MOST + 1]
    if len(columns) < 2:
        return []
    return [
        _table("Saving a year by area of focus", "Area of focus", columns, savings(columns)),
        _table("Net saving a year by sector", "Sector", columns, movements(columns)),
    ]


def left_out(edition: Edition) -> str:
    beside = len(edition.scenario_columns) - 1
    return f"The first {AT_MOST} of {beside} scenarios by name." if beside > AT_MOST else ""


def _table(caption: str, first: str, columns: Sequence[Column], lines: Lines) -> Table:
    headings = (Heading(first, False), *(Heading(column.name) for column in columns))
    return Table(caption, headings, tuple(_cells(line) for line in lines.rows), _cells(lines.total))


def _cells(line: Line) -> tuple[Cell, ...]:
    return (Cell((line.label,)), *(Cell((_pounds(cell.amount),), _more(cell.more)) for cell in line.cells))


def _pounds(amount: float | None) -> str:
    return NOTHING if amount is None else formats.pounds(amount)


def _more(more: float | None) -> str:
    """+£1.2m; nothing where it is the same."""
    if more is None or abs(more) < 0.5:
        return ""
    return f"{'+' if more > 0 else ''}{formats.pounds(more)}"
