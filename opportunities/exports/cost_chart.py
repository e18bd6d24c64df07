"""Figure 2 as a chart of the workbook: what each sector would save, beside what it would have to spend more on."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from opportunities.disclosure.marks import is_hidden
from opportunities.exports import look as looks
from opportunities.exports.columns import Sheet
from opportunities.exports.table_page import HEADER_ROW

SERIES = (("gross_saving", looks.SAVING), ("reinvestment", looks.REINVESTMENT))


def is_whole(sheet: Sheet) -> bool:
    """No amount is hidden: a chart would draw it as nothing."""
    return not any(is_hidden(row, key) for row in sheet.rows for key, _ in SERIES)


def add_cost_chart(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    """Bars from the table's own cells, below the table, first sector on top."""
    chart = book.add_chart({"type": "bar"})
    first, last = HEADER_ROW + 1, HEADER_ROW + len(sheet.rows)
    keys = [column.key for column in sheet.columns]
    for key, colour in SERIES:
        at = keys.index(key)
        chart.add_series(
            {
                "name": [sheet.name, HEADER_ROW, at],
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, at, last, at],
                "fill": {"color": colour},
                "gap": 60,
                "data_labels": {"value": True, "font": {"name": "Arial", "size": 9}},
            }
        )
    font = {"name": "Arial", "size": 10}
    chart.set_title(
        {"name": "Gross saving and reinvestment by sector, £ a year", "name_font": {"name": "Arial", "size": 13}}
    )
    chart.set_y_axis({"reverse": True, "num_font": font})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})  # every bar carries its value
    chart.set_legend({"position": "top", "font": font})
    chart.set_size({"width": 980, "height": 90 + 52 * len(sheet.rows)})
    description = "Bars of gross saving and reinvestment for each sector; the table above holds the same values."
    page.insert_chart(last + 3, 0, chart, {"description": description})
