"""Reads an area workbook (XLSX) into the shape of the JSON file, remembering the sheet and row of everything."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd

from areas.area_file.contents import WHEN_ANY
from areas.area_file.look_over import damaged, look_over
from areas.area_file.sheets import ALIASES, CODE, LISTS, NUMBER, SHEETS
from config.errors import Problem

Places = dict[str, tuple[int, str]]
Row = dict[str, Any]


@dataclass
class Book:
    """What a workbook says: `value` is as if read from JSON, `places` give the row and sheet of its JSON pointers."""

    value: dict[str, Any] = field(default_factory=dict)
    places: Places = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def read_workbook(content: bytes) -> Book:
    """The workbook's sheets as the area file they stand for. Raises Refused when it is no workbook that can be read."""
    look_over(content)
    try:
        sheets = pd.read_excel(
            io.BytesIO(content), sheet_name=None, header=None, dtype=str, na_filter=False, engine="calamine"
        )
    except Exception as error:  # the reader has no class of error of its own for the many ways a file can be broken
        raise damaged() from error
    book = Book()
    tables = {name: list(_rows(name, frame, book)) for title, frame in sheets.items() if (name := _known(title, book))}
    _area(tables, book)
    _decision_points(tables, book)
    if "unit_costs" in tables:
        book.value["unit_costs"] = _table("/unit_costs", tables["unit_costs"], "unit_costs", book)
    _procurement(tables, book)
    for name in WHEN_ANY:
        if name in tables:
            book.value[name] = _table(f"/{name}", tables[name], name, book)
    return book


def located(problem: Problem, places: Places) -> Problem:
    """The problem with its sheet row as `line`, and `sheet.column` in place of the JSON pointer."""
    prefix, rest = problem.column, ""
    while prefix and prefix not in places:
        prefix, _, last = prefix.rpartition("/")
        rest = f".{last}{rest}"
    if not prefix:
        return replace(problem, column=problem.column.strip("/").replace("/", "."))
    line, sheet = places[prefix]
    return replace(problem, line=line, column=sheet + rest)


def _known(title: str, book: Book) -> str:
    name = _plain(title)
    name = ALIASES.get(name, name)
    if name not in SHEETS:
        book.unknown.append(title)
        return ""
    book.places[f"/{name}"] = (0, name)
    return name


def _plain(header: str) -> str:
    return "_".join(str(header).replace("_", " ").casefold().split())


def _rows(sheet: str, frame: pd.DataFrame, book: Book) -> Iterator[tuple[int, Row]]:
    """The sheet's rows with their numbers: a value for each known column, None where the cell is empty."""
    cells = frame.to_numpy().tolist()
    headers = [_plain(cell) for cell in cells[0]] if cells else []
    columns = {**SHEETS[sheet], **dict.fromkeys(LISTS.get(sheet, ()), "list")}
    book.unknown.extend(f"{sheet}.{header}" for header in headers if header and header not in columns)
    for number, row in enumerate(cells[1:], start=2):
        found = {header: cell for header, cell in zip(headers, row, strict=True) if header in columns}
        if any(str(cell).strip() for cell in found.values()):
            yield number, {header: _value(str(cell), columns[header]) for header, cell in found.items()}


def _value(cell: str, kind: str) -> Any:
    """A cell's value by the kind of its column; text that is no number stays text, so that the check can show it."""
    if not cell.strip():
        return None
    if kind == NUMBER:
        try:
            number = Decimal(cell.strip())
        except InvalidOperation:
            return cell
        return number if number.is_finite() else cell
    if kind == "list":
        return [name for part in cell.split(";") if (name := part.strip())]
    return cell.strip() if kind == CODE else cell


def _table(pointer: str, rows: list[tuple[int, Row]], sheet: str, book: Book) -> list[Row]:
    for position, (number, _) in enumerate(rows):
        book.places[f"{pointer}/{position}"] = (number, sheet)
    return [row for _, row in rows]


def _area(tables: Mapping[str, list[tuple[int, Row]]], book: Book) -> None:
    rows = tables.get("area", [])
    _only_one("area", rows, book)
    if not rows:
        book.problems.append(
            Problem(0, "area", "missing", "The sheet “area” has no row. Give the area's slug and name.")
        )
    number, area = rows[0] if rows else (0, {})
    book.places["/area"] = (number, "area")
    book.value["area"] = area = {name: value for name, value in area.items() if value is not None or "budget" in name}
    for name in ("localities", "organisations"):
        if name in tables:
            area[name] = _names(f"/area/{name}", tables[name], name, "name", book)


def _only_one(sheet: str, rows: list[tuple[int, Row]], book: Book) -> None:
    for number, _ in rows[1:]:
        book.problems.append(Problem(number, sheet, "twice", "This sheet takes one row. Remove this one."))


def _names(pointer: str, rows: list[tuple[int, Row]], sheet: str, column: str, book: Book) -> list[Any]:
    for position, (number, _) in enumerate(rows):
        book.places[f"{pointer}/{position}"] = (number, f"{sheet}.{column}")
    return [row.get(column) for _, row in rows]


def _decision_points(tables: Mapping[str, list[tuple[int, Row]]], book: Book) -> None:
    if "decision_points" not in tables and "by_actual_pathway" not in tables:
        return
    rows = _table("/decision_points", tables.get("decision_points", []), "decision_points", book)
    positions = {row.get("code"): position for position, row in enumerate(rows)}
    for number, given in tables.get("by_actual_pathway", []):
        point, actual = given.get("decision_point"), given.get("actual_pathway") or ""
        if point not in positions:
            book.places[f"/decision_points/{len(rows)}"] = (number, "by_actual_pathway")
            positions[point] = len(rows)
            rows.append({"code": point})
        shares = rows[positions[point]].setdefault("by_actual_pathway", {})
        if actual in shares:
            message = "This decision point and actual pathway have a share already. Make one row of the two."
            book.problems.append(Problem(number, "by_actual_pathway", "twice", message))
        shares[actual] = given.get("share")
        pointer = f"/decision_points/{positions[point]}/by_actual_pathway/{actual}"
        book.places[pointer] = (number, "by_actual_pathway")
    book.value["decision_points"] = rows


def _procurement(tables: Mapping[str, list[tuple[int, Row]]], book: Book) -> None:
    if not {"procurement", "procurement_reasons", "procurement_rates"} & tables.keys():
        return
    rows = tables.get("procurement", [])
    _only_one("procurement", rows, book)
    number, procurement = rows[0] if rows else (0, {})
    book.places["/procurement"] = (number, "procurement")
    if "procurement_reasons" in tables:
        reasons = tables["procurement_reasons"]
        procurement["reasons"] = _names("/procurement/reasons", reasons, "procurement_reasons", "reason", book)
    if "procurement_rates" in tables:
        rates = tables["procurement_rates"]
        procurement["rates"] = _table("/procurement/rates", rates, "procurement_rates", book)
    book.value["procurement"] = procurement
