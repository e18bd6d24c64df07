"""Rows as a native bar chart of a slide. Its workbook holds what the rows hold: what is hidden there is empty here."""

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.slide import Slide
from pptx.util import Emu, Pt

from opportunities.disclosure.marks import STAR, is_hidden
from opportunities.exports import look as looks
from opportunities.exports.columns import Row
from opportunities.exports.deck.deck import Box, colour, describe

SHARES, POUNDS = "0%", '£#,##0.0,,"m";-£#,##0.0,,"m";'  # nothing has no label
COLOURS = (looks.BLUE, looks.REINVESTMENT, looks.QUIET)


def add_bars(
    slide: Slide, box: Box, rows: Sequence[Row], series: Mapping[str, str], number_format: str, title: str, words: str
) -> None:
    """`series`: headings by the key of the value; the first row stands on top. `words` are its text alternative."""
    data = CategoryChartData(number_format=number_format)
    data.categories = [_category(row, series) for row in rows]
    for key, heading in series.items():
        data.add_series(heading, [row.get(key) for row in rows])
    where = (Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *where, data)  # type: ignore[arg-type]
    describe(frame, title, words)
    _look(frame.chart, len(series), number_format)


def _category(row: Row, series: Mapping[str, str]) -> str:
    hidden = any(is_hidden(row, key) for key in series)
    return f"{row['label']} {STAR}" if hidden else str(row["label"])


def _look(chart: Any, series: int, number_format: str) -> None:
    chart.has_title = False
    chart.has_legend = series > 1
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(12), "Arial", colour(looks.INK)
    if series > 1:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = colour(looks.QUIET)
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False  # every bar carries its value
    if number_format == SHARES:
        chart.value_axis.minimum_scale = 0  # else bars begin wherever the program likes
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(11)
    for at, each in enumerate(plot.series):
        each.invert_if_negative = False
        each.format.fill.solid()
        each.format.fill.fore_color.rgb = colour(COLOURS[at])
