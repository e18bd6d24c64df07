"""Whatever a note says, the area's note says the same to the last character, from any kind of file."""

import csv
import io
import json
from collections.abc import Callable

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.intake.held import keep
from reviews.models import Batch, CaseNote, HeldFinding
from tests.examples import examples
from tests.reviews.intake.files import Row, Submit, as_csv, counts, notes


def semicolons(row: Row) -> bytes:
    written = io.StringIO(newline="")
    made = csv.DictWriter(written, list(row), delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    made.writeheader()
    made.writerow(row)
    return written.getvalue().encode("utf-16")


def workbook(row: Row) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for across, (column, text) in enumerate(row.items()):
        sheet.write_string(0, across, column)
        sheet.write_string(1, across, text)
    book.close()
    return written.getvalue()


WRITERS: dict[str, Callable[[Row], bytes]] = {
    "notes.csv": lambda row: as_csv([row]),
    "semicolons.csv": semicolons,
    "notes.xlsx": workbook,
    "notes.jsonl": lambda row: json.dumps(row, ensure_ascii=False).encode() + b"\n",
    "escaped.jsonl": lambda row: json.dumps(row).encode() + b"\r\n",
}
# A workbook's own file format has no way to write these (XML 1.0), and takes a carriage return for a line break.
NOT_IN_XML = [chr(code) for code in (*range(0x20), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n"]
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
in_workbooks = st.characters(exclude_categories=["Cs"], exclude_characters=NOT_IN_XML)
awkward = st.sampled_from(
    ["\\N", "\\.", "\\", '"', "''", "=1+1", "\t", "_x000D_", "\u2028", "\ufeff", "é", "e\u0301", ";", "sep=,"]
)


def texts(name: str) -> st.SearchStrategy[str]:
    one = in_workbooks if name.endswith("xlsx") else characters
    parts = st.lists(st.one_of(awkward, st.text(one, max_size=20)), min_size=1, max_size=8)
    return parts.map("".join).filter(str.strip)


@pytest.mark.parametrize("name", WRITERS)
@given(data=st.data())
@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_comes_out_of_the_database_as_it_stood_in_the_file(
    load_rows: Submit, steward: object, name: str, data: st.DataObject
) -> None:
    CaseNote.objects.all().delete()  # of the example before
    Batch.objects.all().delete()
    narrative = data.draw(texts(name))
    (row,) = notes("A1", narrative=narrative)
    batch = load_rows(WRITERS[name](row), name=name)
    if batch.held:
        found = HeldFinding.objects.filter(row__batch=batch).values_list("pk", flat=True)
        keep(batch=batch, findings=list(found), reason="made up", by=steward)  # type: ignore[arg-type]
        batch.refresh_from_db()
    assert counts(batch) == (1, 1, 0, 0, 0), [problem.message for problem in batch.problems.all()]
    assert CaseNote.objects.get().narrative == narrative
