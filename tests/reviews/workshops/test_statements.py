"""How many statements pages cost: a judgement's loop at most 15, and lists the same however long they are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from areas.models import Area, Membership
from pathways.models import Profession
from reviews.models import Panel, PanelMember, Workshop, WorkshopNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO
from tests.reviews.workshops.test_pages import FORM_NO, FORM_ROOM


def statements(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def loop(client: Client, workshop: Workshop, name: str, form: dict) -> int:
    """Get the page of the second note and post its answers, after the first has warmed the catalogue."""
    first, second = workshop.notes.all()[:2]
    client.get(reverse(f"reviews:{name}", args=[workshop.pk, first.pk]))
    address = reverse(f"reviews:{name}", args=[workshop.pk, second.pk])

    def act() -> None:
        assert client.get(address).status_code == 200
        assert client.post(address, form).status_code == 302

    return statements(act)


@pytest.mark.parametrize("number", [5, 50])
def test_a_member_s_loop_costs_at_most_15_statements(
    signed_in, gp, panel: Panel, cast: Cast, area: Area, number: int
) -> None:
    """Session and person twice; the page: the note with rights and counts, its reading, the navigation; the post: the
    transaction twice, the locked note, the judgement, three inserts for it and its lists, the audit trail."""
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, number))
    assert loop(signed_in(gp), workshop, "judge", FORM_NO) == 15


@pytest.mark.parametrize("number", [5, 50])
def test_recording_costs_the_same_however_many_notes(
    signed_in, facilitator, panel: Panel, cast: Cast, area: Area, number: int
) -> None:
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, number))
    assert loop(signed_in(facilitator), workshop, "agree", {**FORM_NO, **FORM_ROOM}) <= 36


@pytest.mark.parametrize("number", [5, 50])
def test_the_loop_of_the_api(signed_in, gp, panel: Panel, cast: Cast, area: Area, number: int) -> None:
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, number))
    client = signed_in(gp)
    following = f"/api/v1/workshops/{workshop.pk}/next/"
    client.get(following)

    def act() -> None:
        address = client.get(following).json()["judgement_url"]
        assert client.put(address, NO, content_type="application/json").status_code == 200

    assert statements(act) <= 15


@pytest.mark.parametrize("name", ["workshop", "choose-notes"])
def test_the_pages_of_a_workshop_cost_the_same_at_5_and_50_notes(
    signed_in, lead, panel: Panel, cast: Cast, area: Area, name: str
) -> None:
    client, costs = signed_in(lead), []
    for number in (5, 45):
        workshop = make.workshop(panel, cast.facilitator, make.notes(area, number))
        make.notes(area, number)
        address = reverse(f"reviews:{name}", args=[workshop.pk])
        costs.append(statements(lambda address=address: client.get(address)))
    assert costs[0] == costs[1]
    assert costs[0] <= 14


@pytest.mark.parametrize("name", ["workshops", "panels"])
def test_lists_cost_the_same_at_1_and_20(signed_in, lead, panel: Panel, cast: Cast, area: Area, name: str) -> None:
    client, costs = signed_in(lead), []
    make.workshop(panel, cast.facilitator, make.notes(area, 2))
    for number in (0, 20):
        for n in range(number):
            other = make.panel(area, {"gp": cast.gp, "social-worker": cast.social_worker}, name=f"Panel {n}")
            make.workshop(other, cast.facilitator, make.notes(area, 2))
        costs.append(statements(lambda: client.get(reverse(f"reviews:{name}"))))
    assert costs[0] == costs[1]
    assert costs[0] <= 8


def test_the_listing_of_the_api_costs_the_same_at_1_and_20(
    signed_in, lead, panel: Panel, cast: Cast, area: Area
) -> None:
    client, costs = signed_in(lead), []
    for number in (1, 20):
        for _ in range(number):
            make.workshop(panel, cast.facilitator, make.notes(area, 2))
        costs.append(statements(lambda: client.get("/api/v1/workshops/")))
    assert costs[0] == costs[1]


# --- Everybody judges alone ------------------------------------------------------------------------------------------


def independent(panel: Panel, cast: Cast, area: Area, judging: int) -> WorkshopNote:
    """An open note that this many have judged, each of another profession."""
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, 5), mode="independent")
    place = workshop.notes.all()[0]
    sitting.open_note(workshop_id=workshop.pk, note_id=place.pk, by=cast.facilitator)
    professions = list(Profession.objects.all())
    for n in range(judging):
        who = User.objects.create_user(email=f"{panel.pk}-{n}@example.org", password=None, name=f"Person {n}")
        Membership.objects.create(area=area, user=who, role="panel-member")
        PanelMember.objects.create(panel=panel, user=who, profession=professions[n % len(professions)])
        sitting.submit_judgement(workshop_id=workshop.pk, note_id=place.pk, answers=NO, whole=True, by=who)
    return place


@pytest.mark.parametrize("judging", [3, 30])
def test_a_member_s_loop_in_the_independent_round(signed_in, gp, panel, cast, area, judging: int) -> None:
    place = independent(panel, cast, area, judging)
    client, address = signed_in(gp), reverse("reviews:judge", args=[place.workshop_id, place.pk])
    client.get(address)

    def act() -> None:
        assert client.get(address).status_code == 200
        assert client.post(address, FORM_NO).status_code == 302

    assert statements(act) <= 17


@pytest.mark.parametrize("revealed", [False, True])
def test_the_facilitator_s_page_costs_the_same_with_3_and_30_people(
    signed_in, facilitator, panel, cast, area, revealed: bool
) -> None:
    costs = []
    for n, judging in enumerate((3, 30)):
        place = independent(make.panel(area, {}, name=f"Panel {n}"), cast, area, judging)
        if revealed:
            sitting.reveal_note(workshop_id=place.workshop_id, note_id=place.pk, by=facilitator)
        client, address = signed_in(facilitator), reverse("reviews:agree", args=[place.workshop_id, place.pk])
        client.get(address)
        costs.append(statements(lambda client=client, address=address: client.get(address)))
    assert costs[0] == costs[1]
    assert costs[0] <= 15
