"""Counts in are counts out: what stands printed in report and slides, read back and added up, is what was counted."""

import io
import random
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from opportunities.exports.as_pdf import as_pdf
from opportunities.exports.as_pptx import as_pptx
from opportunities.exports.edition import Edition
from opportunities.figures import Shown
from opportunities.rollup.tables import Figures, draw_up
from tests.opportunities.disclosure import worlds

COUNT_OF_SHARE = re.compile(r"([\d,]+) ([\d,]+) (?:under |over |Under |Over )?\d+%")


@pytest.fixture(scope="module")
def figures() -> Figures:
    """Of an invented area with about 300 reviews."""
    rng = random.Random(6)
    catalogue = worlds.catalogue(rng)
    return draw_up(worlds.area(rng, catalogue), catalogue)


@pytest.fixture(scope="module")
def made(figures: Figures) -> Edition:
    return Edition("Kent", Shown("kent", datetime(2026, 11, 22, tzinfo=UTC), 41, False, 0, 300, figures), {})


@pytest.fixture(scope="module")
def pages(made: Edition) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(made))).pages]


@pytest.fixture(scope="module")
def tables(made: Edition) -> list[list[list[str]]]:
    slides = Presentation(io.BytesIO(as_pptx(made))).slides
    found: list[Any] = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    return [[[cell.text.split("\n")[0] for cell in row.cells] for row in table.rows] for table in found]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def parts(figures: Figures, code: str, *, by_point: bool) -> list[dict[str, Any]]:
    """Rows of one breakdown, of all decision points together or of each."""
    (rows,) = [each["rows"] for each in figures.breakdowns["breakdowns"] if each["code"] == code]
    return [row for row in rows if bool(row["decision_point"]) is by_point]


def total(figures: Figures) -> dict[str, Any]:
    found: dict[str, Any] = figures.opportunities["total"]
    return found


def page_with(pages: list[str], *said: str) -> str:
    return next(page for page in pages if all(each in page for each in said))


def test_the_area_is_large_enough_to_tell(figures: Figures) -> None:
    assert total(figures)["notes_reviewed"] > 100
    assert len(parts(figures, "reasons", by_point=False)) > 3


def test_figure_3_of_the_report_adds_up_to_its_total(pages: list[str], figures: Figures) -> None:
    page = page_with(pages, "Opportunities by area of focus (Figure 3)")
    *rows, last = [(number(n), number(m)) for n, m in COUNT_OF_SHARE.findall(page)]
    assert last == (total(figures)["notes_reviewed"], total(figures)["improvable"])
    assert tuple(map(sum, zip(*rows, strict=True))) == last


def test_decision_points_of_the_report_add_up_to_the_same(pages: list[str], figures: Figures) -> None:
    page = page_with(pages, "Decision point Count Of Share 95% interval").partition("95% interval\n")[2]
    rows = [(number(n), number(of)) for n, of in COUNT_OF_SHARE.findall(page)]
    improvable = [row for row in parts(figures, "answers", by_point=True) if row["code"] == "no"]
    assert rows == [(row["count"], row["denominator"]) for row in improvable]
    assert sum(n for n, _ in rows) == total(figures)["improvable"]
    assert sum(of for _, of in rows) == total(figures)["notes_reviewed"]


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("timing", "When it could have gone differently"),
        ("alternatives", "Did the better pathway exist locally?"),
        ("level-of-care", "Level of care of the better pathway"),
        ("achievability", "How likely the change could be achieved"),
    ],
)
def test_answers_of_the_report_by_decision_point_add_up(
    pages: list[str], figures: Figures, code: str, title: str
) -> None:
    every = parts(figures, code, by_point=False)
    row = re.compile(rf"((?:[\d,]+ ){{{len(every)}}}[\d,]+)$", re.MULTILINE)
    table = page_with(pages, f"{title}\n", "Decision point ").partition("Counts of improvable reviews.")[0]
    first, *points = [[number(each) for each in found.split()] for found in row.findall(table)]
    assert first == [*(each["count"] for each in every), total(figures)["improvable"]]
    assert [sum(column) for column in zip(*points, strict=True)] == first


def test_reasons_of_the_report_are_the_ones_counted(pages: list[str], figures: Figures) -> None:
    printed = page_with(pages, "Main reasons", "Part Count Of Share").partition("Counts and shares of")[0]
    rows = [number(n) for n, _ in COUNT_OF_SHARE.findall(printed)]
    assert rows == [row["count"] for row in parts(figures, "reasons", by_point=False)][: len(rows)]
    assert len(rows) > 3


def test_figure_3_of_the_slides_adds_up_to_its_total(tables: list[list[list[str]]], figures: Figures) -> None:
    (rows,) = [table for table in tables if table[0][0] == "Area of focus"]
    *parts_of, last = [number(row[1]) for row in rows[1:] if row[1] not in ("–", "")]
    assert sum(parts_of) == last == total(figures)["notes_reviewed"]


def test_shares_of_the_slides_add_up(tables: list[list[list[str]]], figures: Figures) -> None:
    points, *others = [table[1:] for table in tables if table[0][:3] == ["Part", "Count", "Of"]]
    assert sum(number(row[1]) for row in points) == total(figures)["improvable"]
    assert sum(number(row[2]) for row in points) == total(figures)["notes_reviewed"]
    existed = next(rows for rows in others if rows[0][0].startswith("Yes"))
    counted = parts(figures, "alternatives", by_point=False)
    assert [number(row[1]) for row in existed] == [each["count"] for each in counted]
