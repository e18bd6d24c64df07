"""Figures as a workbook that a board can read: formatted, printable, and every cell the unrounded value."""

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook

from opportunities.exports import words
from opportunities.exports.charts_page import add_charts
from opportunities.exports.cost_chart import add_cost_chart, is_whole
from opportunities.exports.dictionary_page import add_dictionary
from opportunities.exports.edition import Edition
from opportunities.exports.look import Look
from opportunities.exports.summary_page import add_method, add_summary
from opportunities.exports.table_page import add_table


def as_xlsx(edition: Edition) -> bytes:
    """Summary, charts, one sheet a table, data dictionary and method. No formulas, no links out, nothing hidden."""
    out = io.BytesIO()
    texts_stay_texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, {"in_memory": True, "default_date_format": "d mmmm yyyy", **texts_stay_texts}) as book:
        _say_what_it_is(book, edition)
        look = Look(book, edition.name, words.standing(edition))
        add_summary(book, edition, look)
        add_charts(book, edition, look)
        for sheet in edition.sheets():
            page = add_table(book, sheet, edition, look)
            if sheet.code == "cost_movements" and not edition.incomplete and is_whole(sheet):
                add_cost_chart(book, page, sheet)
        add_dictionary(book, edition, look)
        add_method(book, edition, look)
    return out.getvalue()


def _say_what_it_is(book: Workbook, edition: Edition) -> None:
    """The same figures give the same file: it is dated by its figures, not by the clock."""
    as_of = edition.shown.as_of or datetime(2000, 1, 1, tzinfo=UTC)
    book.set_properties(
        {
            "title": f"Opportunities: {edition.name}",
            "subject": words.made_from(edition),
            "comments": words.publication(edition),
            "created": as_of.astimezone(UTC).replace(tzinfo=None),
        }
    )
    book.set_size(2400, 1500)
