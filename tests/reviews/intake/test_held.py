"""A row with a finding is held until a steward has decided about each, and is then loaded, once, as decided."""

import json
from typing import Any

import pytest

from accounts.models import AuditEvent, User
from areas.models import Area
from config.errors import NotAllowed
from reviews.intake import held
from reviews.intake.withdraw import withdraw
from reviews.models import AgreedReview, Batch, CaseNote, HeldFinding, HeldRow, ScreenEntry
from tests.reviews.intake.files import Submit, codes, counts, notes, reviews

NAMED = "Home:\nSeen with Mrs Fairweather today. NHS no 943 476 5919.\nMrs Fairweather agreed."


@pytest.fixture
def someone(db: None) -> User:
    return User.objects.create_user("steward@example.org", "Asta", "a password for tests")


@pytest.fixture
def batch(load_rows: Submit) -> Batch:
    """A1 is clean, A2 names somebody twice and has an NHS number, A3 names the same person."""
    return load_rows([
        *notes("A1"), *notes("A2", narrative=NAMED), *notes("A3", narrative="Daughter of Mrs Fairweather rang."),
    ])  # fmt: skip


def findings(batch: Batch, **wanted: Any) -> list[int]:
    return list(HeldFinding.objects.filter(row__batch=batch, **wanted).values_list("pk", flat=True))


def test_a_row_with_a_finding_is_held_and_counted(batch: Batch) -> None:
    assert batch.status == "loaded"
    assert counts(batch) == (3, 1, 0, 2, 0)
    assert list(CaseNote.objects.values_list("reference", flat=True)) == ["A1"]
    assert set(codes(batch)) == {"identifier"}


def test_no_message_repeats_what_was_found(batch: Batch) -> None:
    told = " ".join(batch.problems.values_list("message", flat=True)) + json.dumps(
        list(AuditEvent.objects.values_list("detail", flat=True)), default=str
    )
    assert "Fairweather" not in told and "943" not in told


def test_a_row_is_loaded_when_its_last_finding_is_decided(batch: Batch, someone: User) -> None:
    held.redact(batch=batch, findings=findings(batch, row__line=3, kind="name"), by=someone)
    assert CaseNote.objects.count() == 1
    held.redact(batch=batch, findings=findings(batch, kind="nhs-number"), replacement="[number]", by=someone)
    note = CaseNote.objects.get(reference="A2")
    assert note.narrative == "Home:\nSeen with [name] today. NHS no [number].\n[name] agreed."
    batch.refresh_from_db()
    assert counts(batch) == (3, 2, 0, 1, 0)


def test_the_same_text_is_decided_in_all_rows_at_once(batch: Batch, someone: User) -> None:
    one = findings(batch, row__line=3, kind="name")[:1]
    outcome = held.redact(batch=batch, findings=one, everywhere=True, by=someone)
    assert outcome.accepted == 1  # A3; A2 still has its number
    assert findings(batch, decision="") == findings(batch, kind="nhs-number")


def test_a_false_alarm_needs_its_reason_and_leaves_the_text_as_it_was(batch: Batch, someone: User) -> None:
    with pytest.raises(NotAllowed, match="Say why"):
        held.keep(batch=batch, findings=findings(batch), reason=" ", by=someone)
    held.keep(batch=batch, findings=findings(batch), reason="A character in a play", by=someone)
    assert CaseNote.objects.get(reference="A2").narrative == NAMED
    assert {(each.decision, each.reason, each.decided_by) for each in HeldFinding.objects.all()} == {
        ("keep", "A character in a play", someone)
    }


def test_a_row_that_is_left_out_is_rejected_and_forgotten(batch: Batch, someone: User) -> None:
    rows = list(HeldRow.objects.values_list("pk", flat=True))
    assert held.leave_out(batch=batch, rows=rows, by=someone) == 2
    assert held.leave_out(batch=batch, rows=rows, by=someone) == 0
    batch.refresh_from_db()
    assert counts(batch) == (3, 1, 0, 0, 2)
    assert set(HeldRow.objects.values_list("state", flat=True)) == {"rejected"}
    assert [row.cells for row in HeldRow.objects.all()] == [{}, {}]


def test_what_was_redacted_is_kept_nowhere(batch: Batch, someone: User) -> None:
    held.redact(batch=batch, findings=findings(batch), by=someone)
    rows = [*HeldRow.objects.values(), *HeldFinding.objects.values(), *CaseNote.objects.values()]
    assert "Fairweather" not in json.dumps(rows, default=str)


def test_a_row_loaded_again_after_its_redaction_is_unchanged(batch: Batch, someone: User, load_rows: Submit) -> None:
    held.redact(batch=batch, findings=findings(batch), by=someone)
    again = load_rows([*notes("A2", narrative=NAMED), *notes("A9")])
    assert counts(again) == (2, 1, 1, 0, 0)


def test_a_row_whose_note_came_in_meanwhile_is_a_conflict(batch: Batch, someone: User, load_rows: Submit) -> None:
    load_rows(notes("A3", narrative="Another text."))
    outcome = held.redact(batch=batch, findings=findings(batch, row__line=max(_lines())), by=someone)
    assert (outcome.accepted, outcome.rejected) == (0, 1)
    batch.refresh_from_db()
    assert "conflict" in codes(batch)
    assert batch.rows == batch.accepted + batch.unchanged + batch.held + batch.rejected


def _lines() -> list[int]:
    return list(HeldRow.objects.values_list("line", flat=True))


def test_an_area_adds_patterns_and_allows_texts(kent: Area, load_rows: Submit) -> None:
    ScreenEntry.objects.create(area=kent, use="pattern", text="KMPT-9999")
    ScreenEntry.objects.create(area=kent, use="allow", text="Mrs Fairweather")
    batch = load_rows([*notes("A1", narrative="Number KMPT-0042."), *notes("A2", narrative="Mrs Fairweather’s ward.")])
    assert counts(batch) == (2, 1, 0, 1, 0)
    assert list(HeldFinding.objects.values_list("kind", flat=True)) == ["area-pattern"]


def test_every_text_of_a_row_is_screened_and_known_places_are_not(kent: Area, load_rows: Submit) -> None:
    held_back = load_rows([
        *notes("A1", locality="Ashford", support_before="Mrs Fairweather helps"),
        *notes("9434765919"),
        *notes("A3", living_situation="ring 01622 721000"),
    ])  # fmt: skip
    found = HeldFinding.objects.values_list("column", flat=True)
    assert (held_back.held, set(found)) == (3, {"support_before", "reference", "living_situation"})


def test_a_check_without_loading_holds_nothing_and_says_as_much(load_rows: Submit) -> None:
    batch = load_rows(notes("A2", narrative=NAMED), dry_run=True)
    assert (batch.status, batch.held, codes(batch)) == ("checked", 1, ["identifier"] * 3)
    assert not HeldRow.objects.exists()


def test_withdrawing_forgets_the_held_rows(batch: Batch, someone: User) -> None:
    withdraw(batch=batch, by=someone)
    assert not HeldRow.objects.exists()
    with pytest.raises(NotAllowed):
        held.leave_out(batch=batch, rows=[1], by=someone)


def test_a_review_made_on_paper_is_held_alike(load_rows: Submit, someone: User) -> None:
    load_rows(notes("A1"))
    batch = load_rows(reviews("A1", comment="Mrs Fairweather agreed."), kind="agreed-reviews")
    assert (batch.held, AgreedReview.objects.count()) == (1, 0)
    held.redact(batch=batch, findings=findings(batch), by=someone)
    assert AgreedReview.objects.get().comment == "[name] agreed."
