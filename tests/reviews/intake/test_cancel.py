"""A load can be stopped: nothing of it stays, and whoever works on it writes nothing more."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from accounts.models import AuditEvent, User
from config.errors import NotAllowed
from reviews.intake import lease, rows_to_mend
from reviews.intake.cancel import cancel
from reviews.intake.load import load
from reviews.models import CaseNote, HeldRow
from tests.reviews.intake.files import Submit, notes

ROWS = [*notes("A1", "A2"), *notes("A3", narrative="Seen with Mrs Fairweather."), *notes("A4", "A5", "A6")]


@pytest.fixture
def someone(db: None) -> User:
    return User.objects.create_user("steward@example.org", "Asta", "a password for tests")


def test_a_load_that_is_cancelled_half_way_leaves_nothing(hand_in: Submit, someone: User, settings) -> None:  # type: ignore[no-untyped-def]
    settings.BATCH_CHUNK_ROWS = 2
    batch = hand_in(ROWS, create_places=True)
    load(batch.pk, progress=lambda done, _: cancel(batch=batch, by=someone) if done == 4 else None)
    batch.refresh_from_db()
    assert (batch.status, batch.file.name, batch.fence) == ("cancelled", "", 2)
    assert not CaseNote.objects.exists() and not HeldRow.objects.exists()
    assert AuditEvent.objects.get(action="batch.cancelled").detail == {"removed": 3}


@pytest.mark.parametrize("written", [False, True])
def test_a_load_that_is_cancelled_at_its_very_end_leaves_no_row_in_a_file(
    transactional_db: None, hand_in: Submit, someone: User, monkeypatch: pytest.MonkeyPatch, written: bool
) -> None:
    batch, write = hand_in(notes("A1", age_band="83")), rows_to_mend.write_draft
    killed = Path(default_storage.path("to-mend")) / f"{batch.pk}.0"  # of a worker that was killed here before
    killed.parent.mkdir(parents=True, exist_ok=True)
    killed.write_text("a row")

    def cancelled_about_then(*args: Any) -> Path:
        draft = write(*args) if written else None
        cancel(batch=batch, by=someone)
        return draft or write(*args)

    monkeypatch.setattr("reviews.intake.rows_to_mend.write_draft", cancelled_about_then)
    load(batch.pk)
    batch.refresh_from_db()
    assert batch.status == "cancelled"
    assert not list(killed.parent.glob(f"{batch.pk}.*"))


def test_a_batch_that_waits_can_be_cancelled_and_is_never_taken(hand_in: Submit, someone: User) -> None:
    batch = hand_in(ROWS)
    cancel(batch=batch, by=someone)
    assert lease.claim(batch.pk) is None


def test_the_same_file_can_be_loaded_after_it_was_cancelled(hand_in: Submit, load_rows: Submit, someone: User) -> None:
    cancel(batch=hand_in(ROWS), by=someone)
    assert load_rows(ROWS, create_places=True).status == "loaded"


def test_what_has_ended_cannot_be_cancelled(load_rows: Submit, someone: User) -> None:
    with pytest.raises(NotAllowed, match="this batch is loaded"):
        cancel(batch=load_rows(ROWS, create_places=True), by=someone)
