"""Another facilitator takes over: who may, what the one before may still do, and that it shows."""

import re

import pytest
from django.http import Http404
from django.urls import reverse

from accounts.models import AuditEvent, User
from areas.models import Area, Membership
from config.errors import NotAllowed
from reviews.models import Workshop, WorkshopNote
from reviews.workshops import sitting
from reviews.workshops.handover import take_over
from tests.conftest import Cast


@pytest.fixture
def second(area: Area, cast: Cast) -> User:
    """Another facilitator of the area."""
    person = User.objects.create_user("second@example.org", "Second facilitator", "a password for tests")
    Membership.objects.create(area=area, user=person, role="facilitator")
    return person


def open_first(place: WorkshopNote, by: User) -> WorkshopNote:
    return sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=by)


def test_who_takes_over_runs_it_and_the_one_before_does_not(place, cast: Cast, second: User) -> None:
    with pytest.raises(NotAllowed):
        open_first(place, second)
    take_over(workshop_id=place.workshop_id, by=second)
    with pytest.raises(NotAllowed, match="Only the facilitator"):
        open_first(place, cast.facilitator)
    assert open_first(place, second).phase == "open"


def test_a_lead_who_ran_it_still_may(place, cast: Cast, second: User) -> None:
    Workshop.objects.update(facilitator=cast.lead)
    take_over(workshop_id=place.workshop_id, by=second)
    assert open_first(place, cast.lead).phase == "open"


def test_taking_over_is_recorded_once_and_moves_the_room(place, cast: Cast, second: User) -> None:
    for _ in range(2):
        assert take_over(workshop_id=place.workshop_id, by=second).facilitator == second
    event = AuditEvent.objects.get(action="workshop.taken-over")
    assert (event.by, event.detail) == (second, {"was": cast.facilitator.pk})
    assert Workshop.objects.get().revision == 1


@pytest.mark.parametrize("who", ["gp", "viewer", "steward", "outsider"])
def test_nobody_else_takes_over(place, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed if who == "gp" else Http404):
        take_over(workshop_id=place.workshop_id, by=cast[who])
    assert Workshop.objects.get().facilitator == cast.facilitator


def test_a_closed_workshop_is_not_taken_over(place, cast: Cast, second: User) -> None:
    sitting.close_workshop(workshop_id=place.workshop_id, by=cast.facilitator)
    with pytest.raises(NotAllowed, match="closed"):
        take_over(workshop_id=place.workshop_id, by=second)


def test_it_takes_two_clicks_and_says_who_runs_it(signed_in, place, cast: Cast, second: User) -> None:
    client, address = signed_in(second), reverse("reviews:take-over", args=[place.workshop_id])
    workshop_at = reverse("reviews:workshop", args=[place.workshop_id])
    assert f'href="{address}"' in client.get(workshop_at).content.decode()
    assert "<b>Facilitator</b> runs it now" in client.get(address).content.decode()
    assert Workshop.objects.get().facilitator == cast.facilitator  # looking changes nothing
    page = client.post(address, follow=True).content.decode()
    assert "You run this workshop now." in page
    assert f'href="{address}"' not in page


@pytest.mark.parametrize("who", ["gp", "outsider"])
def test_the_page_is_not_for_others(signed_in, place, cast: Cast, who: str) -> None:
    address = reverse("reviews:take-over", args=[place.workshop_id])
    for answer in (signed_in(cast[who]).get(address), signed_in(cast[who]).post(address)):
        assert answer.status_code == (403 if who == "gp" else 404)


def test_the_one_before_sees_it_on_their_page(signed_in, place, cast: Cast, second: User) -> None:
    place = open_first(place, cast.facilitator)
    client = signed_in(cast.facilitator)
    agree = reverse("reviews:live-agree", args=[place.workshop_id, place.pk])
    tag = client.get(agree).headers["ETag"]
    take_over(workshop_id=place.workshop_id, by=second)
    told = client.get(agree, headers={"If-None-Match": tag}).content.decode()
    assert 'data-moment="taken-over"' in told
    assert "Second facilitator runs this workshop now." in told
    of_workshop = client.get(reverse("reviews:live", args=[place.workshop_id])).content.decode()
    assert re.search(r'data-moment="[^"]*Second facilitator"', of_workshop)
