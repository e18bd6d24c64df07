"""A Table as a native one of a slide."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from opportunities.exports import look as looks
from opportunities.exports.cells import Cell, Table
from opportunities.exports.deck.deck import Box, colour, describe, write

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's table style without any lines or fills


def add_table(slide: Slide, box: Box, table: Table, shares: Sequence[float], size: float = 12) -> None:
    """`shares` of the width for each column; rows grow with their texts."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    height = Inches(0.3) * (len(rows) + 1)
    frame: Any = slide.shapes.add_table(
        len(rows) + 1, len(table.headings), Emu(box.left), Emu(box.top), Emu(box.width), Emu(int(height))
    )
    describe(frame, table.caption, f"Table: {table.caption}, {len(table.rows)} rows.")
    native = frame.table
    frame._element.graphic.graphicData.tbl.tblPr.find("{*}tableStyleId").text = PLAIN
    for at, share in enumerate(shares):
        native.columns[at].width = Emu(int(box.width * share / sum(shares)))
    for at, heading in enumerate(table.headings):
        _cell(native.cell(0, at), heading.text, size, numeric=heading.numeric, fill=looks.BLUE, ink="#FFFFFF")
    for line, row in enumerate(rows, start=1):
        total = row is table.total
        native.rows[line].height = Inches(0.3)
        for at, cell in enumerate(row):
            _body(native.cell(line, at), cell, size, numeric=table.headings[at].numeric, total=total, odd=line % 2 == 1)
    native.rows[0].height = Inches(0.3)


def _body(native: Any, cell: Cell, size: float, *, numeric: bool, total: bool, odd: bool) -> None:
    fill = looks.TINT if total else "#FFFFFF" if odd else "#F5F8FA"
    _cell(native, "\n".join(cell.lines), size, numeric=numeric, fill=fill, bold=total)
    if cell.beneath:
        paragraph = native.text_frame.add_paragraph()
        paragraph.alignment = native.text_frame.paragraphs[0].alignment
        run = paragraph.add_run()
        run.text = cell.beneath
        run.font.size, run.font.color.rgb = Pt(size - 2), colour(looks.QUIET)


def _cell(
    native: Any, text: str, size: float, *, numeric: bool, fill: str, ink: str = looks.INK, bold: bool | None = None
) -> None:
    native.fill.solid()
    native.fill.fore_color.rgb = colour(fill)
    native.vertical_anchor = MSO_ANCHOR.MIDDLE if ink == "#FFFFFF" else MSO_ANCHOR.TOP
    native.margin_top = native.margin_bottom = Inches(0.04)
    write(
        native.text_frame,
        text,
        size=size,
        bold=ink == "#FFFFFF" if bold is None else bold,
        ink=ink,
        align="right" if numeric else "left",
    )
    native.margin_left = native.margin_right = Inches(0.08)
