"""The finished report, read back: its order, its sentences, what it was made from, and what screen readers get."""

import io
import socket
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import SuspiciousFileOperation
from pypdf import PdfReader

from opportunities.exports import report_sources
from opportunities.exports.as_pdf import as_pdf
from opportunities.exports.edition import Edition
from opportunities.exports.report_parts import chapters
from tests.opportunities.editions import edition, incomplete_edition

CASES = (
    {
        "title": "Council intake",
        "parts": [("Who", "A widow."), ("What happened", "Went to a care home.")],
        "beside": "One example of the 50% of 14.",
    },
)


@pytest.fixture(scope="module")
def made() -> Edition:
    return replace(edition(newer=3), cases=CASES)


@pytest.fixture(scope="module")
def report(made: Edition) -> PdfReader:
    return PdfReader(io.BytesIO(as_pdf(made)))


def pages(report: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in report.pages]


def test_its_cover_says_what_it_was_made_from(report: PdfReader) -> None:
    cover = pages(report)[0]
    assert "Kent" in cover
    assert "Made from 15 agreed reviews at 14:05 on 22 November 2026, revision 41." in cover
    assert "3 newer agreed reviews are not in it." in cover
    assert "Not for publication" in cover


def test_every_page_says_that_it_is_not_for_publication_and_its_number(report: PdfReader) -> None:
    said = pages(report)
    for number, page in enumerate(said[1:], start=2):
        assert "Not for publication: small counts are shown as they are." in page
        assert f"Page {number} of {len(said)}" in page
        assert "Opportunities: Kent" in page


def test_its_chapters_stand_in_the_reports_order(report: PdfReader) -> None:
    titles = [item.title for item in report.outline if not isinstance(item, list)]
    assert titles == [
        "Contents", "How to read it", "Headlines", "Where the opportunity lies", "Who saves and who pays",
        "From actual to proposed pathway", "Why the better pathway was not provided", "Where and for whom",
        "Illustrative cases", "Method",
    ]  # fmt: skip


def test_headlines_are_sentences_with_their_interval(report: PdfReader) -> None:
    headlines = pages(report)[2]
    for said in ("7 of 14", "pathway decisions could have been", "95% interval 27% to 73%"):
        assert said in headlines


def test_every_count_of_figure_3_and_every_case_is_in_it(report: PdfReader) -> None:
    text = " ".join(pages(report))
    for said in ("Falls service and telecare (5)", "£0.3m", "Went to a care home."):
        assert said in text


def test_it_is_tagged_titled_and_in_english(report: PdfReader) -> None:
    root: Any = report.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert report.metadata and report.metadata.title == "Opportunities: Kent"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_every_drawing_has_its_words(report: PdfReader, made: Edition) -> None:
    drawn = [block.drawing for chapter in chapters(made) for block in chapter.blocks if block.drawing]
    assert alternatives(report.trailer["/Root"]["/StructTreeRoot"]) == [f"{each.title}. {each.words}" for each in drawn]


def alternatives(element: Any) -> list[str]:
    found = [str(element["/Alt"])] if element.get("/S") == "/Figure" else []
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        each = child.get_object()
        found += alternatives(each) if hasattr(each, "get") else []
    return found


def test_what_is_missing_stands_beside_the_contents_and_no_money_is_drawn() -> None:
    made = incomplete_edition()
    assert "costs" not in [chapter.code for chapter in chapters(made)]


def test_a_report_fetches_nothing(made: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    sources = report_sources.OnlyOurs({"map": "<svg/>"})
    assert sources.fetch("picture:map").read() == b"<svg/>"
    assert b"@page" in sources.fetch("static:css/report.css").read()
    for url in ("http://example.org/a.css", "file:///etc/passwd", "static:css/../../manage.py", "picture:x"):
        with pytest.raises(ValueError, match="is not ours"):
            sources.fetch(url)
    with pytest.raises(SuspiciousFileOperation):
        sources.fetch("static:../../report.css")
