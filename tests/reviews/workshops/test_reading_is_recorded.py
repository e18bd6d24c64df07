"""Whoever is shown the words of a note stands in the trail before they are."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts import audit
from accounts.models import AuditEvent, User
from areas.models import Area
from reviews.models import Batch, Panel, WorkshopNote
from reviews.workshops import sitting
from reviews.workshops.declarations import declare
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM


@pytest.fixture
def place(area: Area, panel: Panel, cast: Cast) -> WorkshopNote:
    return make.workshop(panel, cast.facilitator, make.notes(area, 2)).notes.first()


def readings(by: User) -> list[tuple[str, str, int | None]]:
    """(action, what of, area) of all that this person was shown."""
    found = AuditEvent.objects.filter(by=by).exclude(once=None).order_by("pk")
    return [(event.action, event.on_id, event.area_id) for event in found]


def test_the_pages_of_a_note_once_an_hour_and_session(signed_in, cast: Cast, place: WorkshopNote) -> None:
    client = signed_in(cast.gp)
    address = reverse("reviews:judge", args=[place.workshop_id, place.pk])
    for _ in range(3):
        assert client.get(address).status_code == 200
    note = ("note.read", str(place.note_id), place.note.area_id)
    assert readings(cast.gp) == [note]
    client.logout()
    signed_in(cast.gp).get(address)
    assert readings(cast.gp) == [note, note]


def test_who_is_shown_nothing_is_not_in_the_trail(signed_in, cast: Cast, place: WorkshopNote) -> None:
    for user in (cast.viewer, cast.outsider):
        address = reverse("reviews:judge", args=[place.workshop_id, place.pk])
        assert signed_in(user).get(address).status_code in (403, 404)
        assert readings(user) == []


def test_the_facilitators_page_the_api_and_the_agreed_review(signed_in, cast: Cast, place: WorkshopNote) -> None:
    where = {"workshop_id": place.workshop_id, "note_id": place.pk}
    signed_in(cast.facilitator).get(reverse("reviews:agree", args=where.values()))
    signed_in(cast.nurse).get(f"/api/v1/workshops/{place.workshop_id}/next/")
    review = sitting.record_agreed_review(
        **where, answers={**NO, **ROOM}, whole=True, revision=0, open_next=False, private_note=None, by=cast.facilitator
    ).row
    signed_in(cast.gp).get(reverse("reviews:judge", args=where.values()))
    signed_in(cast.lead).get(reverse("reviews:agreed-review", args=["kent", review.pk]))
    signed_in(cast.facilitator).get(reverse("reviews:new-case", args=["kent", review.pk]))
    note = ("note.read", str(place.note_id), place.note.area_id)
    agreed = ("agreed-review.read", *note[1:])
    assert [readings(cast[who]) for who in ("facilitator", "nurse", "gp", "lead")] == [
        [note, agreed], [note], [note], [agreed],
    ]  # fmt: skip


def test_a_reported_note_that_a_steward_decides_about(signed_in, cast: Cast, place: WorkshopNote) -> None:
    declare(workshop_id=place.workshop_id, note_id=place.pk, kind="identifies", by=cast.nurse)
    signed_in(cast.steward).get(reverse("reviews:reported-note", args=[place.note_id]))
    assert readings(cast.steward) == [("note.read", str(place.note_id), place.note.area_id)]


def test_rows_that_are_held_and_notes_of_a_batch(client: Client, catalogue: None, area: Area, cast: Cast) -> None:
    batch: Batch = make.held(area, "Seen with Mrs Fairweather today.")
    client.force_login(cast.steward)
    row = batch.held_rows.get()
    for address in (f"held/{row.pk}/", "held/"):
        assert client.get(f"/batches/{batch.pk}/{address}").status_code == 200
    (note,) = make.notes(area, 1)
    assert client.get(f"/batches/{note.batch_id}/passport/").status_code == 200
    actions = [("batch.held-row-read", batch), ("batch.held-rows-read", batch), ("batch.notes-read", note.batch)]
    assert readings(cast.steward) == [(action, str(of.pk), area.pk) for action, of in actions]
    assert AuditEvent.objects.get(action="batch.notes-read").detail == {"notes": [note.pk]}


def test_a_note_that_cannot_be_recorded_is_not_shown(
    signed_in, cast: Cast, place: WorkshopNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **given: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(audit, "read", fails)
    client = signed_in(cast.gp)
    client.raise_request_exception = False
    answer = client.get(reverse("reviews:judge", args=[place.workshop_id, place.pk]))
    assert answer.status_code == 500
    assert place.note.narrative not in answer.content.decode()
