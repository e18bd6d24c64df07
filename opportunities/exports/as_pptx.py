"""Figures as slides for a board."""

import io
from datetime import UTC, datetime

from pptx.presentation import Presentation as Slides
from pptx.util import Inches

from opportunities.exports import words
from opportunities.exports.cells import Cell, Heading, Table
from opportunities.exports.deck.deck import EDGE, INNER, Box, add_slide, add_text, colour, new_deck, title_of
from opportunities.exports.deck.native_table import add_table
from opportunities.exports.deck.slides import WHOLE, add_slides
from opportunities.exports.edition import Edition

NAVY, PALE = "#003087", "#D5E3F2"
SHORT = ("Notes reviewed", "Improvable", "Share improvable", "People a year", "Saving", "80% interval", "Rounding")


def as_pptx(edition: Edition) -> bytes:
    """Title, headlines, one message a slide, method. Charts carry their values, tables their intervals."""
    slides = new_deck()
    foot = f"{edition.name}. {words.standing(edition)}"
    said = f"{words.made_from(edition)} {words.freshness(edition)} {words.publication(edition)}"
    _say_what_it_is(slides, edition)
    _cover(slides, edition, said)
    add_slides(slides, edition, foot, said)
    _method(slides, foot, said)
    out = io.BytesIO()
    slides.save(out)
    return out.getvalue()


def _say_what_it_is(slides: Slides, edition: Edition) -> None:
    about = slides.core_properties
    about.title, about.subject = f"Opportunities: {edition.name}", words.made_from(edition)
    about.author, about.comments, about.language = "Pathway Review", words.publication(edition), "en-GB"
    made = (edition.shown.as_of or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    about.created = about.modified = made


def _cover(slides: Slides, edition: Edition, said: str) -> None:
    slide = add_slide(slides, "", said, "")
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = colour(NAVY)
    title = title_of(slide)
    title.left, title.top, title.width, title.height = EDGE, Inches(2.2), INNER, Inches(1.1)
    run = title.text_frame.paragraphs[0].runs[0]
    run.text, run.font.size, run.font.color.rgb = edition.name, Inches(0.75), colour("#FFFFFF")
    line = "Opportunities in health and social care pathways"
    add_text(slide, Box(EDGE, Inches(3.4), INNER, Inches(0.6)), line, size=24, ink="#FFFFFF")
    add_text(slide, Box(EDGE, Inches(6.1), INNER, Inches(0.9)), said, size=13, ink=PALE)


def _method(slides: Slides, foot: str, said: str) -> None:
    every = "\n".join(f"{term}: {meaning}" for term, meaning in words.METHOD)
    slide = add_slide(slides, "How to read the figures", f"{every}\n\n{said}", foot)
    terms = [*words.READING[:2], *(pair for pair in words.METHOD if pair[0] in SHORT)]
    rows = tuple((Cell((term,)), Cell((meaning,))) for term, meaning in terms)
    add_table(slide, WHOLE, Table("Terms", (Heading("Term", False), Heading("Meaning", False)), rows), (1, 4.4))
