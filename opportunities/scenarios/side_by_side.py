"""As set and up to four scenarios in one table: savings by area of focus, cost movements by sector. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
AT_MOST = 4
AS_SET = "As set"


@dataclass(frozen=True)
class Column:
    """One set of tables, as opportunities.rollup.tables has them; `name` heads it."""

    name: str
    opportunities: Row
    cost_movements: Row


@dataclass(frozen=True)
class Cell:
    """£ a year; `more` is what it has more than the first column, None there and while either is not known."""

    amount: float | None
    more: float | None
    row: Row


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Lines:
    """`cells` of each line are in the order of the columns."""

    rows: tuple[Line, ...]
    total: Line


def savings(columns: Sequence[Column]) -> Lines:
    """By area of focus."""
    return _lines([column.opportunities for column in columns], "area_of_focus", "saving")


def movements(columns: Sequence[Column]) -> Lines:
    """By sector: what each saves net of what it reinvests."""
    return _lines([column.cost_movements for column in columns], "sector", "net")


def _lines(tables: Sequence[Row], key: str, amount: str) -> Lines:
    """Rows of the first table; one that another table does not have, or has more, is not known there."""
    by_key = [{row[key]: row for row in table["rows"]} for table in tables]
    labels = {row[key]: row["label"] for table in tables for row in table["rows"]}
    rows = tuple(_line(label, [found.get(code, {}) for found in by_key], amount) for code, label in labels.items())
    return Lines(rows, _line("Total", [table["total"] for table in tables], amount))


def _line(label: str, rows: Sequence[Row], amount: str) -> Line:
    first = rows[0].get(amount)
    return Line(label, tuple(_cell(row, amount, first if at else None) for at, row in enumerate(rows)))


def _cell(row: Row, amount: str, first: float | None) -> Cell:
    here = row.get(amount)
    return Cell(here, None if here is None or first is None else here - first, row)
