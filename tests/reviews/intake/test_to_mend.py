"""Held and rejected rows go out as a workbook that is safe to open, and that comes in again once it is mended."""

import io
import os
import time
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from django.core.files.storage import default_storage

from accounts.models import AuditEvent, User
from config.errors import NotAllowed, Problem
from reviews.intake import held, purge, to_mend
from reviews.intake.cancel import cancel
from reviews.intake.mend_workbook import ToMend, workbook
from reviews.intake.rows import Row
from reviews.intake.withdraw import withdraw
from reviews.models import Batch, CaseNote, HeldFinding
from tests.reviews.intake.files import Submit, counts, notes

NAMED = "Home:\nSeen with Mrs Fairweather today."


@pytest.fixture
def someone(db: None) -> User:
    return User.objects.create_user("steward@example.org", "Asta", "a password for tests")


@pytest.fixture
def batch(load_rows: Submit) -> Batch:
    """A1 came in, A2 is held, A3 and A4 are rejected."""
    return load_rows([
        *notes("A1"), *notes("A2", narrative=NAMED), *notes("A3", age_band="83"), *notes("A4", narrative=""),
    ])  # fmt: skip


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def kept_file(batch: Batch) -> Path:
    return Path(default_storage.path("to-mend")) / f"{batch.pk}.jsonl"


def test_the_workbook_holds_the_rows_that_did_not_come_in_and_why(batch: Batch, someone: User) -> None:
    found = sheets(to_mend.take(batch=batch, by=someone))
    rows = found["Rows to mend"]
    assert rows[0] == batch.columns_found
    assert [row[0] for row in rows[1:]] == ["A2", "A3", "A4"]
    assert rows[1][4] == NAMED == found["What was found"][1][4]
    assert [line[:4] for line in found["Problems"][1:]] == [
        ["2", "3", "narrative", "identifier"], ["3", "5", "age_band", "exact-age"], ["4", "6", "narrative", "required"],
    ]  # fmt: skip


def test_that_it_was_taken_is_recorded_without_a_word_of_it(batch: Batch, someone: User) -> None:
    to_mend.take(batch=batch, by=someone)
    event = AuditEvent.objects.get(action="batch.rows-taken")
    assert (event.by, event.detail) == (someone, {"rows": 3})


def test_mended_and_handed_in_again_only_what_was_mended_comes_in(
    batch: Batch, someone: User, load_rows: Submit
) -> None:
    rows = sheets(to_mend.take(batch=batch, by=someone))["Rows to mend"]
    held.redact(batch=batch, findings=list(HeldFinding.objects.values_list("pk", flat=True)), by=someone)
    age = rows[0].index("age_band")
    rows[2][age] = "75-84"
    again = load_rows(written(rows), name="mended.xlsx")
    assert counts(again) == (3, 1, 1, 0, 1)  # A3 mended, A2 came in when it was decided, A4 still empty
    assert CaseNote.objects.get(reference="A3").age_band == "75-84"


def written(rows: list[list[str]]) -> bytes:
    """As a spreadsheet program saves it."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def test_no_cell_is_a_formula_and_every_text_comes_back_as_it_was() -> None:
    texts = ["=1+1", "@SUM(A1)", "+44", "-1", "http://example.org", "0042", "a\r\nb\tc", "_x000D_", "<b>&\x0b"]
    row = ToMend(
        Row(2, {f"c{n}": text for n, text in enumerate(texts)}), [("c0", 0, 4)], [Problem(2, "c0", "=x", "=y")]
    )
    content = workbook([f"c{n}" for n in range(len(texts))], [row])
    found = sheets(content)
    assert found["Rows to mend"][1] == texts
    assert found["Problems"][1] == ["2", "2", "c0", "=x", "=y"]
    assert b"<f>" not in content


def test_a_finding_is_marked_within_its_cell() -> None:
    text = "Seen with Mrs Fairweather today. Mrs Fairweather agreed."
    row = ToMend(Row(2, {"narrative": text}), [("narrative", 10, 25), ("narrative", 33, 48)])
    assert sheets(workbook(["narrative"], [row]))["What was found"][1] == [text]
    whole = ToMend(Row(2, {"narrative": "Mrs Fairweather"}), [("narrative", 0, 15)])
    assert sheets(workbook(["narrative"], [whole]))["What was found"][1] == ["Mrs Fairweather"]


def test_a_text_longer_than_a_cell_is_named_and_not_cut() -> None:
    long = ToMend(Row(2, {"narrative": "x" * 40_000}), [], [Problem(2, "age_band", "required", "This is empty.")])
    found = sheets(workbook(["narrative"], [long, ToMend(Row(3, {"narrative": "y"}))]))
    assert found["Rows to mend"][1:] == [["y"]]
    assert [line[3] for line in found["Problems"][1:]] == ["too-long", "required"]


def test_rows_of_a_batch_that_is_only_checked_can_be_taken_too(load_rows: Submit, someone: User) -> None:
    batch = load_rows([*notes("A2", narrative=NAMED), *notes("A3", age_band="83")], dry_run=True)
    assert len(sheets(to_mend.take(batch=batch, by=someone))["Rows to mend"]) == 3


def test_a_row_that_was_decided_is_in_the_workbook_no_more(batch: Batch, someone: User) -> None:
    held.redact(batch=batch, findings=list(HeldFinding.objects.values_list("pk", flat=True)), by=someone)
    content = to_mend.take(batch=batch, by=someone)
    assert "Fairweather" not in str(sheets(content))


def test_rejected_rows_are_forgotten_after_fourteen_days(batch: Batch, someone: User) -> None:
    long_ago = time.time() - 15 * 86_400
    os.utime(kept_file(batch), (long_ago, long_ago))
    assert [row[0] for row in sheets(to_mend.take(batch=batch, by=someone))["Rows to mend"][1:]] == ["A2"]
    purge.purge_due()
    assert not kept_file(batch).exists()


def test_nothing_is_kept_of_a_batch_without_problems(load_rows: Submit, someone: User) -> None:
    batch = load_rows(notes("A1"))
    assert not kept_file(batch).parent.exists() or not list(kept_file(batch).parent.glob(f"{batch.pk}.*"))
    with pytest.raises(NotAllowed, match="nothing to take"):
        to_mend.take(batch=batch, by=someone)


def test_withdrawing_forgets_the_rows(batch: Batch, someone: User, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        withdraw(batch=batch, by=someone)
    assert not kept_file(batch).exists()


def test_a_load_that_is_cancelled_at_its_end_keeps_no_rows(
    hand_in: Submit, someone: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviews.intake import load, rows_to_mend

    batch, write = hand_in(notes("A3", age_band="83")), rows_to_mend.write_draft

    def cancelled_meanwhile(loading: Batch, opened: object) -> Path:
        draft = write(loading, opened)  # type: ignore[arg-type]
        cancel(batch=batch, by=someone)
        return draft

    monkeypatch.setattr(rows_to_mend, "write_draft", cancelled_meanwhile)
    load.load(batch.pk)
    assert not kept_file(batch).exists()
