"""A marker word in every note through a whole round, pages and real workers: it is found where notes are, nowhere else.

Handed in, queued, loaded, held, in conflict, taken to mend, withdrawn, cancelled; judged, agreed, rolled up, exported;
refused in every way; purged.
"""

import logging
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from areas.models import Area
from benchmarks.workers import Workers
from opportunities.tasks import rollup_area
from reviews.intake import held
from reviews.intake.cancel import cancel
from reviews.intake.purge import purge
from reviews.intake.statement import BASES, CHECKS
from reviews.intake.withdraw import withdraw
from reviews.models import Batch, CaseNote, HeldFinding, HeldRow, WorkshopNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories.workshops import NO, ROOM, panel, workshop
from tests.reviews.intake.files import as_csv, notes
from tests.reviews.intake.marked import MARKER, files_with, queued, sent_by_mail, tables_with, unpacked
from tests.reviews.intake.test_kill_points import environment

CLEAN = f"Home after a fall, {MARKER}."
FOUND = f"Seen with Mrs Fairweather, {MARKER}, on 943 476 5919."
FACTS = {"actual_pathway": "short-term-bed", "living_situation": f"Alone, {MARKER}", "locality": "Ashford"}


@pytest.fixture
def temporary(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where uploads and workers put what they need for a while; every upload goes there, however small."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    return folder


class Round:
    """Who does what with which files. `seen`: what went over the wire that must not tell a word."""

    def __init__(self, area: Area, cast: Cast) -> None:
        self.area, self.cast = area, cast
        self.seen: dict[str, bytes] = {}

    def as_(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(self.cast[name])
        return client

    def hand_in(self, name: str, rows: list[dict[str, str]]) -> Batch:
        file = SimpleUploadedFile(name, as_csv(rows))
        sent = {"area": self.area.pk, "kind": "case-notes", "file": file, "create_places": "on"}
        answer = self.as_("steward").post("/batches/new/", sent)
        assert answer.status_code == 302, answer.content
        self.seen[f"queue with {name}"] = queued()
        return Batch.objects.get(file_name=name)

    def load(self, batch: Batch) -> None:
        """Checked by a worker, signed for, loaded by a worker."""
        until(batch, "checked")
        signed = {"basis": next(iter(BASES)), "checks": list(CHECKS), "create_places": "on"}
        assert self.as_("steward").post(f"/batches/{batch.pk}/accept/", signed).status_code == 302
        self.seen[f"queue when {batch.pk} is accepted"] = queued()
        until(batch, "loaded")

    def refused(self, who: str, address: str, status: int, **form: Any) -> None:
        client = self.as_(who)
        answer = client.post(address, form) if form else client.get(address)
        assert answer.status_code == status, (address, answer.status_code)
        self.seen[f"{status} at {address}"] = answer.content


def until(batch: Batch, status: str) -> None:
    for _ in range(600):
        batch.refresh_from_db()
        if batch.status == status:
            return
        time.sleep(0.1)
    raise AssertionError(f"{batch.file_name} is {batch.status}, not {status}.")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the workers are processes beside a real server")
def test_a_word_of_the_notes_is_nowhere_else_after_a_whole_round(
    transactional_db: None,
    area: Area,
    catalogue: None,
    cast: Cast,
    temporary: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    round_ = Round(area, cast)
    first = round_.hand_in(
        "first.csv", [*notes("A1", "A2", narrative=CLEAN, **FACTS), *notes("A3", "A4", "A5", narrative=FOUND, **FACTS)]
    )
    with Workers(tmp_path, {**environment(), "LOG_LEVEL": "DEBUG"}, level="DEBUG") as workers:
        round_.load(first)
        again = [
            *notes("A1", narrative=f"{CLEAN} Other", **FACTS),
            *notes("A6", narrative=CLEAN, **FACTS | {"age_band": "83"}),
        ]
        second = round_.hand_in("second.csv", [*again, *notes("A7", narrative=CLEAN, **FACTS)])
        round_.load(second)
        third = round_.hand_in("third.csv", notes("A8", narrative=CLEAN, **FACTS))
        round_.load(third)
        worked = workers.log
    decide_held_rows(round_, first)
    look_at_conflicts(round_, second)
    withdraw(batch=third, by=cast.steward)
    cancel(batch=round_.hand_in("fourth.csv", notes("A9", narrative=CLEAN, **FACTS)), by=cast.steward)
    review(round_, monkeypatch)
    figures(round_)
    assert CaseNote.objects.filter(narrative__contains=MARKER).exists()
    assert MARKER not in repr(list(Batch.objects.values()))
    for batch in (first, second):
        Batch.objects.filter(pk=batch.pk).update(keep_until=timezone.localdate() - timedelta(days=1))
        purge(batch_id=batch.pk)
    seen = round_.seen | {"worker's log": worked.read_bytes(), "logs": caplog.text.encode(), "queue": queued()}
    assert all(seen[place] for place in ("worker's log", "logs", "queue with first.csv"))
    assert b"task_id=" in seen["worker's log"]  # its lines say of which job they are
    assert [place for place, content in seen.items() if MARKER.encode() in unpacked(content)] == []
    assert tables_with(MARKER) == []
    assert files_with(MARKER, temporary, Path(configured.VAR_DIR)) == []
    assert not list((Path(configured.VAR_DIR) / "uploads").glob("*.csv"))
    assert not [message for message in sent_by_mail() if MARKER in message]
    assert not CaseNote.objects.filter(narrative__contains=MARKER).exists()
    assert not HeldRow.objects.filter(state=HeldRow.State.WAITING).exists()  # decided ones stay, without a text


def decide_held_rows(round_: Round, batch: Batch) -> None:
    redacted, kept, left_out = HeldRow.objects.filter(batch=batch)
    by = round_.cast.steward
    for row in (redacted, kept, left_out):
        assert MARKER in round_.as_("steward").get(f"/batches/{batch.pk}/held/{row.pk}/").content.decode()
    round_.refused("gp", f"/batches/{batch.pk}/held/{left_out.pk}/", 404)
    round_.refused("lead", f"/batches/{batch.pk}/held/{left_out.pk}/", 404)
    held.redact(batch=batch, findings=_findings(redacted), by=by)
    held.keep(batch=batch, findings=_findings(kept), reason="Invented", by=by)
    held.leave_out(batch=batch, rows=[left_out.pk], by=by)
    round_.refused("steward", f"/batches/{batch.pk}/accept/", 403, basis="other")


def look_at_conflicts(round_: Round, batch: Batch) -> None:
    steward = round_.as_("steward")
    assert MARKER in steward.get(f"/batches/{batch.pk}/conflicts/").content.decode()
    assert MARKER.encode() in unpacked(steward.post(f"/batches/{batch.pk}/to-mend/").content)
    round_.refused("lead", f"/batches/{batch.pk}/conflicts/", 403)


def review(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    """One note judged, revealed and agreed through the pages' own writers; a draft left; the page broken once."""
    cast, members = round_.cast, {"gp": round_.cast.gp, "district-nurse": round_.cast.nurse}
    read = CaseNote.objects.filter(narrative__contains=MARKER).order_by("pk")[:2]
    made = workshop(panel(round_.area, members), cast.facilitator, read, mode="independent")
    place = WorkshopNote.objects.filter(workshop=made).first()
    assert place is not None
    at = {"workshop_id": made.pk, "note_id": place.pk}
    address = f"/workshops/{made.pk}/notes/{place.pk}/"
    sitting.open_note(**at, by=cast.facilitator)
    assert MARKER in round_.as_("gp").get(address).content.decode()
    with monkeypatch.context() as broken:
        broken.setattr("reviews.views.evidence_page.sections", _breaks)
        round_.refused("gp", address, 500)
    sitting.submit_judgement(**at, answers=NO, whole=True, by=cast.gp)
    sitting.submit_judgement(**at, answers=NO, whole=True, by=cast.nurse)
    sitting.reveal_note(**at, by=cast.facilitator)
    sitting.record_agreed_review(**at, answers={**NO, **ROOM}, whole=True, by=cast.facilitator)
    round_.refused("viewer", address, 404)
    round_.refused("outsider", address, 404)
    round_.refused("gp", f"{address}agreed-review/", 403, best_pathway="yes")


def _breaks(narrative: str, *more: Any) -> None:
    raise ValueError("a mistake of ours on a page with a note on it")


def figures(round_: Round) -> None:
    rollup_area(round_.area.pk)
    for form in ("csv", "xlsx", "json"):
        answer = round_.as_("lead").get(f"/areas/{round_.area.slug}/export/{form}/")
        assert answer.status_code == 200
        round_.seen[f"export as {form}"] = answer.content


def _findings(row: HeldRow) -> list[int]:
    return list(HeldFinding.objects.filter(row=row).values_list("pk", flat=True))
