"""Every number in every byte of a file, however it is packed: for tests of whatever writes files."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

OF_THE_EMPTY_DECK = (".jpeg", ".bin", "docProps/app.xml")  # a picture, a printer, and how many slides it has
PLACES = ("}row", "}col")  # where a chart stands on its sheet


def texts(content: bytes) -> Iterator[str]:
    """Each text of a file: of every part, hidden or not, of a packed one; of every value and cell otherwise."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                if not name.endswith(OF_THE_EMPTY_DECK):
                    yield from texts(packed.read(name))
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


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _values(each)
    elif value is not None:
        yield str(value)
