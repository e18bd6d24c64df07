"""A word that stands in every note is found in no log, message, audit entry, queue or file left behind."""

import logging
import traceback
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.test import Client

from accounts.models import AuditEvent, User
from reviews.intake.cancel import cancel
from reviews.intake.held import keep, leave_out, redact
from reviews.intake.load import load
from reviews.intake.wake import _ring
from reviews.models import BatchProblem, CaseNote, HeldFinding, HeldRow
from tests.reviews.intake.files import Submit, notes
from tests.reviews.intake.marked import MARKER, files_with, queued

CLEAN = f"Home after a fall, {MARKER}."
FOUND = f"Seen with Mrs Fairweather, {MARKER}, on 943 476 5919."


def test_a_word_of_the_notes_stays_in_the_notes(
    transactional_db: None,
    load_rows: Submit,
    hand_in: Submit,
    steward: User,
    client: Client,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    rows = [*notes("A1", "A2", narrative=CLEAN), *notes("A3", "A4", "A5", narrative=FOUND)]
    rows += [*notes("A1", narrative=f"{CLEAN} Other"), *notes("A6", narrative=CLEAN, age_band="83")]
    batch = load_rows(rows)
    _ring(batch.pk)
    first, second, third = HeldRow.objects.filter(batch=batch)
    redact(batch=batch, findings=_findings(first), by=steward)
    keep(batch=batch, findings=_findings(second), reason="Invented", by=steward)
    leave_out(batch=batch, rows=[third.pk], by=steward)
    load_rows(CLEAN.encode())  # refused: no columns
    load_rows(f'reference,narrative\nA9,"{CLEAN}'.encode())
    cancel(batch=hand_in(notes("B1", narrative=CLEAN)), by=steward)
    assert CaseNote.objects.filter(narrative__contains=MARKER).count() == 4
    client.force_login(steward)
    pages = [client.get(f"/batches/{number}/held/{third.pk}/") for number in (batch.pk, batch.pk + 999)]
    wrong = client.post("/batches/new/", {"kind": MARKER, "area": "none"})
    told = [page.content for page in pages if page.status_code >= 400] + [wrong.content.partition(b"<form")[0]]
    places = {
        "logs": caplog.text.encode(),
        "messages": repr(list(BatchProblem.objects.values_list("column", "code", "message"))).encode(),
        "audit": repr(list(AuditEvent.objects.values_list("action", "detail"))).encode(),
        "errors": b"".join(told),
        "queue": queued(),
        "files": repr(files_with(MARKER, Path(settings.VAR_DIR))).encode(),
    }
    assert [name for name, content in places.items() if MARKER.encode() in content] == []
    assert places["files"] == b"[]"
    assert places["messages"] != b"[]" and places["audit"] != b"[]"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite quotes no row")
def test_an_error_of_the_database_quotes_no_row(hand_in: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL quotes the row that breaks a check, and whoever logs the error would log it too."""
    word = "palimpsestic"  # another one: this file is kept, for the load can go on
    monkeypatch.setattr("reviews.intake.case_notes.AGE_BANDS", ("0-17",))
    with pytest.raises(IntegrityError, match="note_age_band_known") as broken:
        load(hand_in(notes("A1", age_band="0-17", narrative=word)).pk)
    assert word not in "".join(traceback.format_exception(broken.value))


def _findings(row: HeldRow) -> list[int]:
    return list(HeldFinding.objects.filter(row=row).values_list("pk", flat=True))
