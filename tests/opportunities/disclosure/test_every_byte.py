"""No file under control holds a small count, looked for in all that is unpacked."""

import io
import random
import re
import zipfile
from datetime import UTC, datetime

import pytest

from opportunities.disclosure.control import given_away
from opportunities.disclosure.rules import Rules
from opportunities.exports.as_csv import as_csv
from opportunities.exports.as_json import as_json
from opportunities.exports.as_pdf import as_pdf, written
from opportunities.exports.as_pptx import as_pptx
from opportunities.exports.as_xlsx import as_xlsx
from opportunities.exports.edition import Edition
from opportunities.figures import Shown
from opportunities.rollup.tables import Figures, draw_up
from tests.opportunities.disclosure import worlds
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


def edition(figures: Figures, control: str | None) -> Edition:
    as_of = datetime(2026, 11, 22, tzinfo=UTC)
    return Edition("Kent", Shown("kent", as_of, 41, False, 0, None, figures, control), {})


def small_counts(content: bytes) -> list[str]:
    """From 2 up: a workbook writes a share of all as 1."""
    return [text for text in texts(content) if text in {"2", "3", "4", "5", "6", "7"}]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("seed", range(3))
def test_no_byte_of_a_controlled_file_is_a_small_count(form: str, seed: int) -> None:
    rng = random.Random(seed)
    catalogue = worlds.catalogue(rng)
    area = worlds.area(rng, catalogue)
    working = draw_up(area, catalogue)
    given = given_away(working, [("", area)], catalogue, Rules())
    assert not small_counts(WRITERS[form](edition(given, Rules().code)))
    assert small_counts(WRITERS[form](edition(working, None)))  # so that the line above could fail


def test_nor_is_any_text_of_a_report_as_it_is_set() -> None:
    """Its lines, properties, bookmarks and the descriptions of drawings, read back."""
    rng = random.Random(0)
    catalogue = worlds.catalogue(rng)
    area = worlds.area(rng, catalogue)
    working = draw_up(area, catalogue)
    given = given_away(working, [("", area)], catalogue, Rules())
    assert not small_counts(as_pdf(edition(given, Rules().code)))
    assert small_counts(as_pdf(edition(working, None)))
