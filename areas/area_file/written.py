"""Writes an area file: JSON or a workbook, of which each loads again to the same area."""

import io
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import xlsxwriter

from areas.area_file.contents import WHEN_ANY, Contents
from areas.area_file.sheets import NUMBER, SHEETS


def as_json(contents: Contents) -> str:
    """The area file as JSON, numbers with every digit that is kept."""
    return json.dumps(_plain(contents), ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def as_workbook(contents: Contents) -> bytes:
    """The area file as an XLSX workbook, a sheet to a table. Text is written as text, so nothing runs as a formula."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        header = book.add_format({"bold": True, "bottom": 1})
        for name, rows in _tables(contents).items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, (title, kind) in enumerate(SHEETS[name].items()):
                sheet.write_string(0, column, title, header)
                sheet.set_column(column, column, 16 if kind == NUMBER else 36)
            _write_rows(sheet, rows)
    return written.getvalue()


def _write_rows(sheet: xlsxwriter.workbook.Worksheet, rows: Iterable[Iterable[Any]]) -> None:
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, Decimal):
                sheet.write_number(line, column, float(value))
            elif value:
                sheet.write_string(line, column, value)


def _tables(contents: Contents) -> dict[str, list[list[Any]]]:
    """Sheet → rows, each in the order of the sheet's columns; no sheet for what the area has not said."""
    area, points, procurement = contents["area"], contents["decision_points"], contents["procurement"]
    said = {name: [_in_order(name, row) for row in contents[name]] for name in WHEN_ANY if contents.get(name)}
    return {
        "area": [_in_order("area", area)],
        "localities": [[name] for name in area["localities"]],
        "organisations": [[name] for name in area["organisations"]],
        "decision_points": [_in_order("decision_points", row) for row in points],
        "by_actual_pathway": [
            [row["code"], actual, share] for row in points for actual, share in row["by_actual_pathway"].items()
        ],
        "unit_costs": [_in_order("unit_costs", row) for row in contents["unit_costs"]],
        "procurement": [[procurement["realisable_share"]]],
        "procurement_reasons": [[text] for text in procurement["reasons"]],
        "procurement_rates": [_in_order("procurement_rates", row) for row in procurement["rates"]],
        **said,
    }


def _in_order(sheet: str, row: Contents) -> list[Any]:
    return [row[column] for column in SHEETS[sheet]]
