"""Workbooks written part by part, which no spreadsheet program would write so."""

import io
import zipfile
from collections.abc import Mapping

from tests.reviews.intake.hostile.pieces import HEAD, Pieces, after, times

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = b'<worksheet xmlns="' + _MAIN + b'"><sheetData>'
END = b"</sheetData></worksheet>"
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATION = b'<Relationship Id="rId%d" Type="' + _OFFICE + b'/%s" Target="%s"/>'
_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
ROOT = _RELATIONS + _RELATION % (1, b"officeDocument", b"xl/workbook.xml") + b"</Relationships>"
NAMES = b"".join(
    b'<c r="%s1" t="str"><v>%s</v></c>' % (letter, name)
    for letter, name in zip((b"A", b"B", b"C", b"D", b"E"), HEAD.strip().split(b","), strict=True)
)
NOTE = b"".join(
    b'<c t="str"><v>%s</v></c>' % cell
    for cell in (b"KEN-1", b"q3-discharge", b"85+", b"Reablement at home", b"Home after a fall.")
)


def _contents(names: tuple[bytes, ...], properties: bytes) -> bytes:
    sheets = b"".join(
        b'<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % (name, at, at) for at, name in enumerate(names, start=1)
    )
    return (
        b'<workbook xmlns="' + _MAIN + b'" xmlns:r="' + _OFFICE + b'">' + properties
        + b"<sheets>" + sheets + b"</sheets></workbook>"
    )  # fmt: skip


def book(
    *sheets: Pieces,
    names: tuple[bytes, ...] = (b"Notes",),
    strings: Pieces | None = None,
    more: Mapping[str, Pieces] | None = None,
    properties: bytes = b"",
    strict: bool = False,
) -> Pieces:
    """A workbook around sheets, packed piece by piece. `properties` stand before the list of sheets."""
    relations = [_RELATION % (at, b"worksheet", b"worksheets/sheet%d.xml" % at) for at in range(1, len(sheets) + 1)]
    relations.append(_RELATION % (len(sheets) + 1, b"sharedStrings", b"sharedStrings.xml"))
    small = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": _contents(names, properties),
        "xl/_rels/workbook.xml.rels": _RELATIONS + b"".join(relations) + b"</Relationships>",
    }
    parts: dict[str, Pieces] = {f"xl/worksheets/sheet{at}.xml": sheet for at, sheet in enumerate(sheets, start=1)}
    parts |= {"xl/sharedStrings.xml": strings or iter([b"<sst/>"]), **(more or {})}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in small.items():
            archive.writestr(name, _strictly(content) if strict else content)
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(_strictly(piece) if strict else piece)
    yield packed.getvalue()


def _strictly(content: bytes) -> bytes:
    """As "Strict Open XML Spreadsheet" names things."""
    content = content.replace(_MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    return content.replace(_OFFICE, b"http://purl.oclc.org/ooxml/officeDocument/relationships")


def sheet_of(rows: Pieces, before: bytes = b"", behind: bytes = b"") -> Pieces:
    """A sheet with the header of case notes; `before` stands before its cells, `behind` after them."""
    yield SHEET.replace(b"<sheetData>", before + b"<sheetData>") + b'<row r="1">' + NAMES + b"</row>"
    yield from rows
    yield END.replace(b"</worksheet>", behind + b"</worksheet>")


def good_sheet(before: bytes = b"", behind: bytes = b"") -> Pieces:
    """One note."""
    return sheet_of(iter([b"<row>" + NOTE + b"</row>"]), before, behind)


def other_sheet(*cells: bytes) -> Pieces:
    """A sheet of one row."""
    row = b"".join(b'<c t="str"><v>%s</v></c>' % cell for cell in cells)
    return iter([SHEET + (b"<row>" + row + b"</row>" if cells else b"") + END])


def shared(length: int, cells: int) -> Pieces:
    """One long text that every cell shows: small in the file, huge when laid out."""
    strings = after(b"<sst><si><t>", times(b"x", length), b"</t></si></sst>")
    return book(sheet_of(times(b'<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>', cells // 2)), strings=strings)


def whole(pieces: Pieces) -> bytes:
    return b"".join(pieces)


def nested_zip() -> bytes:
    content = b"0" * 1_000_000
    for depth in range(6):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(8):
                archive.writestr(f"xl/{depth}-{copy}.zip", content)
        content = packed.getvalue()
    return content


def wrong_sum() -> bytes:
    """A workbook whose parts do not have the checksum that its directory names."""
    content = bytearray(whole(book(good_sheet())))
    at = content.rindex(b"PK\x01\x02")
    content[at + 16] ^= 0xFF
    return bytes(content)


def lying_sizes() -> bytes:
    """Every part says that it unpacks to one byte."""
    content = bytearray(whole(book(sheet_of(times(b" ", 50_000_000)))))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 24 : at + 28] = b"\x01\0\0\0"
        at = content.find(b"PK\x01\x02", at + 1)
    return bytes(content)


def locked() -> bytes:
    """Every part is marked as encrypted."""
    content = bytearray(whole(book(good_sheet())))
    for mark, at_flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + at_flag] |= 1
            at = content.find(mark, at + 1)
    return bytes(content)


def twice_the_same_part() -> bytes:
    packed = io.BytesIO(whole(book(good_sheet())))
    with zipfile.ZipFile(packed, "a") as archive:
        import warnings

        warnings.simplefilter("ignore")
        archive.writestr("xl/worksheets/sheet1.xml", whole(other_sheet(b"x")))
    return packed.getvalue()


def other_archive(*members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in members:
            archive.writestr(name, b"text")
        link = zipfile.ZipInfo("xl/workbook.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    return packed.getvalue()


def other_method() -> bytes:
    """Packed as spreadsheets do not."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole(book(good_sheet())))) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive,
    ):
        for name in source.namelist():
            archive.writestr(name, source.read(name))
    return packed.getvalue()
