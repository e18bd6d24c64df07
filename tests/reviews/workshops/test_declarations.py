"""What a reader says about a note itself: from whom it is hidden then, what stays, and how the room goes on."""

from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from areas.models import Area, Membership
from config.errors import NotAllowed
from reviews import access
from reviews.models import AgreedReview, Declaration, Judgement, Panel, Workshop, WorkshopNote
from reviews.workshops import planning, sitting
from reviews.workshops.declarations import declare
from reviews.workshops.hidden import KNOWS_PERSON, REPORTED, NoteHidden
from reviews.workshops.spread_of import submitted_in, submitted_on
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM, YES

MARK = "marmalade-cat"  # only in the narrative of the first note
READERS = ["gp", "nurse", "social_worker", "facilitator", "lead"]


@pytest.fixture
def workshop(panel: Panel, cast: Cast, area: Area) -> Workshop:
    marked = make.notes(area, 1, narrative=f"On the ward:\nShe asked after her {MARK}.")
    return make.workshop(panel, cast.facilitator, [*marked, *make.notes(area, 2)], mode="independent")


@pytest.fixture
def opened(place: WorkshopNote, cast: Cast) -> WorkshopNote:
    return sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=cast.facilitator)


def act(name: str, place: WorkshopNote, by, **more: Any) -> Any:
    return getattr(sitting, name)(workshop_id=place.workshop_id, note_id=place.pk, by=by, **more)


def judge(place: WorkshopNote, by, answers=NO) -> Any:
    return act("submit_judgement", place, by, answers=answers, whole=True)


def say(kind: str, place: WorkshopNote, by) -> Declaration:
    return declare(workshop_id=place.workshop_id, note_id=place.pk, kind=kind, by=by).declaration


def bytes_about(client: Client, place: WorkshopNote) -> str:
    """All that this person can get about the note, headers too."""
    where, api = [place.workshop_id, place.pk], f"/api/v1/workshops/{place.workshop_id}"
    addresses = [
        "/", reverse("reviews:workshop", args=where[:1]), reverse("reviews:next", args=where[:1]),
        *(reverse(f"reviews:{name}", args=where) for name in ("judge", "agree", "live-judge", "live-agree")),
        *(reverse("reviews:declare", args=[*where, kind]) for kind in Declaration.Kind.values),
        f"{api}/", f"{api}/notes/{place.pk}/judgement/", f"{api}/notes/{place.pk}/agreed-review/",
        reverse("reviews:choose-notes", args=where[:1]),
    ]  # fmt: skip
    if place.workshop.mode == "independent":
        addresses.append(f"{api}/next/")
    answers = [client.get(address, follow=True) for address in addresses]
    answers.append(client.put(f"{api}/notes/{place.pk}/judgement/", {}, content_type="application/json"))
    answers.append(client.put(f"{api}/notes/{place.pk}/agreed-review/", {}, content_type="application/json"))
    return "".join(f"{dict(answer.headers)} {answer.content.decode()}" for answer in answers)


# --- I know this person ----------------------------------------------------------------------------------------------


def test_who_knows_the_person_gets_no_byte_of_the_note(signed_in, opened, cast: Cast) -> None:
    client = signed_in(cast.gp)
    assert MARK in bytes_about(client, opened)
    say("knows-person", opened, cast.gp)
    told = bytes_about(client, opened)
    assert MARK not in told
    assert KNOWS_PERSON in told


def test_the_facilitator_who_knows_the_person_sees_neither_note_nor_answers(signed_in, opened, cast: Cast) -> None:
    judge(opened, cast.gp, {**NO, "comment": MARK})
    act("reveal_note", opened, cast.lead)
    client = signed_in(cast.facilitator)
    assert MARK in bytes_about(client, opened)
    say("knows-person", opened, cast.facilitator)
    assert MARK not in bytes_about(client, opened)
    for name in ("open_note", "reveal_note", "undo_reveal"):
        with pytest.raises(NoteHidden):
            act(name, opened, cast.facilitator)
    act("skip_note", opened, cast.facilitator)  # and so the room goes on, with a note that they may read
    assert access.open_place(cast.lead, opened.workshop).position == 2


def test_the_others_read_on(signed_in, opened, cast: Cast) -> None:
    say("knows-person", opened, cast.gp)
    for name in ("nurse", "facilitator", "lead"):
        assert MARK in bytes_about(signed_in(cast[name]), opened), name


def test_it_holds_in_every_workshop_that_reads_the_note(signed_in, opened, panel: Panel, cast: Cast) -> None:
    say("knows-person", opened, cast.gp)
    act("skip_note", opened, cast.facilitator)
    other = make.workshop(panel, cast.lead, [opened.note], name="Wednesday")
    again = other.notes.get()
    assert MARK not in bytes_about(signed_in(cast.gp), again)
    assert access.to_judge(cast.gp, other) is None
    assert access.to_judge(cast.nurse, other) == again


def test_nobody_waits_for_who_knows_the_person(opened: WorkshopNote, cast: Cast) -> None:
    judge(opened, cast.nurse)
    say("knows-person", opened, cast.gp)
    place = access.workshop_note_for(cast.facilitator, opened.workshop_id, opened.pk)
    assert sum(each.of for each in submitted_on(place.pk, place.workshop.panel_id)) == 2
    assert sum(each.apart for each in submitted_on(place.pk, place.workshop.panel_id)) == 1


def test_what_they_had_judged_is_kept_and_not_counted(signed_in, opened, cast: Cast) -> None:
    judge(opened, cast.gp, {**YES, "comment": "of the GP alone"})
    judge(opened, cast.nurse, NO)
    say("knows-person", opened, cast.gp)
    assert submitted_in(opened.workshop) == {opened.pk: [("district-nurse", 1)]}
    act("reveal_note", opened, cast.facilitator)
    page = signed_in(cast.facilitator).get(reverse("reviews:agree", args=[opened.workshop_id, opened.pk])).content
    assert b"1 judgement submitted before the reveal" in page
    assert b"of the GP alone" not in page
    assert Judgement.objects.get(by=cast.gp).comment == "of the GP alone"


def test_who_knows_the_person_cannot_judge(opened: WorkshopNote, cast: Cast) -> None:
    say("knows-person", opened, cast.gp)
    with pytest.raises(NoteHidden, match="know this person"):
        judge(opened, cast.gp)


def test_the_room_reads_how_many_take_no_part(signed_in, opened, cast: Cast) -> None:
    say("knows-person", opened, cast.gp)
    for name, page in (("facilitator", "agree"), ("nurse", "judge")):
        text = signed_in(cast[name]).get(reverse(f"reviews:{page}", args=[opened.workshop_id, opened.pk])).content
        assert b"1 not taking part" in text, name
        assert b"GP submitted" not in text


# --- This identifies someone -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["independent", "together"])
def test_a_reported_note_is_hidden_from_everybody_at_once(signed_in, opened, cast: Cast, mode: str) -> None:
    Workshop.objects.update(mode=mode)
    opened.workshop.mode = mode
    for name in READERS:
        assert MARK in bytes_about(signed_in(cast[name]), opened), name
    say("identifies", opened, cast.nurse)
    for name in [*READERS, "steward", "admin", "viewer"]:
        told = bytes_about(signed_in(cast[name]), opened)
        assert MARK not in told, name
        assert (REPORTED in told) == (name in {*READERS, "admin"}), name


@pytest.mark.parametrize("revealed", [False, True])
def test_it_leaves_every_room_that_it_was_before(opened, panel: Panel, cast: Cast, revealed: bool) -> None:
    if revealed:
        act("reveal_note", opened, cast.facilitator)
    other = make.workshop(panel, cast.lead, [opened.note], name="Wednesday").notes.get()
    act("open_note", other, cast.lead)
    before = dict(Workshop.objects.values_list("pk", "revision"))
    say("identifies", opened, cast.gp)
    phases = set(WorkshopNote.objects.filter(note=opened.note_id).values_list("phase", flat=True))
    assert phases == {"skipped"}
    assert {room.pk: room.revision - 1 for room in Workshop.objects.all()} == before


def test_nothing_can_be_done_with_it_until_a_steward_decides(opened: WorkshopNote, cast: Cast, area: Area) -> None:
    judge(opened, cast.gp)
    say("identifies", opened, cast.gp)
    for name in ("open_note", "reveal_note", "undo_reveal"):
        with pytest.raises(NoteHidden):
            act(name, opened, cast.facilitator)
    with pytest.raises(NoteHidden):
        judge(opened, cast.nurse)
    with pytest.raises(NoteHidden):
        act("record_agreed_review", opened, cast.facilitator, answers={**NO, **ROOM}, whole=True)
    sitting.close_workshop(workshop_id=opened.workshop_id, by=cast.facilitator)
    assert opened.note not in planning.free_notes(area.pk)
    assert Judgement.objects.count() == 1


def test_an_agreed_review_of_a_reported_note_stays_counted(opened: WorkshopNote, cast: Cast) -> None:
    act("reveal_note", opened, cast.facilitator)
    act("record_agreed_review", opened, cast.facilitator, answers={**NO, **ROOM}, whole=True)
    say("identifies", opened, cast.lead)
    opened.refresh_from_db()
    assert (opened.phase, AgreedReview.objects.count()) == ("agreed", 1)
    with pytest.raises(NoteHidden):
        act("record_agreed_review", opened, cast.facilitator, answers={**YES, **ROOM}, whole=True)


def test_the_listing_says_so(signed_in, opened, cast: Cast) -> None:
    say("knows-person", opened, cast.gp)
    page = signed_in(cast.gp).get(f"/workshops/{opened.workshop_id}/").content
    assert b"Hidden from you" in page
    say("identifies", opened, cast.nurse)
    for name in READERS:
        page = signed_in(cast[name]).get(f"/workshops/{opened.workshop_id}/").content
        assert b"Hidden: a steward looks at it" in page, name


# --- Who may say it, and how often -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Declaration.Kind.values)
def test_saying_it_twice_is_saying_it_once(opened: WorkshopNote, cast: Cast, kind: str) -> None:
    before = Workshop.objects.get().revision
    first = say(kind, opened, cast.gp)
    assert say(kind, opened, cast.gp) == first
    assert AuditEvent.objects.filter(action="note.declared").count() == 1
    assert Workshop.objects.get().revision == before + 1


def test_only_readers_can_say_it(opened: WorkshopNote, cast: Cast, area: Area) -> None:
    for name in ("outsider", "viewer", "steward"):
        with pytest.raises(Http404):
            say("identifies", opened, cast[name])
    Membership.objects.create(area=area, user=cast.viewer, role="facilitator")  # of the area, not of this workshop
    with pytest.raises(NotAllowed, match="Only members of this panel"):
        say("identifies", opened, cast.viewer)
    assert not Declaration.objects.exists()


def test_an_unknown_kind_is_not_there(signed_in, opened, cast: Cast) -> None:
    address = reverse("reviews:declare", args=[opened.workshop_id, opened.pk, "boring"])
    assert signed_in(cast.gp).post(address).status_code == 404


@pytest.mark.parametrize("kind", Declaration.Kind.values)
def test_it_is_confirmed_without_scripts(signed_in, opened, cast: Cast, kind: str) -> None:
    client, where = signed_in(cast.gp), [opened.workshop_id, opened.pk]
    address = reverse("reviews:declare", args=[*where, kind])
    assert address in client.get(reverse("reviews:judge", args=where)).content.decode()
    asked = client.get(address)
    assert b"What will happen with note 1" in asked.content
    assert MARK not in asked.content.decode()
    assert not Declaration.objects.exists()  # looking does nothing
    answer = client.post(address, follow=True)
    assert answer.redirect_chain == [(reverse("reviews:workshop", args=where[:1]), 302)]
    assert Declaration.objects.get().kind == kind


@pytest.mark.parametrize(("who", "page"), [("nurse", "judge"), ("facilitator", "agree")])
def test_a_page_leaves_at_once_when_its_note_is_hidden(signed_in, opened, cast: Cast, who: str, page: str) -> None:
    """Even from under somebody who types: or the note would stay on the screen."""
    address, client = reverse(f"reviews:live-{page}", args=[opened.workshop_id, opened.pk]), signed_in(cast[who])
    assert "data-at-once" not in client.get(address).content.decode()
    say("identifies", opened, cast.gp)
    answer = client.get(address).content.decode()
    assert 'data-moment="hidden"' in answer
    assert f'data-go="{reverse("reviews:workshop", args=[opened.workshop_id])}"' in answer
    assert "data-at-once" in answer


# --- The API ---------------------------------------------------------------------------------------------------------


def test_the_api_takes_a_declaration_once(signed_in, opened, cast: Cast) -> None:
    client, api = signed_in(cast.gp), f"/api/v1/workshops/{opened.workshop_id}"
    address = f"{api}/notes/{opened.pk}/declaration/"
    for status in (201, 200):
        answer = client.post(address, {"kind": "knows-person"}, content_type="application/json")
        assert (answer.status_code, answer.json()["kind"]) == (status, "knows-person")
    assert [note["hidden"] for note in client.get(f"{api}/").json()["notes"]] == [True, False, False]
    assert client.get(f"{api}/next/").status_code == 204
    refused = client.get(f"{api}/notes/{opened.pk}/judgement/")
    assert (refused.status_code, refused.json()["detail"]) == (403, KNOWS_PERSON)
    others = signed_in(cast.nurse).get(f"{api}/").json()["notes"]
    assert [note["hidden"] for note in others] == [False, False, False]


def test_the_api_refuses_other_words(signed_in, opened, cast: Cast) -> None:
    address = f"/api/v1/workshops/{opened.workshop_id}/notes/{opened.pk}/declaration/"
    answer = signed_in(cast.gp).post(address, {"kind": "boring"}, content_type="application/json")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["kind"])
    assert (
        signed_in(cast.outsider).post(address, {"kind": "identifies"}, content_type="application/json").status_code
        == 404
    )
