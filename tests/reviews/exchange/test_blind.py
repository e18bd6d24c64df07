"""Until an exchange is complete neither side learns from any page who the other is or what it answered."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from areas.models import Area
from reviews.models import CaseNote, Exchange, Panel, Workshop
from reviews.workshops import declarations, sitting
from tests.conftest import Cast
from tests.factories import exchanges as given
from tests.factories import workshops as make
from tests.factories.workshops import YES
from tests.reviews.exchange.conftest import MARK

# What would tell the reading side whose notes they are, or what was answered.
OF_KENT = ["Kent", "kent", "Thanet", "Margate hospital", "Broadstairs", MARK, "Tuesday"]
OF_SWINDON = ["Swindon", "swindon"]


def everything(client: Client, workshop: Workshop, exchange: Exchange) -> str:
    """All that this person can get about a workshop and its exchange, but for the words of the note itself."""
    place, api = workshop.notes.all()[1], f"/api/v1/workshops/{workshop.pk}"
    where = [workshop.pk, place.pk]
    addresses = [
        "/", reverse("reviews:workshops"), reverse("reviews:workshop", args=[workshop.pk]), reverse("reviews:panels"),
        reverse("reviews:judge", args=where), reverse("reviews:agree", args=where),
        reverse("reviews:live-judge", args=where), reverse("reviews:live-agree", args=where),
        reverse("reviews:live", args=[workshop.pk]), reverse("reviews:next", args=[workshop.pk]),
        reverse("reviews:exchanges"), reverse("reviews:exchange", args=[exchange.pk]),
        "/api/v1/workshops/", f"{api}/", f"{api}/next/", f"{api}/notes/{place.pk}/judgement/",
        f"{api}/notes/{place.pk}/agreed-review/",
    ]  # fmt: skip
    return "".join(client.get(address, follow=True).content.decode() for address in addresses)


def without_token(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


@pytest.fixture
def exchange(reading: Workshop) -> Exchange:
    return Exchange.objects.get()


@pytest.mark.parametrize("who", ["lead", "member"])
@pytest.mark.parametrize("phase", ["waiting", "open", "revealed"])
def test_who_reads_the_notes_learns_nothing_of_the_first_panel(
    signed_in, reading: Workshop, exchange: Exchange, cast: Cast, who: str, phase: str
) -> None:
    place = reading.notes.all()[1]
    if phase != "waiting":
        sitting.open_note(workshop_id=reading.pk, note_id=place.pk, by=cast.outsider)
    if phase == "revealed":
        sitting.reveal_note(workshop_id=reading.pk, note_id=place.pk, by=cast.outsider)
    person = cast.outsider if who == "lead" else reading.panel.members.first().user
    got = everything(signed_in(person), reading, exchange)
    assert "Exchanged note 2" in got
    assert [word for word in OF_KENT if word in got] == []
    assert not re.search(r"kent-\d{4}", got)


def test_having_agreed_a_note_tells_nothing_before_all_are_agreed(
    signed_in, reading: Workshop, exchange: Exchange, cast: Cast
) -> None:
    given.agree(reading, [YES] * 5, by=cast.outsider)
    got = everything(signed_in(cast.outsider), reading, exchange)
    assert [word for word in OF_KENT if word in got] == []


def test_who_offered_the_notes_learns_nothing_of_the_second_panel(
    signed_in, reading: Workshop, exchange: Exchange, cast: Cast
) -> None:
    given.agree(reading, [YES] * 5, by=cast.outsider)
    client = signed_in(cast.lead)
    got = everything(client, reading, exchange)
    assert [word for word in OF_SWINDON if word in got] == []
    assert client.get(reverse("reviews:workshop", args=[reading.pk])).status_code == 404
    assert "named when the exchange is complete" in got


def test_a_complete_exchange_shows_both_leads_both_panels(
    signed_in, reading: Workshop, exchange: Exchange, cast: Cast
) -> None:
    given.agree(reading, [YES] * 6, by=cast.outsider)
    for lead in (cast.lead, cast.outsider):
        page = signed_in(lead).get(reverse("reviews:exchange", args=[exchange.pk])).content.decode()
        assert "East Kent panel, Kent" in page
        assert "Swindon panel, Swindon" in page
        assert "On the same 6 notes" in page


def test_a_closed_workshop_completes_its_exchange(signed_in, reading: Workshop, exchange: Exchange, cast: Cast) -> None:
    given.agree(reading, [YES] * 2, by=cast.outsider)
    sitting.close_workshop(workshop_id=reading.pk, by=cast.outsider)
    page = signed_in(cast.lead).get(reverse("reviews:exchange", args=[exchange.pk])).content.decode()
    assert "On the same 2 notes" in page
    assert "Not read by the second panel: 4 notes" in page


def test_a_note_retired_meanwhile_does_not_hold_an_exchange_up(
    signed_in, reading: Workshop, exchange: Exchange, cast: Cast
) -> None:
    given.agree(reading, [YES] * 5, by=cast.outsider)
    CaseNote.objects.filter(pk=reading.notes.last().note_id).update(retired_at=timezone.now())
    page = signed_in(cast.lead).get(reverse("reviews:exchange", args=[exchange.pk])).content.decode()
    assert "On the same 5 notes" in page


@pytest.mark.parametrize("complete", [False, True])
@pytest.mark.parametrize("who", ["steward", "facilitator", "gp", "viewer", "reader"])
def test_an_exchange_is_there_for_leads_alone(
    signed_in, reading: Workshop, exchange: Exchange, cast: Cast, who: str, complete: bool
) -> None:
    if complete:
        given.agree(reading, [YES] * 6, by=cast.outsider)
    client = signed_in(reading.panel.members.first().user if who == "reader" else cast[who])
    nothing, theirs = (client.get(reverse("reviews:exchange", args=[pk])) for pk in (exchange.pk + 1, exchange.pk))
    assert (theirs.status_code, without_token(theirs)) == (404, without_token(nothing))
    assert client.post(reverse("reviews:withdraw-exchange", args=[exchange.pk])).status_code == 404
    assert client.get(reverse("reviews:exchanges")).status_code == 403
    assert client.get(reverse("reviews:accept-exchange")).status_code == 403


def test_a_lead_of_a_third_area_finds_nothing(signed_in, reading: Workshop, exchange: Exchange, panel: Panel) -> None:
    elsewhere = Area.objects.create(slug="greenwich", name="Greenwich")
    client = signed_in(given.person(elsewhere, "Third", "lead"))
    assert client.get(reverse("reviews:exchange", args=[exchange.pk])).status_code == 404
    assert client.get(reverse("reviews:offer-exchange", args=[panel.pk])).status_code == 404
    assert "No exchanges yet" in client.get(reverse("reviews:exchanges")).content.decode()


def test_within_one_area_facts_stay(signed_in, offered, area: Area, cast: Cast) -> None:
    """The people there know its places."""
    second = make.panel(area, {"social-worker": cast.social_worker}, name="West Kent panel")
    workshop = given.accepted(offered, second, by=cast.lead, mode="together")
    client = signed_in(cast.social_worker)
    page = client.get(reverse("reviews:judge", args=[workshop.pk, workshop.notes.first().pk])).content.decode()
    assert "Margate hospital" in page
    assert not re.search(r"kent-\d{4}", page)


def test_a_steward_who_decides_about_a_note_is_not_told_who_reads_it_elsewhere(
    signed_in, reading: Workshop, cast: Cast
) -> None:
    reader, place = reading.panel.members.first().user, reading.notes.first()
    told = signed_in(reader).get(reverse("reviews:declare", args=[reading.pk, place.pk, "identifies"]))
    assert "the area that it comes from" in told.content.decode()
    assert "Kent" not in told.content.decode()
    for kind, number in (("identifies", place.pk), ("knows-person", reading.notes.last().pk)):
        declarations.declare(workshop_id=reading.pk, note_id=number, kind=kind, by=reader)
    client = signed_in(cast.steward)
    names = ("reviews:reported", "reviews:known-people")
    got = "".join(client.get(reverse(name)).content.decode() for name in names)
    got += client.get(reverse("reviews:reported-note", args=[place.note_id])).content.decode()
    assert got.count("A reader elsewhere") >= 3
    assert [word for word in (*OF_SWINDON, reader.name, ">Exchange<", "Tuesday, Exchange") if word in got] == []
    assert "Tuesday" in got
