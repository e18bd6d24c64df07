"""Texts go when their time has ended; judgements about them stay."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, User
from reviews.intake import held
from reviews.intake.purge import purge_due
from reviews.models import AgreedReview, Batch, CaseNote, HeldRow
from tests.reviews.intake.files import Submit, counts, notes, reviews


@pytest.fixture
def loaded(load_rows: Submit) -> Batch:
    batch = load_rows(notes("A1", narrative="Walks with a frame.", living_situation="Alone"), create_places=True)
    load_rows(reviews("A1"), kind="agreed-reviews")
    return batch


def keep_for(batch: Batch, days: int) -> None:
    Batch.objects.filter(pk=batch.pk).update(keep_until=timezone.localdate() + timedelta(days=days))


def test_nothing_goes_before_its_time_or_without_one(loaded: Batch) -> None:
    assert purge_due() == 0
    keep_for(loaded, 0)
    assert purge_due() == 0
    assert CaseNote.objects.get().narrative == "Walks with a frame."


def test_the_words_go_and_the_judgement_stays(loaded: Batch) -> None:
    keep_for(loaded, -1)
    before = AgreedReview.objects.values().get()
    assert purge_due() == 1
    note = CaseNote.objects.get()
    assert "frame" not in note.narrative and note.narrative.startswith("The text of this note was removed on")
    assert (note.living_situation, note.extra, note.retired_at is not None) == ("", {}, True)
    assert AgreedReview.objects.values().get() == before
    assert AuditEvent.objects.filter(action="batch.purged", on_id=str(loaded.pk)).count() == 1


def test_purging_twice_changes_nothing(loaded: Batch) -> None:
    keep_for(loaded, -1)
    purge_due()
    first = CaseNote.objects.values().get()
    assert purge_due() == 0
    assert CaseNote.objects.values().get() == first


def test_a_row_still_held_is_dropped_and_asks_for_nobody(load_rows: Submit, steward: User) -> None:
    batch = load_rows(notes("A1", "A2", narrative="Mrs Fairweather rang."))
    decided = HeldRow.objects.order_by("line")[0]
    held.redact(batch=batch, findings=[decided.findings.get().pk], by=steward)
    keep_for(batch, -1)
    purge_due()
    batch.refresh_from_db()
    assert counts(batch) == (2, 1, 0, 0, 1)
    assert "was dropped" in batch.problems.get(line=3).message
    assert HeldRow.objects.get() == decided and decided.findings.get().decision == "redact"


def test_a_file_that_nobody_decided_about_goes_after_14_days(load_rows: Submit) -> None:
    batch = load_rows(notes("A1", narrative="Walks with a frame."), dry_run=True)
    assert batch.status == Batch.Status.CHECKED and batch.preview
    kept = Path(batch.file.path)
    assert kept.stat().st_mode & 0o077 == 0
    for days, status in ((13, Batch.Status.CHECKED), (15, Batch.Status.WITHDRAWN)):
        Batch.objects.update(finished_at=timezone.now() - timedelta(days=days))
        purge_due()
        batch.refresh_from_db()
        assert batch.status == status
    assert batch.preview == []
    assert AuditEvent.objects.get(action="batch.withdrawn").by is None
