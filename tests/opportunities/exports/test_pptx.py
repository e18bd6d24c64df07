"""The slides, read back: one message each, native charts and tables, and nothing in them that no table holds."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from opportunities.disclosure.control import control
from opportunities.disclosure.rules import Rules
from opportunities.exports.as_pptx import as_pptx
from tests.opportunities.editions import edition, incomplete_edition


@pytest.fixture(scope="module")
def content() -> bytes:
    return as_pptx(edition(newer=3))


@pytest.fixture(scope="module")
def slides(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def tables(slides: Any) -> list[Any]:
    return [shape.table for slide in slides.slides for shape in slide.shapes if shape.has_table]


def charts(slides: Any) -> list[Any]:
    return [shape.chart for slide in slides.slides for shape in slide.shapes if shape.has_chart]


def test_every_slide_is_wide_and_has_a_message_notes_and_a_number(slides: Any) -> None:
    assert round(slides.slide_width / slides.slide_height, 2) == 1.78
    for slide in slides.slides:
        assert slide.shapes.title.text_frame.text
        assert "Made from 15 agreed reviews" in slide.notes_slide.notes_text_frame.text
    assert all(slide._element.findall(f".//{qn('a:fld')}") for slide in list(slides.slides)[1:])


def test_every_slide_says_that_it_is_not_for_publication(slides: Any) -> None:
    for slide in slides.slides:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "Not for publication" in said


def test_messages_are_the_headlines(slides: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in slides.slides]
    assert titles[:2] == ["Kent", "7 of 14 pathway decisions could have been better (50%)"]
    assert titles[-1] == "How to read the figures"


def test_figure_2_is_a_native_chart_of_the_tables_own_values(slides: Any) -> None:
    rows = edition().shown.figures.cost_movements["rows"]
    (costs,) = [chart for chart in charts(slides) if len(chart.plots[0].series) == 3]
    gross, reinvestment, net = costs.plots[0].series
    assert list(costs.plots[0].categories) == [row["label"] for row in rows]
    assert list(net.values) == pytest.approx([row["net"] for row in rows])
    assert [g - r for g, r in zip(gross.values, reinvestment.values, strict=True)] == pytest.approx(list(net.values))


def test_figure_3_has_its_counts_and_intervals(slides: Any) -> None:
    (figure_3,) = [table for table in tables(slides) if table.cell(0, 0).text == "Area of focus"]
    rows = [[cell.text for cell in row.cells] for row in figure_3.rows]
    assert len(rows) == 1 + 6 + 1
    assert next(row for row in rows if row[0].startswith("Q3"))[1:3] == ["14", "50%\n27% to 73%"]


def test_charts_and_tables_say_what_they_show(slides: Any) -> None:
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                named = next(shape._element.iter(qn("p:cNvPr")))
                assert len(named.get("descr")) > 10


def test_bars_of_shares_begin_at_nothing(slides: Any) -> None:
    shares = [chart for chart in charts(slides) if len(chart.plots[0].series) == 1]
    assert shares
    assert {chart.value_axis.minimum_scale for chart in shares} == {0}


def test_without_money_there_is_no_figure_2() -> None:
    slides = Presentation(io.BytesIO(as_pptx(incomplete_edition())))
    assert not [chart for chart in charts(slides) if len(chart.plots[0].series) == 3]


def test_hidden_counts_are_stars_and_their_charts_workbooks_are_empty_there() -> None:
    """The worked example has 15 reviews: almost every count of it is hidden."""
    shown = edition().shown
    kept = replace(edition(), shown=replace(shown, figures=control(shown.figures, Rules())))
    content = as_pptx(kept)
    said = [
        cell.text for table in tables(Presentation(io.BytesIO(content))) for row in table.rows for cell in row.cells
    ]
    assert "*" in said
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        workbooks = [parts.read(name) for name in parts.namelist() if name.endswith(".xlsx")]
    cells = [
        cell.value
        for book in workbooks
        for page in load_workbook(io.BytesIO(book)).worksheets
        for row in page.iter_rows()
        for cell in row
    ]
    assert not [value for value in cells if isinstance(value, int | float) and 1 <= value <= 7]
