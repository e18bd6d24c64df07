"""One table as a sheet of the workbook."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from opportunities.disclosure.marks import STAR, is_hidden
from opportunities.exports import look as looks
from opportunities.exports import words
from opportunities.exports.columns import INTERVALS, Column, Row, Sheet
from opportunities.exports.edition import Edition
from opportunities.exports.look import Look
from opportunities.exports.sheets import BREAKDOWN_SHEETS

HEADER_ROW = 5
ROWS_OF_A_PAGE = 30
NUMERIC = {"count", "share", "shares", "pounds", "amounts", "yearly", "measure", "coefficient", "coefficients"}
WIDTHS = {
    "count": 10, "share": 10, "shares": 8, "pounds": 11, "amounts": 9, "yearly": 10, "measure": 12,
    "ranked": 27, "labels": 32, "text": 17, "coefficient": 13, "coefficients": 9,
}  # fmt: skip
OWN_WIDTHS = {
    ("opportunities", "label"): 28, ("cost_movements", "label"): 20, ("areas", "name"): 28,
    ("headlines", "label"): 66, ("headlines", "part"): 40,
    **{(code, "label"): 52 for code in BREAKDOWN_SHEETS},
    **{(code, "decision_point_label"): 30 for code in BREAKDOWN_SHEETS},
    ("agreement", "decision_point_label"): 30, ("agreement", "field_label"): 38, ("agreement", "not_estimated"): 44,
    ("consistency_rates", "about"): 46, ("consistency_rates", "label"): 48,
    ("sensitivity", "label"): 52, ("each_person_once", "label"): 52,
    **{("sensitivity", key): 16 for key in ("low", "base", "high")},
    **{("each_person_once", key): 16 for key in ("saving", "once", "taken_off")},
    ("scenarios", "scenario"): 30, ("scenarios", "scenario_about"): 60, ("scenarios", "counted_once"): 12,
    **{("scenarios", key): 14 for key in ("saving", "more_than_as_set", "saving_interval")},
    ("scenario_changes", "scenario"): 30, ("scenario_changes", "input"): 56, ("scenario_changes", "reason"): 60,
    **{("cost_movements", f"{key}_typical"): 15 for key in ("gross_saving", "reinvestment", "net")},
    ("flows", "decision_point_label"): 30, ("flows", "actual_label"): 38, ("flows", "proposed_label"): 38,
}  # fmt: skip
LINE = 14  # points, of a line of type


@dataclass(frozen=True)
class Place:
    """One column of cells: an interval takes two."""

    column: Column
    heading: str
    end: int | None = None  # 0 and 1: the lower and the upper end of an interval


def add_table(book: Workbook, sheet: Sheet, edition: Edition, look: Look) -> Worksheet:
    """Title, what it was made from, the table with its total, ready to print. Gives the page, for a chart."""
    page = book.add_worksheet(sheet.name)
    page.set_row(0, 30)
    page.write_string(0, 0, f"{sheet.title}: {edition.name}", look.title)
    page.write_string(1, 0, sheet.about, look.quiet)
    page.write_string(2, 0, f"{words.made_from(edition)} {words.freshness(edition)}", look.quiet)
    page.write_string(3, 0, _left_out(sheet, edition), look.quiet)
    places = list(_places(sheet))
    for at, place in enumerate(places):
        page.set_column(at, at, _width(sheet, place))
        page.write_string(HEADER_ROW, at, place.heading, look.header(numeric=place.column.kind in NUMERIC))
    page.set_row(HEADER_ROW, 3.6 * LINE)
    _write_rows(page, sheet, places, look)
    page.freeze_panes(HEADER_ROW + 1, 1)
    look.print_well(page, header_row=HEADER_ROW, one_page=len(sheet.rows) <= ROWS_OF_A_PAGE)
    return page


def _left_out(sheet: Sheet, edition: Edition) -> str:
    """Why there is no money in a table that should have some."""
    amounts = any(column.kind == "pounds" for column in sheet.columns)
    if not amounts or not edition.incomplete:
        return ""
    return f"Money left out or incomplete: {len(edition.incomplete)} still missing. The summary says what."


def _places(sheet: Sheet) -> Iterator[Place]:
    for column in sheet.columns:
        if column.kind in INTERVALS:
            yield Place(column, f"{column.heading}, from", 0)
            yield Place(column, "to", 1)
        else:
            yield Place(column, column.heading)


def _width(sheet: Sheet, place: Place) -> float:
    return OWN_WIDTHS.get((sheet.code, place.column.key), WIDTHS[place.column.kind])


def _write_rows(page: Worksheet, sheet: Sheet, places: list[Place], look: Look) -> None:
    rows = [(row, False) for row in sheet.rows] + ([(sheet.total, True)] if sheet.total else [])
    for line, (row, total) in enumerate(rows, start=HEADER_ROW + 1):
        values = [_value(place, row) for place in places]
        tallest = max(_lines(value, _width(sheet, place)) for place, value in zip(places, values, strict=True))
        page.set_row(line, LINE * tallest + 5)
        for at, (place, value) in enumerate(zip(places, values, strict=True)):
            shown_as = _number_format(place, row, value)
            quiet = place.end is not None
            cell = look.cell(number_format=shown_as, total=total, quiet=quiet, lines=tallest)
            _write(page, line, at, value, cell)


def _lines(value: Any, width: float) -> int:
    """How many lines a text takes. Heights are given because not every program works them out for itself."""
    if not isinstance(value, str):
        return 1
    return sum(max(len(textwrap.wrap(line, int(width * 1.12))), 1) for line in value.split("\n"))


def _value(place: Place, row: Row) -> Any:
    value = row.get(place.column.key)
    if is_hidden(row, place.column.key):
        return STAR
    if value is None:
        return None
    if place.end is not None:
        return value[place.end]
    if place.column.kind == "ranked":
        return "\n".join(_ranked(each) for each in value)
    return "\n".join(value) if place.column.kind == "labels" else value


def _ranked(each: Row) -> str:
    if is_hidden(each, "count"):
        return f"{each['label']} ({STAR})"
    return each["label"] if each["count"] is None else f"{each['label']} ({each['count']:,})"


def _write(page: Worksheet, line: int, at: int, value: Any, cell: Format) -> None:
    if value is None or value == "":
        page.write_blank(line, at, None, cell)
    elif isinstance(value, str):
        page.write_string(line, at, value, cell)
    else:
        page.write_number(line, at, value, cell)


def _number_format(place: Place, row: Row, value: Any) -> str:
    """How a number is shown; "" for texts."""
    in_pounds = row.get("unit") == "pounds"
    shares = looks.SMALL_SHARES if in_pounds else looks.SHARES
    money = looks.money(value) if isinstance(value, int | float) else looks.MILLIONS
    return {
        "count": looks.COUNTS,
        "yearly": looks.PEOPLE,
        "share": shares,
        "shares": shares,
        "pounds": money,
        "amounts": money,
        "measure": money if in_pounds else looks.COUNTS,
        "coefficient": looks.COEFFICIENTS,
        "coefficients": looks.COEFFICIENTS,
    }.get(place.column.kind, "")
