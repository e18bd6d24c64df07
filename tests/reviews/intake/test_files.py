"""Text comes out of a file exactly as it went in, whatever program wrote it."""

import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from config.errors import Refused
from reviews.intake.files import count_rows, open_file
from reviews.intake.headers import Columns
from reviews.intake.limits import Limits

COLUMNS = Columns(("reference", "narrative", "event_month"), ("reference", "narrative"), months=("event_month",))
Cells = list[dict[str, str]]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def cells(path: Path) -> Cells:
    return [row.cells for row in open_file(path, COLUMNS).reader.rows()]


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        count_rows(open_file(path, COLUMNS))
    return refused.value.problems[0].code


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = f'Reference{separator} NARRATIVE \n007{separator}"a{separator}b"\n'
    assert cells(write(tmp_path, "notes.csv", text)) == [{"reference": "007", "narrative": f"a{separator}b"}]


def test_a_separator_line_of_excel_is_read_and_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, "notes.csv", "sep=;\r\nreference;narrative\r\nA;b,c\r\n")
    (row,) = open_file(path, COLUMNS).reader.rows()
    assert (row.line, row.cells["narrative"]) == (3, "b,c")


@pytest.mark.parametrize(
    ("codec", "label"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
     ("cp1252", "Windows-1252"), ("utf-32", "UTF-32"), ("utf-32-le", "UTF-32"), ("utf-32-be", "UTF-32")],
)  # fmt: skip
def test_the_encoding_is_detected_named_and_converted(tmp_path: Path, codec: str, label: str) -> None:
    text = "Café’s ward: £4 a day"
    opened = open_file(write(tmp_path, "notes.csv", f"reference,narrative\nA,{text}\n".encode(codec)), COLUMNS)
    assert [row.cells["narrative"] for row in opened.reader.rows()] == [text]
    assert opened.encoding == label


def test_line_breaks_spaces_and_quotes_of_a_narrative_are_kept(tmp_path: Path) -> None:
    narrative = '  Background:\r\n\r\n"Unwell"\tsaid daughter;\n end  '
    quoted = narrative.replace('"', '""')
    path = write(tmp_path, "notes.csv", f'reference,narrative\r\nA,"{quoted}"\r\nB,c\r\n')
    assert cells(path)[0]["narrative"] == narrative


def test_a_row_stands_on_the_physical_line_where_it_starts(tmp_path: Path) -> None:
    path = write(tmp_path, "notes.csv", 'reference,narrative\nA,"one\ntwo\nthree"\n\nB,c\n')
    assert [row.line for row in open_file(path, COLUMNS).reader.rows()] == [2, 6]


@pytest.mark.parametrize("written", ["Event Month", "event_month", "EVENT-MONTH", " eventmonth "])
def test_case_spaces_and_underscores_of_a_header_do_not_count(tmp_path: Path, written: str) -> None:
    path = write(tmp_path, "notes.csv", f"reference,narrative,{written}\nA,b,2016-03\n")
    assert cells(path)[0]["event_month"] == "2016-03"


def test_a_header_on_two_lines_or_with_characters_that_nobody_sees_is_one_name(tmp_path: Path) -> None:
    path = write(tmp_path, "notes.csv", 'reference,narrative,"Length\nof  stay",\u202eweN\nA,b,3,4\n')
    assert open_file(path, COLUMNS).reader.header.unknown == ("Length of stay", "weN")


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (gzip.compress(b"reference,narrative", mtime=0), "a compressed archive"),
        (b"7z\xbc\xaf'", "a compressed archive"),
        (b"\x89PNG\r\n", "a picture"), (b"{\\rtf1", "a text document"), (b"SQLite format 3\0", "a database"),
        (b"\x7fELF", "a program"), (b"\xd0\xcf\x11\xe0", "an Office document"), (b"\n<html>", "a web page"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_named(tmp_path: Path, start: bytes, words: str) -> None:
    with pytest.raises(Refused) as refused:
        open_file(write(tmp_path, "notes.csv", start), COLUMNS)
    assert f"The file is named .csv but holds {words}." in str(refused.value)


def test_a_file_of_lines_that_are_no_json_is_given_up_where_rows_end(tmp_path: Path) -> None:
    path = write(tmp_path, "notes.jsonl", "{\n" * 11)
    with pytest.raises(Refused) as refused:
        open_file(path, COLUMNS, limits=Limits(rows=10))
    assert [(problem.code, problem.line) for problem in refused.value.problems] == [("too-many-rows", 11)]


def test_unknown_columns_are_listed_as_the_file_writes_them(tmp_path: Path) -> None:
    path = write(tmp_path, "notes.csv", "reference,Ward name,narrative\nA,4,b\n")
    assert open_file(path, COLUMNS).reader.header.unknown == ("Ward name",)


def test_json_values_come_as_the_text_they_show(tmp_path: Path) -> None:
    path = write(tmp_path, "notes.jsonl", '{"Reference": 7, "narrative": "a\\nb", "x": 1.50, "y": null, "z": true}\n')
    assert cells(path) == [{"reference": "7", "narrative": "a\nb", "x": "1.50", "y": "", "z": "yes"}]


@pytest.mark.parametrize("line", ["3", "[1]", '{"reference": NaN}', "[" * 100_000, '{"a": ' * 100_000, "1" * 5_000])
def test_a_line_that_is_no_object_is_one_wrong_row(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, "notes.jsonl", '{"reference": "A", "narrative": "b"}\n' + line + "\n")
    good, bad = open_file(path, COLUMNS).reader.rows()
    assert good.problems == ()
    assert [problem.code for problem in bad.problems] == ["not-json"]


def test_a_key_given_twice_is_a_wrong_row(tmp_path: Path) -> None:
    path = write(tmp_path, "notes.jsonl", '{"reference": "A", "narrative": "b", "Narrative": "c"}\n')
    (row,) = open_file(path, COLUMNS).reader.rows()
    assert [problem.code for problem in row.problems] == ["duplicate-column"]


def workbook(folder: Path, rows: list[list[object]]) -> Path:
    path = folder / "notes.xlsx"
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": dt.datetime(2016, 3, 1)})  # the same bytes each time
    sheet, month = book.add_worksheet(), book.add_format({"num_format": "mmm-yy"})
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(down, across, dt.datetime(cell.year, cell.month, cell.day), month)
            else:
                sheet.write(down, across, cell)
    book.add_worksheet("another").write(0, 0, "not read")
    book.close()
    return path


def test_a_workbook_gives_what_its_cells_show(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            ["Reference", "Narrative", "event month"],
            ["007", "a\r\n b ", dt.date(2016, 3, 1)],
            [],
            [7, 1.5, dt.date(2016, 3, 2)],
            [12345678, True, "2016-03"],
        ],
    )
    rows = list(open_file(path, COLUMNS).reader.rows())
    assert [row.line for row in rows] == [2, 4, 5]
    assert [tuple(row.cells.values()) for row in rows] == [
        ("007", "a\r\n b ", "2016-03"),  # typed as 2016-03: the spreadsheet made it the first of the month
        ("7", "1.5", "2016-03-02"),  # a full date, which the row check rejects
        ("12345678", "yes", "2016-03"),
    ]


def spliced(folder: Path, sheet: bytes, texts: bytes = b"") -> Path:
    """A workbook whose sheet is replaced, and the texts that its cells share."""
    source = zipfile.ZipFile(io.BytesIO(workbook(folder, [["reference", "narrative"], ["A", "b"]]).read_bytes()))
    path = folder / "spliced.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            replaced = sheet if name.endswith("sheet1.xml") else texts if name.endswith("sharedStrings.xml") else b""
            made.writestr(name, replaced or source.read(name))
    return path


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("code", "inside"),
    [
        ("too-many-columns", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        ("too-many-columns", b'<row r="1">' + b"<c><v>1</v></c>" * 300 + b"</row>"),
        ("too-many-rows", b"<row><c/></row>" * 1_000_100),
        ("too-many-rows", b'<row r="1048576"/><row><c/></row>'),
        ("too-many-columns", b"<x:row>" + b"<x:c></x:c>" * 201),
        ("not-a-workbook", b"<" * 190_000_000),
        ("too-many-rows", b'<row r="900000"><c r="GR900000"><v>1</v></c></row>'),
        ("unpacks-too-big", b" " * 201_000_000),
        ("not-a-workbook", b"<row><c s=\" r='A1'\" r='XFD1048576'><v>1</v></c></row>"),  # a place behind another
        ("not-a-workbook", b"<row><c s='>' r='XFD1048576'><v>1</v></c></row>"),
        ("not-a-workbook", b"<row " + b" " * 3_000_000 + b"/>"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_small_workbook_that_would_cost_all_memory_is_refused(tmp_path: Path, code: str, inside: bytes) -> None:
    assert refusal(spliced(tmp_path, SHEET % inside)) == code


def test_rows_with_nothing_but_their_height_take_no_memory_and_are_passed_over(tmp_path: Path) -> None:
    notes = b'<row r="1"><c r="A1" t="str"><v>reference</v></c><c r="B1" t="str"><v>narrative</v></c></row><row r="2">'
    notes += b'<c r="A2" t="str"><v>A</v></c><c r="B2" t="str"><v>b</v></c></row><row r="1048576" ht="12.8"/>'
    assert cells(spliced(tmp_path, SHEET % notes)) == [{"reference": "A", "narrative": "b"}]


def test_a_workbook_with_a_document_type_is_refused(tmp_path: Path) -> None:
    assert refusal(spliced(tmp_path, b'<!DOCTYPE x [<!ENTITY a "b">]>' + SHEET % b"")) == "not-a-workbook"


SHARED = b'<sst uniqueCount="%d">%s</sst>'
LONG = b"<si><t>" + b"x" * 900_000 + b"</t></si>"
SHOWN = b'<row><c t="s"><v>0</v></c></row>'


@pytest.mark.parametrize(
    ("code", "inside", "texts"),
    [
        ("unpacks-too-big", SHOWN, SHARED % (2**32 - 1, b"<si><t>a</t></si>")),  # the reader makes room for all
        ("unpacks-too-big", SHOWN * 300, SHARED % (1, LONG)),
        ("unpacks-too-big", SHOWN.replace(b"0<", b"0000000000001<") * 300, SHARED % (2, b"<si><t>a</t></si>" + LONG)),
        ("not-a-workbook", SHOWN.replace(b"<v>", b"<!-- --><v>") * 300, SHARED % (1, LONG)),
        ("not-a-workbook", SHOWN * 300, SHARED % (1, b"<!--<si>-->" + LONG)),
    ],
    ids=["room for 4 billion", "shown 300 times", "behind zeros", "behind a remark", "behind one in a remark"],
)
def test_a_long_text_that_many_cells_show_is_refused(tmp_path: Path, code: str, inside: bytes, texts: bytes) -> None:
    assert refusal(spliced(tmp_path, SHEET % inside, texts)) == code


plain_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1).filter(str.strip)


@settings(deadline=None)
@given(narrative=plain_text, codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_quoted_text_survives_csv(tmp_path_factory: pytest.TempPathFactory, narrative: str, codec: str) -> None:
    folder = tmp_path_factory.mktemp("csv")
    quoted = narrative.replace('"', '""')
    path = write(folder, "notes.csv", f'reference,narrative\r\nA,"{quoted}"\r\n'.encode(codec))
    assert [row["narrative"] for row in cells(path)] == [narrative]


@settings(deadline=None)
@given(damaged=st.binary(max_size=400), name=st.sampled_from(["notes.csv", "notes.xlsx", "notes.jsonl"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, damaged: bytes, name: str) -> None:
    path = write(tmp_path_factory.mktemp("any"), name, damaged)
    try:
        count_rows(open_file(path, COLUMNS))
    except Refused as refused:
        assert all(problem.message for problem in refused.problems)


@settings(deadline=None)
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("flipped")
    content = bytearray(workbook(folder, [["reference", "narrative"], ["A", "b"]]).read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=5)):
        content[at] ^= data.draw(st.integers(1, 255))
    try:
        count_rows(open_file(write(folder, "flipped.xlsx", bytes(content)), COLUMNS))
    except Refused as refused:
        assert refused.problems
