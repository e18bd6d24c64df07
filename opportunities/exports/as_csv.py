"""Figures as one CSV table: a row for each row of every table, with the same columns throughout."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from opportunities.disclosure.marks import STAR, is_hidden
from opportunities.exports import words
from opportunities.exports.columns import INTERVALS, Column, Row, Sheet
from opportunities.exports.edition import Edition

MADE_FROM = ("table", "area", "as_of", "revision", "stale")
FIRST_OF_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | bool | None
BEST = 2  # what tables rank, they rank two of


def as_csv(edition: Edition) -> bytes:
    """UTF-8 with a byte-order mark, so that spreadsheets read £ and ’ rightly. Empty cells are what can't be known."""
    tables = edition.sheets()
    header = list(dict.fromkeys([*MADE_FROM, *(name for sheet in tables for name in _names(sheet))]))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, restval="")
    writer.writeheader()
    made_from = _made_from(edition)
    for sheet in tables:
        writer.writerows(_safe({**made_from, "table": sheet.code, **cells}) for cells in _rows(sheet))
    writer.writerows(_safe({**made_from, "table": "incomplete", "label": sentence}) for sentence in edition.incomplete)
    writer.writerow(_safe({**made_from, "table": "publication", "label": words.publication(edition)}))
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FIRST_OF_A_FORMULA) else text


def _safe(cells: dict[str, Cell]) -> dict[str, Cell]:
    return {name: safe(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}


def _made_from(edition: Edition) -> dict[str, Cell]:
    shown = edition.shown
    return {
        "area": edition.name,
        "as_of": shown.as_of.isoformat() if shown.as_of else None,
        "revision": shown.revision,
        "stale": shown.stale,
    }


def _names(sheet: Sheet) -> Iterator[str]:
    yield from sheet.codes
    for column in sheet.columns:
        yield from _flat(column, None)


def _rows(sheet: Sheet) -> Iterator[dict[str, Cell]]:
    for row in (*sheet.rows, *([sheet.total] if sheet.total else [])):
        yield {code: row.get(code) for code in sheet.codes} | _cells(sheet, row)


def _cells(sheet: Sheet, row: Row) -> dict[str, Cell]:
    return {
        name: STAR if is_hidden(row, column.key) else cell
        for column in sheet.columns
        for name, cell in _flat(column, row.get(column.key)).items()
    }


def _flat(column: Column, value: Any) -> dict[str, Cell]:
    """One value as the plain cells it takes: an interval two, what is ranked two for each."""
    key = column.key
    if column.kind in INTERVALS:
        low, high = value or (None, None)
        return {f"{key}_low": low, f"{key}_high": high}
    if column.kind == "labels":
        return {f"{key}_{at + 1}": _at(value, at) for at in range(BEST)}
    if column.kind == "ranked":
        each = [_at(value, at) or {} for at in range(BEST)]
        return {
            name: cell
            for at, ranked in enumerate(each, start=1)
            for name, cell in ((f"{key}_{at}", ranked.get("label")), (f"{key}_{at}_count", _count(ranked)))
        }
    return {key: value}


def _count(ranked: Row) -> Cell:
    return STAR if is_hidden(ranked, "count") else ranked.get("count")


def _at(values: list[Any] | None, position: int) -> Any:
    return values[position] if values and position < len(values) else None
