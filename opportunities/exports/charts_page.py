"""The charts of the workbook on one sheet, six to a printed page."""

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from opportunities.exports.columns import Sheet
from opportunities.exports.edition import Edition
from opportunities.exports.look import Look
from opportunities.exports.share_chart import KEYS, reaches, share_chart

NAME = "Charts"
WIDE, TALL = 640, 372  # px: of a chart
APART = 20  # rows of 20 px, from one chart to the next
ABOVE = 3  # rows: the title
BESIDE = 3  # the first column of how far the lines reach, right of what is printed
ABOUT = "Bars are shares, lines their 95% intervals. Each reads the table of its sheet."


def add_charts(book: Workbook, edition: Edition, look: Look) -> None:
    """Shares by focus, reason, place and so on; each chart reads the cells of its table's sheet."""
    page = book.add_worksheet(NAME)
    page.set_column_pixels(0, 1, WIDE)
    page.set_column(2, 2, 4)
    page.set_column(BESIDE, BESIDE + 1, 18)
    page.set_row(0, 30)
    page.write_string(0, 0, f"Charts: {edition.name}", look.title)
    page.write_string(1, 0, ABOUT, look.quiet)
    page.write_string(0, BESIDE, "How far the lines of the charts reach below and above their bars", look.quiet)
    sheets = [sheet for sheet in edition.sheets() if _has_shares(sheet)]
    shown = sum(_add(book, page, at, sheet) for at, sheet in enumerate(sheets))
    if not shown:
        page.write_string(ABOVE, 0, "No share is known yet.", look.quiet)
    _print(page, look, len(sheets))


def _add(book: Workbook, page: Worksheet, at: int, sheet: Sheet) -> bool:
    """One chart, and beside it how far its lines reach."""
    top, column = ABOVE + at // 2 * APART, BESIDE + at % 2 * 3
    reach = reaches(sheet)
    down, up = (f"={NAME}!{xl_range_abs(top, column + end, top + len(reach) - 1, column + end)}" for end in (0, 1))
    chart = share_chart(book, sheet, (down, up)) if reach else None
    if chart is None:
        return False
    for line, (below, above) in enumerate(reach, start=top):
        page.write_number(line, column, below)
        page.write_number(line, column + 1, above)
    chart.set_size({"width": WIDE - 12, "height": TALL})
    words = f"{sheet.title}: bars with 95% intervals; the sheet {sheet.name} holds the values."
    page.insert_chart(top, at % 2, chart, {"description": words})
    return True


def _print(page: Worksheet, look: Look, charts: int) -> None:
    rows = ABOVE + (charts + 1) // 2 * APART
    look.print_well(page)
    page.set_print_scale(50)  # fitted pages would break inside a chart
    page.print_area(0, 0, rows, 1)
    page.set_h_pagebreaks(list(range(ABOVE + 3 * APART, rows, 3 * APART)))


def _has_shares(sheet: Sheet) -> bool:
    return sheet.code in KEYS or sheet.code == "headlines" or sheet.code.startswith("breakdown_")
