"""A note that a data steward retires is read no more, wherever it is; what was agreed about it stays."""

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from areas.models import Area
from reviews.models import AgreedReview, CaseNote, Declaration, WorkshopNote
from reviews.workshops import sitting
from reviews.workshops.declarations import declare
from reviews.workshops.hidden import NoteHidden
from reviews.workshops.retiring import retire
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM
from tests.reviews.workshops.test_races import ROUNDS, together


def address(note: CaseNote, name: str = "retire-note") -> str:
    return reverse(f"reviews:{name}", args=[note.batch_id, note.pk][: 2 if name == "retire-note" else 1])


def test_it_leaves_the_room_that_reads_it(place: WorkshopNote, cast: Cast) -> None:
    sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=cast.facilitator)
    retire(batch_id=place.note.batch_id, note_id=place.note_id, by=cast.steward)
    place.refresh_from_db()
    assert place.phase == "skipped" and place.note.retired_at
    with pytest.raises(NoteHidden):
        sitting.submit_judgement(
            workshop_id=place.workshop_id, note_id=place.pk, answers=NO, whole=True, by=cast.gp
        )  # fmt: skip


def test_what_was_agreed_about_it_stays(place: WorkshopNote, cast: Cast) -> None:
    sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=cast.facilitator)
    sitting.record_agreed_review(
        workshop_id=place.workshop_id, note_id=place.pk, answers={**NO, **ROOM}, whole=True, by=cast.facilitator
    )
    retire(batch_id=place.note.batch_id, note_id=place.note_id, by=cast.steward)
    assert AgreedReview.objects.filter(note=place.note_id).count() == 1


def test_a_report_that_waits_is_settled_with_it(place: WorkshopNote, cast: Cast) -> None:
    sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=cast.facilitator)
    declare(workshop_id=place.workshop_id, note_id=place.pk, kind="identifies", by=cast.facilitator)
    retire(batch_id=place.note.batch_id, note_id=place.note_id, by=cast.steward)
    assert Declaration.objects.get().outcome == "retired"
    assert CaseNote.objects.get(pk=place.note_id).retired_at


@pytest.mark.parametrize("who", ["lead", "facilitator", "gp", "viewer", "outsider"])
def test_only_a_steward_of_the_area_may(place: WorkshopNote, cast: Cast, who: str) -> None:
    with pytest.raises(Http404):
        retire(batch_id=place.note.batch_id, note_id=place.note_id, by=cast[who])
    client = Client()
    client.force_login(cast[who])
    assert client.get(address(place.note)).status_code == 404
    assert client.get(address(place.note, "batch-notes")).status_code == (403 if who == "lead" else 404)


def test_it_is_retired_from_the_list_after_one_more_question(place: WorkshopNote, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.steward)
    page = client.get(address(place.note, "batch-notes")).content.decode()
    assert address(place.note) in page and place.note.narrative[:40] not in page
    assert "can’t be taken back" in client.get(address(place.note)).content.decode()
    assert CaseNote.objects.filter(retired_at=None).count() == 5
    page = client.post(address(place.note), follow=True).content.decode()
    assert "is retired" in page and address(place.note) not in page


def test_the_list_takes_as_many_queries_for_many_notes_as_for_few(catalogue: None, area: Area, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.steward)

    def queries(number: int) -> int:
        note = make.notes(area, number)[0]
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address(note, "batch-notes")).status_code == 200
        return len(counted)

    assert queries(3) == queries(40)


@pytest.mark.django_db(transaction=True)
def test_two_who_retire_a_note_at_once_retire_it_once(catalogue: None, area: Area, cast: Cast) -> None:
    for note in make.notes(area, ROUNDS):

        def act(note: CaseNote = note) -> CaseNote:
            return retire(batch_id=note.batch_id, note_id=note.pk, by=cast.steward)

        assert not [each for each in together(act, act) if isinstance(each, Exception)]
        assert AuditEvent.objects.filter(action="note.retired", on_id=str(note.pk)).count() == 1
