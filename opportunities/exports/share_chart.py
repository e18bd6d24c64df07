"""Shares as bars of the workbook, from the table's own cells, each with its interval as an error bar."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from opportunities.exports import look as looks
from opportunities.exports.columns import INTERVALS, Row, Sheet
from opportunities.exports.table_page import HEADER_ROW

# Share and interval, by the sheet they stand in; breakdowns and headlines call theirs alike.
KEYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "opportunities": ("improvable_share", "improvable_share_interval"),
        "areas": ("improvable_share", "improvable_share_interval"),
    }
)
PLAIN = ("share", "interval")
MOST = 10  # bars that can still be told apart


Reach = list[tuple[float, float]]


def reaches(sheet: Sheet) -> Reach:
    """How far each row's interval reaches down and up from its share; nothing where it is not shown."""
    share, interval = KEYS.get(sheet.code, PLAIN)
    known = [(row.get(share), row.get(interval)) for row in _charted(sheet)[1]]
    return [(0, 0) if at is None or not ends else (at - ends[0], ends[1] - at) for at, ends in known]


def share_chart(book: Workbook, sheet: Sheet, lines: tuple[str, str]) -> Chart | None:
    """Of the rows that belong together, the first on top; None where no share is shown.

    lines  cells that hold how far the intervals reach down and up, as `reaches` gives it
    """
    first, rows = _charted(sheet)
    share, interval = KEYS.get(sheet.code, PLAIN)
    if not any(row.get(share) is not None for row in rows):
        return None
    at = _column(sheet, share)
    top, bottom = HEADER_ROW + 1 + first, HEADER_ROW + first + len(rows)
    named = _column(sheet, "name" if sheet.code == "areas" else "part" if sheet.code == "headlines" else "label")
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [sheet.name, HEADER_ROW, at],
            "categories": [sheet.name, top, named, bottom, named],
            "values": [sheet.name, top, at, bottom, at],
            "fill": {"color": looks.BLUE},
            "gap": 50,
            "y_error_bars": {
                "type": "custom",
                "minus_values": lines[0],
                "plus_values": lines[1],
                "line": {"color": looks.INK, "width": 1.25},
            },
            "data_labels": {"value": True, "position": "inside_base", "font": {"color": "#FFFFFF", "size": 9}},
        }
    )
    _finish(chart, sheet, max((row.get(interval) or (0, 0))[1] for row in rows))
    return chart


def _charted(sheet: Sheet) -> tuple[int, Sequence[Row]]:
    """Where the rows of the chart begin, and which they are."""
    rows = list(enumerate(sheet.rows))
    if sheet.code == "headlines":
        rows = [(at, row) for at, row in rows if row["code"].startswith("avoidable-admissions/")]
    elif sheet.code.startswith("breakdown_"):
        rows = [(at, row) for at, row in rows if row["decision_point"] is None]
    elif sheet.code == "opportunities":
        rows = [(at, row) for at, row in rows if row["area_of_focus"] != "q7"]
    return (rows[0][0], [row for _, row in rows[:MOST]]) if rows else (0, [])


def _column(sheet: Sheet, key: str) -> int:
    """Where the column stands: an interval before it takes two."""
    before = next(at for at, column in enumerate(sheet.columns) if column.key == key)
    return before + sum(column.kind in INTERVALS for column in sheet.columns[:before])


def _finish(chart: Chart, sheet: Sheet, highest: float) -> None:
    font = {"name": "Arial", "size": 9}
    title = "Figure 4: where avoidable admissions would have gone" if sheet.code == "headlines" else sheet.title
    chart.set_title({"name": f"{title}, with 95% intervals", "name_font": {"name": "Arial", "size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": font, "interval_unit": 1})
    grid = {"visible": True, "line": {"color": looks.LINE}}
    far = min((int(highest * 10) + 1) / 10, 1)  # no line is cut off
    axis = {"min": 0, "max": far, "label_position": "high"}  # the first row stands on top, so the axis would too
    chart.set_x_axis(axis | {"num_format": "0%", "num_font": font, "major_gridlines": grid})
    chart.set_legend({"none": True})
