"""Which sheet of a workbook is read, and what is said about the rest of the file."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reviews.intake import agreed_reviews, note_columns, rows_to_mend
from reviews.intake.load import load
from reviews.models import Batch, CaseNote
from tests.conftest import Cast
from tests.reviews.intake.files import NOTE, Row, Submit, codes, counts, notes


def book(*sheets: tuple[str, Sequence[Row]], hidden: Sequence[str] = (), comment: str = "", formula: str = "") -> bytes:
    """A workbook of named sheets of rows."""
    written = io.BytesIO()
    made = xlsxwriter.Workbook(written)
    for name, rows in sheets:
        sheet = made.add_worksheet(name)
        for across, column in enumerate(["reference", *NOTE]):
            sheet.write_string(0, across, column)
            for down, row in enumerate(rows, start=1):
                sheet.write_string(down, across, row[column])
        if comment:
            sheet.write_comment(0, 0, comment)
        if formula:
            sheet.write_formula(1, 0, formula, None, rows[0]["reference"])
        if name in hidden:
            sheet.hide()
        else:
            sheet.activate()
    made.close()
    return written.getvalue()


GUIDE = Path(__file__).parents[3] / "docs" / "file-formats.md"
TWO = [("Read me", notes("A1")), ("Notes", notes("B1", "B2"))]


def test_without_a_choice_the_first_sheet_is_read_and_the_others_are_named(load_rows: Submit) -> None:
    batch = load_rows(book(*TWO), name="notes.xlsx")
    assert counts(batch) == (1, 1, 0, 0, 0)
    assert batch.remarks == ["1 sheet (“Notes”) was not read. Choose another sheet if it holds the rows."]


@pytest.mark.parametrize("name", ["Notes", " notes "])
def test_the_sheet_that_is_chosen_is_read_whatever_the_case(load_rows: Submit, name: str) -> None:
    batch = load_rows(book(*TWO), name="notes.xlsx", sheet=name)
    assert counts(batch) == (2, 2, 0, 0, 0)
    assert set(CaseNote.objects.values_list("reference", flat=True)) == {"B1", "B2"}


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(load_rows: Submit) -> None:
    batch = load_rows(book(*TWO), name="notes.xlsx", sheet="Reviews")
    assert (batch.status, codes(batch)) == ("refused", ["unknown-sheet"])
    assert "Choose one of: “Read me”, “Notes”" in batch.problems.get().message


def test_a_hidden_sheet_is_not_read_by_itself_and_is_pointed_out(load_rows: Submit) -> None:
    batch = load_rows(book(*TWO, hidden=["Read me"]), name="notes.xlsx")
    assert counts(batch) == (2, 2, 0, 0, 0)
    assert batch.remarks == ["1 hidden sheet (“Read me”) was not read. Unhide and delete what should not be passed on."]


def test_comments_and_formulas_are_pointed_out_and_a_formula_gives_what_it_shows(load_rows: Submit) -> None:
    content = book(("Notes", notes("A1")), comment="Ask the ward", formula='="A"&"1"')
    batch = load_rows(content, name="notes.xlsx")
    assert CaseNote.objects.get().reference == "A1"
    comments, formulas = batch.remarks
    assert comments == "The workbook has comments beside its cells. They were not read, and may say who people are."
    assert formulas == "Some cells are formulas. They give what they showed when the workbook was saved."


def test_macros_and_other_files_are_pointed_out_and_never_opened(load_rows: Submit) -> None:
    written = io.BytesIO(book(("Notes", notes("A1"))))
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 3_000_000)
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    batch = load_rows(written.getvalue(), name="notes.xlsx")
    assert counts(batch) == (1, 1, 0, 0, 0)
    assert [remark.split(".")[0] for remark in batch.remarks] == [
        "The workbook has macros",
        "The workbook refers to other files",
    ]


HEADERS = {
    "ref": "reference", "Decision": "decision_point", "AGE GROUP": "age_band", "Pathway taken": "actual_pathway",
    "Case notes": "narrative", "Locality": "locality",
}  # fmt: skip


@pytest.mark.parametrize("name", ["notes.csv", "notes.jsonl"])
def test_headers_that_people_write_are_understood_and_said(load_rows: Submit, name: str) -> None:
    (row,) = notes("A1")
    written = {header: row[column] for header, column in HEADERS.items()}
    batch = load_rows([written] if name.endswith("csv") else as_jsonl(written), name=name)
    assert (counts(batch), codes(batch)) == ((1, 1, 0, 0, 0), [])
    assert "The column “Case notes” was read as narrative." in batch.remarks
    assert len(batch.remarks) == 5  # case alone needs no word
    assert CaseNote.objects.get().narrative == row["narrative"]


def as_jsonl(row: Row) -> bytes:

    return json.dumps(row).encode()


def test_a_column_of_the_name_itself_wins_over_what_people_also_call_it(load_rows: Submit) -> None:
    batch = load_rows(notes("A1", **{"Case notes": "12 in the folder"}))
    assert (CaseNote.objects.get().narrative, batch.columns_left_out) == (NOTE["narrative"], ["Case notes"])


def test_two_columns_that_might_both_be_meant_are_neither(load_rows: Submit) -> None:
    rows = [{**row, "case notes": "a", "note text": "b"} for row in notes("A1")]
    for row in rows:
        del row["narrative"]
    batch: Batch = load_rows(rows)
    assert codes(batch) == ["missing-column"]


def test_every_header_that_is_understood_is_documented() -> None:
    guide = "".join(filter(str.isalnum, GUIDE.read_text(encoding="utf-8").casefold()))
    for columns in (note_columns.COLUMNS, agreed_reviews.COLUMNS):
        for others in columns.also.values():
            assert [other for other in others if other not in guide] == []


COVER = ("Cover", [["Audit of discharges"], ["Made by the project team in 2016"]])


def with_a_cover(*more: tuple[str, Sequence[Sequence[str]]], rows: Sequence[Row] = ()) -> bytes:
    """A workbook that starts with a sheet about itself; then `more` sheets, then one of `rows`, called Notes."""
    written = io.BytesIO()
    made = xlsxwriter.Workbook(written)
    for name, cells in (COVER, *more):
        sheet = made.add_worksheet(name)
        for down, row in enumerate(cells):
            sheet.write_row(down, 0, row)
    if rows:
        sheet = made.add_worksheet("Notes")
        sheet.write_row(0, 0, list(rows[0]))
        for down, row in enumerate(rows, start=1):
            sheet.write_row(down, 0, list(row.values()))
    made.close()
    return written.getvalue()


def test_behind_a_cover_the_sheet_with_the_columns_is_named(load_rows: Submit) -> None:
    batch = load_rows(with_a_cover(("Key", [["85+", "old"]]), rows=notes("A1")), name="notes.xlsx")
    assert (batch.status, codes(batch), CaseNote.objects.count()) == ("refused", ["other-sheet"], 0)
    assert batch.problems.get().message == (
        "The sheet “Cover” has not the columns that are needed; “Notes” has them all. "
        "Choose it: on the batch's page, with --sheet on the command line, or as sheet in the API."
    )
    assert not batch.file  # it was to be loaded at once: whoever sent it has it, and sends it again


def test_where_no_sheet_has_the_columns_the_sheets_are_named(load_rows: Submit) -> None:
    batch = load_rows(with_a_cover(("Key", [["85+", "old"]])), name="notes.xlsx")
    first, *others = batch.problems.order_by("pk")
    assert first.message.endswith("This is the sheet “Cover”; there are also “Key”.")
    assert {problem.code for problem in (first, *others)} == {"missing-column"}


def test_on_the_page_the_sheet_is_chosen_without_handing_the_file_in_again(
    client: Client, cast: Cast, load_rows: Submit
) -> None:
    batch = load_rows(with_a_cover(rows=notes("A1", "A2")), name="notes.xlsx", dry_run=True)
    client.force_login(cast.steward)
    page = client.get(reverse("reviews:batch", args=[batch.pk])).content.decode()
    assert "<option selected>Notes</option>" in page
    client.post(reverse("reviews:choose-sheet", args=[batch.pk]), {"sheet": "Notes"})
    load(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, counts(batch), codes(batch)) == ("checked", (2, 2, 0, 0, 0), [])


def test_a_file_of_which_no_sheet_is_chosen_goes_after_14_days(load_rows: Submit) -> None:
    batch = load_rows(with_a_cover(rows=notes("A1")), name="notes.xlsx", dry_run=True)
    path = Path(batch.file.path)
    Batch.objects.update(finished_at=timezone.now() - timedelta(days=13))
    rows_to_mend.forget_old()
    assert path.is_file()
    Batch.objects.update(finished_at=timezone.now() - timedelta(days=15))
    rows_to_mend.forget_old()
    assert not path.exists()
    assert not Batch.objects.get().file


def test_a_file_that_stops_the_worker_again_and_again_is_refused(hand_in: Submit) -> None:
    batch = hand_in(notes("A1"))
    Batch.objects.update(fence=5, lease_until=timezone.now() - timedelta(seconds=1))  # five died while it was opened
    load(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, codes(batch)) == ("refused", ["ends-the-worker"])
