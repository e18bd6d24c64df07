"""The drawings that a page shows: each at the width of its place and as narrow as a phone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from opportunities.drawings.drawing import Drawing
from opportunities.drawings.rows import NARROW, WIDE
from opportunities.exports.drawing_file import FORMS
from opportunities.exports.edition import Edition
from opportunities.gallery import drawing_of

HALF = 500  # px: one of two columns
IN_HALF = {"avoidable-admissions", "missed-prevention"}


@dataclass(frozen=True)
class OnPage:
    """`files`: the addresses of the same as a file, by form."""

    code: str
    wide: Drawing
    narrow: Drawing
    files: dict[str, str]


def on_page(code: str, make: Callable[[float], Drawing | None], files: dict[str, str] | None = None) -> OnPage | None:
    """What `make` draws at a width, at that of a page and of a phone; None where there is nothing to draw."""
    wide, narrow = make(HALF if code in IN_HALF else WIDE), make(NARROW)
    return OnPage(code, wide, narrow, files or {}) if wide and narrow else None


def drawings_on_page(
    edition: Edition, slug: str | None, codes: Iterable[str], *, as_files: bool = True
) -> dict[str, OnPage]:
    """By code; one that has nothing to draw is left out. Files are of what is stored: a filtered one has none."""
    each = (
        on_page(code, partial(drawing_of, edition, code), _files(slug, code) if as_files else None) for code in codes
    )
    return {drawing.code: drawing for drawing in each if drawing}


def _files(slug: str | None, code: str) -> dict[str, str]:
    name, before = ("opportunities:drawing-of-all", []) if slug is None else ("opportunities:drawing", [slug])
    return {form: reverse(name, args=[*before, code, form]) for form in FORMS}
