"""A deck of 16:9 slides: a title that is the message, what it was made from at the foot, and a number."""

from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from opportunities.exports import look as looks

WIDTH, HEIGHT, EDGE = Inches(13.333), Inches(7.5), Inches(0.6)
INNER = Emu(WIDTH - 2 * EDGE)
TOP, BOTTOM = Inches(1.6), Inches(6.85)  # between title and foot
FONT = b"Arial"
TITLE_ONLY = 5  # the layout of python-pptx's own template


@dataclass(frozen=True)
class Box:
    """Where something stands on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


def colour(code: str) -> RGBColor:
    return RGBColor.from_string(code.lstrip("#"))


def new_deck() -> Slides:
    """Empty, in Arial, with titles where ours stand."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = WIDTH, HEIGHT
    theme: Any = slides.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b"Calibri", FONT)
    title = slides.slide_layouts[TITLE_ONLY].placeholders[0]
    title.left, title.top, title.width, title.height = EDGE, Inches(0.45), INNER, Inches(1.05)
    return slides


def add_slide(slides: Slides, message: str, notes: str, foot: str) -> Slide:
    """A slide whose title is `message`; `notes` are for whoever presents it. A cover has no foot."""
    slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    title = title_of(slide).text_frame
    write(title, message.removesuffix("."), size=26, bold=True)
    title.vertical_anchor = MSO_ANCHOR.TOP
    slide.notes_slide.notes_text_frame.text = notes  # type: ignore[union-attr]
    if foot:
        add_text(slide, Box(EDGE, Inches(7.0), Inches(11.2), Inches(0.35)), foot, size=10, ink=looks.QUIET)
        _number(slide)
    return slide


def title_of(slide: Slide) -> Any:
    """Every slide of ours has one: it is what a screen reader reads first."""
    return slide.shapes.title


def add_text(slide: Slide, box: Box, text: str, **look: Any) -> Any:
    """A text box; lines are broken where `text` breaks them."""
    shape = slide.shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    write(shape.text_frame, text, **look)
    return shape


def write(
    frame: Any, text: str, *, size: float = 14, bold: bool = False, ink: str = looks.INK, align: str = "left"
) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    for at, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if align == "right" else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour(ink)


def describe(shape: Any, title: str, words: str) -> None:
    """What a screen reader says of a chart or table."""
    named = next(iter(shape._element.iter(qn("p:cNvPr"))))
    named.set("name", title)
    named.set("descr", words)


def _number(slide: Slide) -> None:
    """The slide's own number, kept right by the program that shows it."""
    box = Box(int(WIDTH - EDGE - Inches(1)), Inches(7.0), Inches(1), Inches(0.35))
    paragraph = add_text(slide, box, "", size=10, ink=looks.QUIET, align="right").text_frame.paragraphs[0]._p
    for run in paragraph.findall(qn("a:r")):
        paragraph.remove(run)
    field = etree.SubElement(paragraph, qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    etree.SubElement(field, qn("a:rPr"), lang="en-GB", sz="1000")
    etree.SubElement(field, qn("a:t")).text = "‹#›"
