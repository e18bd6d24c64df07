"""What a data steward sees and decides: only in their areas, only while it waits, once, and with their name to it."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from areas.models import Area, Membership
from config.errors import NotAllowed
from reviews import access
from reviews.models import AgreedReview, Declaration, Panel, Workshop, WorkshopNote
from reviews.workshops import sitting
from reviews.workshops.declarations import DECIDED, decide, declare, take_back
from reviews.workshops.reported import undecided
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM

NOT_STEWARDS = ["gp", "facilitator", "lead", "viewer", "outsider"]


@pytest.fixture
def said(place: WorkshopNote, cast: Cast) -> Declaration:
    """A nurse has reported the first note."""
    where = {"workshop_id": place.workshop_id, "note_id": place.pk}
    return declare(**where, kind="identifies", by=cast.nurse).declaration


@pytest.fixture
def known(place: WorkshopNote, cast: Cast) -> Declaration:
    """The GP has said that they know the person of the first note."""
    where = {"workshop_id": place.workshop_id, "note_id": place.pk}
    return declare(**where, kind="knows-person", by=cast.gp).declaration


def page_of(declaration: Declaration) -> str:
    return reverse("reviews:reported-note", args=[declaration.note_id])


# --- What is seen ----------------------------------------------------------------------------------------------------


def test_the_steward_is_told_on_the_start_page(signed_in, said, cast: Cast) -> None:
    assert b"1 note reported as identifying someone" in signed_in(cast.steward).get("/").content
    for name in ("nurse", "facilitator", "lead", "viewer", "outsider"):
        assert b"reported as identifying someone" not in signed_in(cast[name]).get("/").content, name


def test_the_steward_reads_who_reported_what_and_where(signed_in, said, cast: Cast) -> None:
    listed = signed_in(cast.steward).get(reverse("reviews:reported")).content.decode()
    for told in (said.note.reference, "by Nurse", "Tuesday", f"Batch {said.note.batch_id}, notes.csv"):
        assert told in listed
    assert "kitchen floor" not in listed
    assert "kitchen floor" in signed_in(cast.steward).get(page_of(said)).content.decode()


@pytest.mark.parametrize("name", NOT_STEWARDS)
def test_to_others_a_reported_note_is_not_there(signed_in, said, known, cast: Cast, name: str) -> None:
    client = signed_in(cast[name])
    assert said.note.reference not in client.get(reverse("reviews:reported")).content.decode()
    assert said.note.reference not in client.get(reverse("reviews:known-people")).content.decode()
    nobodys = reverse("reviews:reported-note", args=[999999])
    assert client.get(page_of(said)).status_code == client.get(nobodys).status_code == 404
    assert client.post(page_of(said), {"outcome": "retired"}).status_code == 404
    assert client.post(reverse("reviews:take-back", args=[known.pk])).status_code == 404
    assert Declaration.objects.filter(outcome="").count() == 2


def test_a_note_that_nobody_reported_is_not_there_for_a_steward_either(signed_in, place, cast: Cast) -> None:
    assert signed_in(cast.steward).get(reverse("reviews:reported-note", args=[place.note_id])).status_code == 404


def test_lists_cost_the_same_at_1_and_20(signed_in, said, known, cast: Cast, area: Area, panel: Panel) -> None:
    client, costs = signed_in(cast.steward), []
    for number in (0, 20):
        if number:
            workshop = make.workshop(panel, cast.facilitator, make.notes(area, number), name="Wednesday")
            for place in workshop.notes.all():
                for kind in Declaration.Kind.values:
                    declare(workshop_id=workshop.pk, note_id=place.pk, kind=kind, by=cast.gp)
        for name in ("reported", "known-people"):
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse(f"reviews:{name}"))
            costs.append(len(captured))
    assert costs[:2] == costs[2:]


# --- What is decided -------------------------------------------------------------------------------------------------


def test_showing_it_again_takes_a_reason(signed_in, said, cast: Cast) -> None:
    client = signed_in(cast.steward)
    refused = client.post(page_of(said), {"outcome": "released", "reason": " "})
    assert b"Enter why this note identifies nobody" in refused.content
    with pytest.raises(NotAllowed, match="Enter why"):
        decide(note_id=said.note_id, outcome="released", reason="", by=cast.steward)
    said.refresh_from_db()
    assert (said.outcome, said.note.hidden_at is None) == ("", False)


def test_a_note_shown_again_is_read_judged_and_recorded_again(signed_in, said, place, cast: Cast) -> None:
    answer = signed_in(cast.steward).post(page_of(said), {"outcome": "released", "reason": "A cat’s name."})
    assert answer.headers["Location"] == reverse("reviews:reported")
    said.refresh_from_db()
    assert (said.outcome, said.decided_by, said.reason) == ("released", cast.steward, "A cat’s name.")
    where = {"workshop_id": place.workshop_id, "note_id": place.pk}
    assert sitting.submit_judgement(**where, answers=NO, whole=True, by=cast.gp).changed
    assert sitting.record_agreed_review(**where, answers={**NO, **ROOM}, whole=True, by=cast.facilitator).changed
    assert Workshop.objects.get().revision >= 2  # pages followed it away and back


def test_a_retired_note_leaves_the_queues_and_its_review_stays(signed_in, place, places, cast: Cast) -> None:
    where = {"workshop_id": place.workshop_id, "note_id": place.pk}
    sitting.record_agreed_review(**where, answers={**NO, **ROOM}, whole=True, by=cast.facilitator)
    for each in places[:2]:
        declare(workshop_id=each.workshop_id, note_id=each.pk, kind="identifies", by=cast.nurse)
        signed_in(cast.steward).post(reverse("reviews:reported-note", args=[each.note_id]), {"outcome": "retired"})
    assert AgreedReview.objects.count() == 1
    assert access.to_record(cast.facilitator, place.workshop) == places[2]
    page = signed_in(cast.facilitator).get(f"/workshops/{place.workshop_id}/").content.decode()
    assert page.count("Retired") == 2
    for name in ("judge", "agree"):
        answer = signed_in(cast.lead).get(reverse(f"reviews:{name}", args=[place.workshop_id, place.pk]))
        assert (answer.status_code, b"kitchen floor" in answer.content) == (403, False)


def test_once_decided_the_page_tells_what_and_no_longer_the_note(signed_in, said, cast: Cast) -> None:
    decide(note_id=said.note_id, outcome="retired", reason="Her street.", by=cast.steward)
    page = signed_in(cast.steward).get(page_of(said)).content.decode()
    assert "Her street." in page
    assert "kitchen floor" not in page
    assert not undecided(cast.steward).exists()


def test_the_same_decision_twice_is_one_and_another_is_refused(said: Declaration, cast: Cast) -> None:
    for _ in range(2):
        decide(note_id=said.note_id, outcome="retired", reason="", by=cast.steward)
    with pytest.raises(NotAllowed, match=DECIDED):
        decide(note_id=said.note_id, outcome="released", reason="No.", by=cast.admin)
    assert AuditEvent.objects.filter(action="note.retired").count() == 1


def test_one_decision_settles_every_report(said: Declaration, place: WorkshopNote, cast: Cast) -> None:
    declare(workshop_id=place.workshop_id, note_id=place.pk, kind="identifies", by=cast.gp)
    decide(note_id=said.note_id, outcome="released", reason="A cat.", by=cast.steward)
    assert set(Declaration.objects.values_list("outcome", flat=True)) == {"released"}


def test_it_can_be_reported_again_afterwards(said: Declaration, place: WorkshopNote, cast: Cast) -> None:
    decide(note_id=said.note_id, outcome="released", reason="A cat.", by=cast.steward)
    declare(workshop_id=place.workshop_id, note_id=place.pk, kind="identifies", by=cast.nurse)
    assert list(undecided(cast.steward)) == [said.note]


def test_the_trail_has_who_did_what_and_no_reason(said: Declaration, cast: Cast) -> None:
    decide(note_id=said.note_id, outcome="released", reason="Not her street.", by=cast.steward)
    trail = AuditEvent.objects.filter(on_type="reviews.casenote").order_by("pk")
    assert [(each.action, each.by) for each in trail] == [
        ("note.declared", cast.nurse),
        ("note.shown-again", cast.steward),
    ]
    assert "street" not in str([each.detail for each in trail])


# --- Who knows a person ----------------------------------------------------------------------------------------------


def test_a_slip_is_taken_back_by_a_steward(signed_in, known, place, cast: Cast) -> None:
    page = signed_in(cast.steward).get(reverse("reviews:known-people")).content.decode()
    assert "Gp may read" in page
    signed_in(cast.steward).post(reverse("reviews:take-back", args=[known.pk]))
    assert not Declaration.objects.exists()
    assert AuditEvent.objects.get(action="note.declaration-taken-back").detail["user"] == cast.gp.pk
    assert signed_in(cast.gp).get(reverse("reviews:judge", args=[place.workshop_id, place.pk])).status_code == 200


def test_a_report_is_not_taken_back_but_decided(said: Declaration, cast: Cast) -> None:
    with pytest.raises(Http404):
        take_back(declaration_id=said.pk, by=cast.steward)


def test_a_steward_of_another_area_sees_nothing(known, said, cast: Cast, other_area: Area) -> None:
    assert not Membership.objects.filter(user=cast.outsider).exclude(area=other_area).exists()
    for act in (
        lambda: decide(note_id=said.note_id, outcome="retired", reason="", by=cast.outsider),
        lambda: take_back(declaration_id=known.pk, by=cast.outsider),
    ):
        with pytest.raises(Http404):
            act()
