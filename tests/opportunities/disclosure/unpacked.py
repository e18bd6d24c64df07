"""Every number in every byte of a file, however it is packed: for tests of whatever writes files."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader

SAID = {"alt", "aria-label", "descr", "title"}  # attributes that are read out
OF_THE_EMPTY_DECK = (".jpeg", ".bin", "docProps/app.xml")  # a picture, a printer, and how many slides it has
PAGE = re.compile(r"Page \d+ of \d+")
PLACES = ("}row", "}col")  # where a chart stands on its sheet


def texts(content: bytes) -> Iterator[str]:
    """Each text of a file: of every part, hidden or not, of a packed one; of every value and cell otherwise."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                if not name.endswith(OF_THE_EMPTY_DECK):
                    yield from texts(packed.read(name))
    elif content.startswith(b"%PDF"):
        yield from _of_report(PdfReader(io.BytesIO(content)))
    elif content.lstrip()[:9].lower() == b"<!doctype":
        yield from _of_page(content.decode())
    elif content.lstrip().startswith(b"<"):
        yield from _of_document(ElementTree.fromstring(content))
    elif content.lstrip().startswith(b"{"):
        yield from _values(json.loads(content))
    else:
        table = csv.reader(io.StringIO(content.decode("utf-8-sig", errors="replace")))
        yield from (cell for row in table for cell in row)


def _of_document(root: ElementTree.Element) -> Iterator[str]:
    """A cell that points at a shared text holds the number of that text, which is none of ours."""
    for element in root.iter():
        pointing = [cell for cell in element if cell.tag.endswith("}v")] if element.get("t") == "s" else []
        for cell in pointing:
            cell.text = None
        if element.text and element.text.strip() and not element.tag.endswith(PLACES):
            yield element.text
        yield from (value for key, value in element.attrib.items() if key in SAID)


def _of_report(report: PdfReader) -> Iterator[str]:
    """Lines of its pages but for their numbers, what is attached, and every text among its objects.

    These are properties, bookmarks, descriptions of drawings.
    """
    strings = [each for number in range(1, report.trailer["/Size"]) for each in _strings(report.get_object(number))]
    yield from strings
    for line in (line for page in report.pages for line in page.extract_text().splitlines()):
        if line.rstrip("0123456789 ") not in strings:  # a line of the contents: title and page
            yield PAGE.sub("", line)
    for files in report.attachments.values():
        for each in files:
            yield from texts(each)


def _strings(found: Any) -> Iterator[str]:
    """Directly of this object: others have numbers of their own."""
    if isinstance(found, dict | list):
        for each in found.values() if isinstance(found, dict) else found:
            yield from _strings(each)
    elif isinstance(found, str) and not found.startswith(("/", "D:")):
        yield found


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(" ".join(data.split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for key, value in attrs if key in SAID and value]


def _of_page(page: str) -> Iterator[str]:
    reader = _Page()
    reader.feed(page)
    yield from filter(None, reader.found)


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _values(each)
    elif value is not None:
        yield str(value)
