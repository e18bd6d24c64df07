"""Figures as a finished report: to print, to send, and to be read aloud."""

from collections.abc import Iterable

from django.template.loader import render_to_string

from opportunities.drawings.drawing import Drawing
from opportunities.exports import words
from opportunities.exports.edition import Edition
from opportunities.exports.report_parts import Chapter, annexes, chapters
from opportunities.exports.typesetting import as_tagged_pdf
from opportunities.sentences import MAIN_ONES, sentences


def as_pdf(edition: Edition) -> bytes:
    """Raises opportunities.exports.typesetting.CannotWrite."""
    html, pictures = written(edition)
    identifier = f"{edition.name} {edition.shown.as_of} {edition.shown.revision}"
    return as_tagged_pdf(html, pictures, identifier)


def written(edition: Edition) -> tuple[str, dict[str, str]]:
    """The report before it is set: a page of HTML, and its drawings as SVG by code."""
    found = chapters(edition)
    html = render_to_string("opportunities/report/report.html", _context(edition, found))
    return html, dict(_pictures(found))


def _context(edition: Edition, found: tuple[Chapter, ...]) -> dict:
    said = list(sentences(edition.shown.figures.headlines["headlines"]))
    return {
        "edition": edition,
        "shown": edition.shown,
        "main": [sentence for sentence in said if sentence.code in MAIN_ONES],
        "besides": [sentence for sentence in said if sentence.code not in MAIN_ONES],
        "chapters": found,
        "annexes": annexes(edition),
        "made_from": words.made_from(edition),
        "freshness": words.freshness(edition),
        "standing": words.standing(edition),
        "publication": words.publication(edition),
        "reading": words.READING,
        "method": words.METHOD,
    }


def _pictures(found: Iterable[Chapter]) -> Iterable[tuple[str, str]]:
    for chapter in found:
        for block in chapter.blocks:
            if block.drawing:
                yield block.code, _svg(block.drawing, block.code)


def _svg(drawing: Drawing, code: str) -> str:
    return render_to_string(f"opportunities/drawings/{drawing.name}.svg", {"drawing": drawing, "at": code}).strip()
