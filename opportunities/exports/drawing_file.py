"""One drawing as a file to take away, with its title and what it was made from: SVG, or PNG at twice its size."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.template.loader import render_to_string

from opportunities.disclosure.words import mark
from opportunities.drawings.drawing import Drawing
from opportunities.drawings.sheet import sheet
from opportunities.exports import words
from opportunities.exports.edition import Edition
from opportunities.exports.fonts import font


def as_svg(drawing: Drawing, edition: Edition) -> str:
    """A document of its own: no script, no style, nothing fetched from anywhere."""
    foot = f"{words.made_from(edition)} {words.freshness(edition)} {mark(edition.shown.control)}"
    context = {"drawing": drawing, "sheet": sheet(drawing, edition.name, foot), "at": "drawing"}
    return render_to_string(f"opportunities/drawings/{drawing.name}.svg", context).strip()


def as_png(svg: str) -> bytes:
    """Raises opportunities.exports.fonts.NoFont."""
    import resvg_py  # native code, wanted by few requests

    chosen = font()
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=2,
            skip_system_fonts=True,
            font_files=list(chosen.files),
            font_family=chosen.family,
            sans_serif_family=chosen.family,
        )
    )


@dataclass(frozen=True)
class Form:
    write: Callable[[str], bytes]
    content_type: str


FORMS: Mapping[str, Form] = MappingProxyType(
    {"svg": Form(str.encode, "image/svg+xml"), "png": Form(as_png, "image/png")}
)
