"""Files of one nasty idea each. They come as pieces, so that making them costs no memory either."""
# ruff: noqa: E501 - one idea a line

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator

from tests.reviews.intake.hostile.tables import GOOD

Pieces = Iterator[bytes]
HEAD = b"reference,decision_point,age_band,actual_pathway,narrative\n"
ROW = ",".join(GOOD[:5]).encode()
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
BOOK = (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.'
    b'org/officeDocument/2006/relationships"><sheets><sheet name="Notes" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_KIND = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATION = b'<Relationship Id="rId%d" Type="' + _KIND + b'%s" Target="%s"/>'
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + _RELATION % (1, b"worksheet", b"worksheets/sheet1.xml")
    + _RELATION % (2, b"sharedStrings", b"sharedStrings.xml")
    + b"</Relationships>"
)
ROOT = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + _RELATION % (1, b"officeDocument", b"xl/workbook.xml")
    + b"</Relationships>"
)
NAMES = b"".join(
    b'<c r="%s1" t="str"><v>%s</v></c>' % (letter, name)
    for letter, name in zip((b"A", b"B", b"C", b"D", b"E"), HEAD.strip().split(b","), strict=True)
)


def book(sheet: Pieces, *, strings: Pieces | None = None, more: dict[str, Pieces] | None = None) -> Pieces:
    """A workbook around one sheet, packed piece by piece."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        parts = {
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": strings or iter([b"<sst/>"]),
            **(more or {}),
        }
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece)
    yield packed.getvalue()


def sheet_of(rows: Pieces) -> Pieces:
    yield SHEET + b'<row r="1">' + NAMES + b"</row>"
    yield from rows
    yield END


def times(piece: bytes, number: int) -> Pieces:
    """`piece` again and again, about a megabyte at a time."""
    each = max(1, (1 << 20) // len(piece))
    for _ in range(number // each):
        yield piece * each
    yield piece * (number % each)


def after(start: bytes, rest: Pieces, end: bytes = b"") -> Pieces:
    yield start
    yield from rest
    yield end


def nested_zip() -> bytes:
    content = b"0" * 1_000_000
    for depth in range(6):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(8):
                archive.writestr(f"xl/{depth}-{copy}.zip", content)
        content = packed.getvalue()
    return content


def shared(length: int, cells: int) -> Pieces:
    """One long text that every cell shows: small in the file, huge when laid out."""
    strings = after(b"<sst><si><t>", times(b"x", length), b"</t></si></sst>")
    return book(sheet_of(times(b'<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>', cells // 2)), strings=strings)


def lines(*rows: bytes) -> Pieces:
    yield HEAD + b"\n".join(rows)


SPECIAL: dict[str, tuple[str, Callable[[], Pieces]]] = {
    "a sheet of 200 million <": ("n.xlsx", lambda: book(after(SHEET, times(b"<", 200_000_000)))),
    "a sheet of 60 million tags": ("n.xlsx", lambda: book(after(SHEET, times(b"<a/>", 60_000_000)))),
    "a sheet of empty rows": ("n.xlsx", lambda: book(sheet_of(times(b"<row/>", 30_000_000)))),
    "a sheet of 5 million cells": ("n.xlsx", lambda: book(sheet_of(times(b"<row><c><v>1</v></c></row>", 5_000_000)))),
    "a row of a million cells": ("n.xlsx", lambda: book(after(SHEET + b"<row>", times(b"<c><v>1</v></c>", 1_000_000), b"</row>" + END))),
    "a cell in the far corner": ("n.xlsx", lambda: book(sheet_of(iter([b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'])))),
    "a place beyond every sheet": ("n.xlsx", lambda: book(sheet_of(iter([b'<row r="4294967295"><c r="ZZZZ999999999"><v>1</v></c></row>'])))),
    "a tag of 5 million bytes": ("n.xlsx", lambda: book(sheet_of(after(b"<row ", times(b" ", 5_000_000), b"/>")))),
    "300 million spaces": ("n.xlsx", lambda: book(sheet_of(times(b" ", 300_000_000)))),
    "a long text shown 100,000 times": ("n.xlsx", lambda: shared(900_000, 100_000)),
    "a text of 30,000 shown a million times": ("n.xlsx", lambda: shared(30_000, 1_000_000)),
    "a million shared texts": ("n.xlsx", lambda: book(sheet_of(iter([])), strings=after(b"<sst>", times(b"<si><t>abc</t></si>", 4_000_000), b"</sst>"))),
    "entities that multiply": ("n.xlsx", lambda: book(after(b'<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "ha">]>', sheet_of(iter([]))))),
    "an entity from outside": ("n.xlsx", lambda: book(after(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', sheet_of(iter([]))))),
    "macros": ("n.xlsx", lambda: book(sheet_of(iter([])), more={"xl/vbaProject.bin": times(b"\0", 3_000_000)})),
    "links to elsewhere": ("n.xlsx", lambda: book(sheet_of(iter([])), more={"xl/externalLinks/externalLink1.xml": iter([b"<externalLink/>"])})),
    "50,000 parts": ("n.xlsx", lambda: book(sheet_of(iter([])), more={f"xl/{n}.xml": iter([b"<a/>"]) for n in range(20_000)})),
    "parts that climb": ("n.xlsx", lambda: book(sheet_of(iter([])), more={"../../../tmp/owned": iter([b"x"])})),
    "zips in zips": ("n.xlsx", lambda: iter([nested_zip()])),
    "zips in zips named csv": ("n.csv", lambda: iter([nested_zip()])),
    "formulas": ("n.xlsx", lambda: book(sheet_of(iter([b'<row><c t="str"><f>1+1</f><v>KEN-1</v></c><c><f>A1</f></c></row>'])))),
    "errors and odd types": ("n.xlsx", lambda: book(sheet_of(iter([b'<row><c t="e"><v>#REF!</v></c><c t="s"><v>99</v></c><c t="b"><v>7</v></c></row>'])))),
    "a million columns": ("n.csv", lambda: after(b"reference", times(b",a", 1_000_000), b"\n")),
    "a line of 150 million bytes": ("n.csv", lambda: after(HEAD, times(b"x", 150_000_000))),
    "150 million line breaks": ("n.csv", lambda: after(HEAD, times(b"\n", 150_000_000))),
    "a quotation mark never closed": ("n.csv", lambda: after(HEAD + b'a,b,c,d,"', times(b"text\n", 20_000_000))),
    "150 million quotation marks": ("n.csv", lambda: after(HEAD, times(b'"', 150_000_000))),
    "30 million empty rows": ("n.csv", lambda: after(HEAD, times(b",,,,\n", 30_000_000))),
    "2 million rows": ("n.csv", lambda: after(HEAD, times(b"a,b,c,d,e\n", 2_000_000))),
    "100 million zero bytes": ("n.csv", lambda: times(b"\0", 100_000_000)),
    "random bytes": ("n.csv", lambda: iter([random.Random(1).randbytes(3_000_000)])),
    "windows in the middle of UTF-8": ("n.csv", lambda: lines(ROW.replace(b"fall", "f\u00e4ll".encode()), ROW.replace(b"fall", b"f\xe4ll"))),
    "UTF-16 without a mark": ("n.csv", lambda: iter([(HEAD + ROW).decode().encode("utf-16-le")])),
    "UTF-16 cut in half": ("n.csv", lambda: iter([(HEAD + ROW).decode().encode("utf-16")[:-1]])),
    "UTF-7": ("n.csv", lambda: iter([(HEAD + ROW).decode().encode("utf-7")])),
    "JSON 200,000 lists deep": ("n.jsonl", lambda: after(b'{"reference": ', times(b"[", 200_000))),
    "JSON 200,000 objects deep": ("n.jsonl", lambda: times(b'{"a":', 200_000)),
    "JSON of numbers that are none": ("n.jsonl", lambda: iter([b'{"reference": NaN, "narrative": Infinity}\n{"reference": -1e999}'])),
    "JSON with a number of 4 million digits": ("n.jsonl", lambda: after(b'{"reference": ', times(b"9", 3_900_000), b"}")),
    "JSON with keys twice": ("n.jsonl", lambda: iter([b'{"reference": "A", "Reference": "B", "narrative": "c"}'])),
    "JSON with 100,000 keys": ("n.jsonl", lambda: iter([json.dumps({f"k{n}": "" for n in range(100_000)}).encode()])),
    "JSON with half a character": ("n.jsonl", lambda: iter([b'{"reference": "\\ud800", "narrative": "\\udfff", "decision_point": "", "age_band": "", "actual_pathway": ""}'])),
    "JSON of nothing": ("n.jsonl", lambda: times(b"{}\n", 100_000)),
    "30 million braces": ("n.jsonl", lambda: times(b"{\n", 30_000_000)),
    "formulas for the next program": ("n.csv", lambda: lines(ROW, b"=cmd|'/C calc'!A0,q3-discharge,85+,=1+1,@SUM(1)")),
    "the same reference a thousand times": ("n.csv", lambda: after(HEAD, times(ROW + b"\n", 1_000))),
    "people under 18": ("n.csv", lambda: after(HEAD, times(b"A-1,q3-discharge,12,Reablement at home,Child.\n", 1_000))),
    "a note that is all identifiers": ("n.csv", lambda: after(HEAD + b"A-1,q3-discharge,85+,Reablement at home,", times(b"943 476 5919 Mr Smith ", 2_000))),
    "a note of 49,999 @": ("n.csv", lambda: after(HEAD + b"A-1,q3-discharge,85+,Reablement at home,", times(b"@", 49_999))),
    "a note of dots and letters": ("n.csv", lambda: after(HEAD + b"A-1,q3-discharge,85+,Reablement at home,", times(b"a.", 24_999))),
    "a note of digits and gaps": ("n.csv", lambda: after(HEAD + b"A-1,q3-discharge,85+,Reablement at home,", times(b"07 ", 16_000))),
    "nothing": ("n.csv", lambda: iter([b""])),
    "a mark alone": ("n.csv", lambda: iter([b"\xef\xbb\xbf"])),
    "half a workbook": ("n.xlsx", lambda: iter([next(shared(10, 10))[:-200]])),
}  # fmt: skip
