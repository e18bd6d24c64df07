"""The first and the last sheet of the workbook: what it says in short, and how to read it."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from opportunities.exports import words
from opportunities.exports.edition import Edition
from opportunities.exports.look import Look
from opportunities.sentences import sentences

CHARTS = ("Charts", "Shares by area of focus, reason, place and so on, with their intervals.")
LAST = (
    ("Data dictionary", "What each column means, in which unit, and where it comes from."),
    ("Method", "How each figure is worked out."),
)


def add_summary(book: Workbook, edition: Edition, look: Look) -> None:
    """Title, what it was made from, what is missing, the headlines as sentences, and where to find what."""
    page = book.add_worksheet("Summary")
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 112)
    page.set_row(0, 30)
    page.write_string(0, 0, f"Opportunities: {edition.name}", look.title)
    page.write_string(1, 0, words.made_from(edition), look.quiet)
    page.write_string(2, 0, words.freshness(edition), look.quiet)
    page.write_string(3, 0, words.publication(edition), look.quiet)
    line = _missing(page, 5, edition, look)
    line = _headlines(page, line, edition, look)
    _contents(page, line, edition, look)
    look.print_well(page)


def _missing(page: Worksheet, line: int, edition: Edition, look: Look) -> int:
    if not edition.incomplete:
        return line
    page.write_string(line, 0, "Missing before all of the money can be worked out", look.section)
    for at, sentence in enumerate(edition.incomplete, start=line + 1):
        page.merge_range(at, 0, at, 1, "", look.attention)
        page.write_string(at, 0, sentence, look.attention)
    return line + len(edition.incomplete) + 2


def _headlines(page: Worksheet, line: int, edition: Edition, look: Look) -> int:
    page.write_string(line, 0, "Headlines", look.section)
    shown = list(sentences(edition.shown.figures.headlines["headlines"]))
    for at, sentence in enumerate(shown, start=line + 1):
        page.set_row(at, 33)
        page.write_string(at, 0, sentence.figure, look.figure)
        page.write_string(at, 1, f"{sentence.words}\n{sentence.interval}", look.text)
    if not shown:
        page.write_string(line + 1, 0, "No agreed reviews yet.", look.quiet)
    return line + max(len(shown), 1) + 2


def _contents(page: Worksheet, line: int, edition: Edition, look: Look) -> None:
    page.write_string(line, 0, "In this workbook", look.section)
    sheets = [(sheet.name, sheet.about) for sheet in edition.sheets()]
    for at, (name, about) in enumerate([CHARTS, *sheets, *LAST], start=line + 1):
        page.write_url(at, 0, f"internal:'{name}'!A1", look.link, name)
        page.write_string(at, 1, about, look.text)


def add_method(book: Workbook, edition: Edition, look: Look) -> None:
    page = book.add_worksheet("Method")
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 112)
    page.set_row(0, 30)
    page.write_string(0, 0, "How to read the figures", look.title)
    for line, (term, meaning) in enumerate((*words.METHOD, ("Publication", words.publication(edition))), start=2):
        page.set_row(line, 18 + 14 * (len(meaning) // 110))
        page.write_string(line, 0, term, look.strong)
        page.write_string(line, 1, meaning, look.text)
    look.print_well(page)
