"""The data dictionary as a sheet of the workbook."""

from xlsxwriter import Workbook

from opportunities.exports.dictionary import meaning
from opportunities.exports.edition import Edition
from opportunities.exports.look import Look

HEADINGS = (("Sheet", 20), ("Column", 46), ("Meaning", 78), ("Unit", 32), ("Source", 38))


def add_dictionary(book: Workbook, edition: Edition, look: Look) -> None:
    """Every column of every sheet: what it means, in which unit, where from."""
    page = book.add_worksheet("Data dictionary")
    page.set_row(0, 30)
    page.write_string(0, 0, "What each column means", look.title)
    for at, (heading, width) in enumerate(HEADINGS):
        page.set_column(at, at, width)
        page.write_string(2, at, heading, look.header(numeric=False))
    rows = [(sheet, column) for sheet in edition.sheets() for column in sheet.columns]
    for line, (sheet, column) in enumerate(rows, start=3):
        for at, text in enumerate((sheet.name, column.heading, *meaning(sheet, column))):
            page.write_string(line, at, text, look.cell())
    page.freeze_panes(3, 0)
    page.autofilter(2, 0, 2 + len(rows), len(HEADINGS) - 1)
    look.print_well(page, header_row=2)
