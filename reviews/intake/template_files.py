"""The files to fill in, as bytes: a workbook with drop-downs, or the header of a CSV file. No Django in here.

Only the first sheet of a workbook is read when it is loaded, and it holds nothing but column names: the values, the
explanations and the example stand on sheets of their own.
"""

import csv
from io import BytesIO, StringIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from reviews.intake.template_columns import Template, TemplateColumn

ROWS = 5_000  # that have drop-downs
WIDE = {"narrative": 60, "comment": 40, "actual_pathway": 30, "proposed_pathway": 30, "reasons": 40}
EXAMPLE = "An example. Only the first sheet is loaded, so this row never is."


def as_csv(template: Template) -> bytes:
    """The header alone, marked as UTF-8 so that spreadsheet programs save it as that."""
    text = StringIO()
    csv.writer(text).writerow(column.name for column in template.columns)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(template: Template) -> bytes:
    """The sheet to fill in, then the values, the explanations and an example."""
    body = BytesIO()
    with Workbook(body, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(template.sheet)
        sources = _write_values(book, template)
        _write_columns(book, template)
        _write_example(book, template)
        _head(book, page, template)
        for number, column in enumerate(template.columns):
            _drop_down(page, number, column, sources.get(column.name, ""))
    return body.getvalue()


def _head(book: Workbook, page: Worksheet, template: Template) -> None:
    """Names with their explanations as comments; cells are text, so that 85+ and 2016-03 stay as they are typed."""
    head, text = book.add_format({"bold": True, "bg_color": "#E8F1FA"}), book.add_format({"num_format": "@"})
    for number, column in enumerate(template.columns):
        page.set_column(number, number, WIDE.get(column.name, 20), text)
        page.write_string(0, number, column.name, head)
        page.write_comment(0, number, _about(column))
    page.freeze_panes(1, 1)


def _about(column: TemplateColumn) -> str:
    return ("Required. " if column.required else "") + column.about


def _drop_down(page: Worksheet, number: int, column: TemplateColumn, source: str) -> None:
    """Other spellings that the loader takes are only warned of; lists of several can't be chosen whole."""
    if not source:
        return
    rule = {"validate": "list", "source": source, "error_type": "warning", "show_error": not column.several}
    message = {"input_title": column.name[:32], "input_message": _about(column)[:255]}
    page.data_validation(1, number, ROWS, number, rule | message)


def _write_values(book: Workbook, template: Template) -> dict[str, str]:
    """Every list on a sheet, and for each column the formula of its drop-down."""
    page, head = book.add_worksheet("Values"), book.add_format({"bold": True})
    sources: dict[str, str] = {}
    names = [column.name for column in template.columns]
    at = 0
    for column in template.columns:
        if column.values:
            sources[column.name] = _write_list(page, at, column.name, column.values, head)
            at += 1
        for point, values in column.at.items():
            where = _write_list(page, at, f"{column.name} at {point}", values, head)
            book.define_name(f"{column.name}_{point.replace('-', '_')}", where)
            at += 1
        if column.at and template.decides:
            cell = f"${xl_col_to_name(names.index(template.decides))}2"
            sources[column.name] = f'=INDIRECT("{column.name}_"&SUBSTITUTE({cell},"-","_"))'
    return sources


def _write_list(page: Worksheet, at: int, name: str, values: object, head: object) -> str:
    """One list down a column; gives the formula of its cells."""
    page.set_column(at, at, 34)
    page.write_string(0, at, name, head)
    rows = list(values)  # type: ignore[call-overload]
    for row, value in enumerate(rows, start=1):
        page.write_string(row, at, value)
    letter = xl_col_to_name(at)
    return f"=Values!${letter}$2:${letter}${len(rows) + 1}"


def _write_columns(book: Workbook, template: Template) -> None:
    page, head = book.add_worksheet("Columns"), book.add_format({"bold": True})
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 100)
    page.write_row(0, 0, ["Column", "What it is"], head)
    for row, column in enumerate(template.columns, start=1):
        page.write_row(row, 0, [column.name, _about(column)])


def _write_example(book: Workbook, template: Template) -> None:
    page, wrap = book.add_worksheet("Example"), book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, len(template.columns), 24)
    page.write_string(0, 0, EXAMPLE)
    for number, column in enumerate(template.columns):
        page.write_string(2, number, column.name)
        page.write_string(3, number, column.example, wrap)
