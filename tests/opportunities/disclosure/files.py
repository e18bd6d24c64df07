"""Every format of a file, written from given tables, and the small counts in it."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

from opportunities.disclosure.rules import Rules
from opportunities.exports.as_csv import as_csv
from opportunities.exports.as_json import as_json
from opportunities.exports.as_pdf import written
from opportunities.exports.as_pptx import as_pptx
from opportunities.exports.as_xlsx import as_xlsx
from opportunities.exports.edition import Edition
from opportunities.figures import Shown
from opportunities.rollup.tables import Figures
from tests.opportunities.disclosure.unpacked import texts


def as_report(edition: Edition) -> bytes:
    """What the PDF is set from: its page and drawings, each a document."""
    page, drawings = written(edition)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for name, text in {"page": _well_formed(page), **drawings}.items():
            parts.writestr(name, text)
    return packed.getvalue()


def _well_formed(page: str) -> str:
    body = re.sub(r"<!DOCTYPE html>|<(meta|link)[^>]*>|<br>", "", page)
    return re.sub(r"(<img [^>]*)>", r"\1/>", body)


WRITERS = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": lambda edition: as_json(edition.shown),
    "pptx": as_pptx,
    "pdf": as_report,
}


def controlled(figures: Figures) -> Edition:
    return _edition(figures, Rules().code)


def uncontrolled(figures: Figures) -> Edition:
    return _edition(figures, None)


def _edition(figures: Figures, control: str | None) -> Edition:
    as_of = datetime(2026, 11, 22, tzinfo=UTC)
    return Edition("Kent", Shown("kent", as_of, 41, False, 0, None, figures, control), {})


def small_counts(content: bytes) -> list[str]:
    """From 2 up: a workbook writes a share of all as 1."""
    return [text for text in texts(content) if text in {"2", "3", "4", "5", "6", "7"}]


def small_counts_of(form: str, edition: Edition) -> list[str]:
    """Those of a file, but for shares of money that happen to be whole: a workbook writes 200% as 2."""
    whole = {f"{share:g}" for share in _shares_of_money(edition)}
    return [text for text in small_counts(WRITERS[form](edition)) if form != "xlsx" or text not in whole]


def _shares_of_money(edition: Edition) -> Iterator[float]:
    for headline in edition.shown.figures.headlines["headlines"]:
        if headline["unit"] == "pounds":
            yield from (share for share in (headline["share"], *(headline["interval"] or ())) if share is not None)
