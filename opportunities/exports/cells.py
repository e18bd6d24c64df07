"""Tables as people read them on paper and slides: rounded, hidden numbers as `*`, intervals under their figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from opportunities import formats
from opportunities.disclosure.marks import STAR, is_hidden
from opportunities.exports.columns import Column, Row, Sheet

NOTHING = "–"  # not known, or no such thing in this row
TEXTS = frozenset({"text", "ranked", "labels"})
# A column, or one with another in small type under it, perhaps after a word.
Wanted = str | tuple[str, str] | tuple[str, str, str]


@dataclass(frozen=True)
class Cell:
    lines: tuple[str, ...]
    beneath: str = ""


@dataclass(frozen=True)
class Heading:
    text: str
    numeric: bool = True


@dataclass(frozen=True)
class Table:
    """`caption` names it for who can't see where it stands; `total` is its last row."""

    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None


def table(sheet: Sheet, wanted: Sequence[Wanted], rows: Sequence[Row] | None = None, caption: str = "") -> Table:
    """These columns of a sheet, of all its rows with the total, or of `rows` alone."""
    columns = {column.key: column for column in sheet.columns}
    each = [((key,) if isinstance(key, str) else tuple(key)) + ("", "") for key in wanted]

    def cells(row: Row) -> tuple[Cell, ...]:
        return tuple(_cell(columns[key], columns.get(under), row, before) for key, under, before, *_ in each)

    return Table(
        caption or sheet.title,
        tuple(Heading(columns[key].heading, columns[key].kind not in TEXTS) for key, *_ in each),
        tuple(cells(row) for row in (sheet.rows if rows is None else rows)),
        tuple(map(_blank, cells(sheet.total))) if sheet.total and rows is None else None,
    )


def _cell(column: Column, under: Column | None, row: Row, before: str) -> Cell:
    if not under or row.get(under.key) is None:
        return Cell(shown(column, row))
    (beneath,) = shown(under, row)
    return Cell(shown(column, row), f"{before} {formats.mid_sentence(beneath)}" if before else beneath)


def _blank(cell: Cell) -> Cell:
    """In a total, what there is no such thing of needs no mark."""
    return Cell(("",)) if cell.lines == (NOTHING,) else cell


def shown(column: Column, row: Row) -> tuple[str, ...]:
    """A value in words, a line for each text of several."""
    value = row.get(column.key)
    if is_hidden(row, column.key):
        return (STAR,)
    if value is None or value == "" or value == []:
        return (NOTHING,)
    return _SHOWN[column.kind](value, row)


def _share(value: float, row: Row) -> tuple[str, ...]:
    return (formats.percent(value, _places(row)),)


def _places(row: Row) -> int:
    """Shares of a budget are small, and told by their tenths."""
    return 1 if row.get("unit") == "pounds" else 0


def _measure(value: float, row: Row) -> tuple[str, ...]:
    return (formats.pounds(value) if row.get("unit") == "pounds" else formats.number(value),)


def _ranked(value: Sequence[Row], row: Row) -> tuple[str, ...]:
    return tuple(f"{each['label']}{_counted(each)}" for each in value)


def _counted(each: Row) -> str:
    if is_hidden(each, "count"):
        return f" ({STAR})"
    return "" if each["count"] is None else f" ({formats.number(each['count'])})"


_SHOWN: Mapping[str, Callable[[Any, Row], tuple[str, ...]]] = MappingProxyType(
    {
        "text": lambda value, row: (str(value),),
        "count": lambda value, row: (formats.number(value),),
        "yearly": lambda value, row: (formats.number(value),),
        "share": _share,
        "shares": lambda value, row: (formats.percent_interval(value, _places(row)),),
        "pounds": lambda value, row: (formats.pounds(value),),
        "amounts": lambda value, row: (formats.pounds_interval(value),),
        "measure": _measure,
        "coefficient": lambda value, row: (formats.coefficient(value),),
        "coefficients": lambda value, row: (formats.coefficient_interval(value),),
        "ranked": _ranked,
        "labels": lambda value, row: tuple(value),
    }
)
