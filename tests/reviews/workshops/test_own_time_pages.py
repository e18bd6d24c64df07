"""Pages and API of a workshop in own time, and that nothing they send tells what another answered too early."""

import itertools
import json
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from areas.models import Area
from reviews.models import AgreedReview, Judgement, Panel, Turn, Workshop, WorkshopNote
from reviews.workshops import taking
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO, YES
from tests.reviews.workshops.test_blind import GP, MARK, PEOPLE, answers, without_tokens
from tests.reviews.workshops.test_own_time import contest, judge, own_time
from tests.reviews.workshops.test_pages import FORM_NO, FORM_ROOM
from tests.reviews.workshops.test_statements import statements


@pytest.fixture
def workshop(panel: Panel, cast: Cast, area: Area) -> Workshop:
    return own_time(panel, cast, area, notes=3, wanted=2)


def url(name: str, place: WorkshopNote) -> str:
    return reverse(f"reviews:{name}", args=[place.workshop_id, place.pk])


def page_of(client, workshop: Workshop) -> str:
    return " ".join(client.get(reverse("reviews:workshop", args=[workshop.pk])).content.decode().split())


def take(client, workshop: Workshop) -> Any:
    return client.post(reverse("reviews:take-note", args=[workshop.pk]))


# --- A member --------------------------------------------------------------------------------------------------------


def test_a_member_takes_notes_one_after_the_other(signed_in, gp, workshop: Workshop, places) -> None:
    client = signed_in(gp)
    assert "3 notes are left for you" in page_of(client, workshop)
    assert take(client, workshop).headers["Location"] == url("judge", places[0])
    assert "You have note 1 of 3" in page_of(client, workshop)
    assert "Nobody sees it before enough members" in client.get(url("judge", places[0])).content.decode()
    for place, following in itertools.pairwise(places):
        assert client.post(url("judge", place), FORM_NO).headers["Location"] == url("judge", following)
    client.post(url("judge", places[2]), FORM_NO)
    assert "No note is left for you now: you have judged 3 notes" in page_of(client, workshop)
    assert take(client, workshop).headers["Location"] == reverse("reviews:workshop", args=[workshop.pk])


def test_the_start_page_says_that_notes_wait(signed_in, gp, workshop: Workshop) -> None:
    assert "3 notes wait for you" in " ".join(signed_in(gp).get("/").content.decode().split())


def test_a_member_opens_only_what_they_were_given_or_judged(signed_in, gp, workshop: Workshop, places) -> None:
    client = signed_in(gp)
    assert client.get(url("judge", places[0])).status_code == 403
    take(client, workshop)
    assert client.get(url("judge", places[0])).status_code == 200
    assert client.get(url("judge", places[1])).status_code == 403
    assert client.get(reverse("reviews:next", args=[workshop.pk])).headers["Location"] == url("judge", places[0])


def test_who_comes_after_enough_is_told_and_sees_no_answers_before_their_own(signed_in, cast, workshop, places) -> None:
    taking.take_note(workshop_id=workshop.pk, by=cast.social_worker)
    judge(places[0], cast.gp, GP)
    judge(places[0], cast.nurse, GP)
    client = signed_in(cast.social_worker)
    refused = client.get(url("judge", places[0]))
    assert (refused.status_code, MARK in refused.content.decode()) == (403, False)
    wrong = client.post(url("judge", places[0]), {"best_pathway": "no", "revision": "0"})
    assert (wrong.status_code, MARK in wrong.content.decode()) == (200, False)  # nothing that was entered is lost
    told = client.post(url("judge", places[0]), FORM_NO, follow=True).content.decode()
    assert "is kept apart, and not counted" in told
    assert Judgement.objects.get(by=cast.social_worker).late
    assert MARK in client.get(url("judge", places[0])).content.decode()


def test_who_judged_a_note_sees_all_answers_when_enough_have(signed_in, cast, places) -> None:
    judge(places[0], cast.gp, GP)
    judge(places[0], cast.nurse, GP)
    page = signed_in(cast.nurse).get(url("judge", places[0])).content.decode()
    assert MARK in page
    assert "Save my revision" in page


# --- Who runs it -----------------------------------------------------------------------------------------------------


def test_what_is_ready_is_recorded_in_one_step(signed_in, cast: Cast, workshop: Workshop, places) -> None:
    for who in (cast.gp, cast.nurse):
        judge(places[0], who)
        judge(places[1], who, YES)
    client = signed_in(cast.facilitator)
    page = page_of(client, workshop)
    assert "Reablement at home" in page
    assert "2 of 2" in page
    assert f'value="{places[0].pk}-2" checked' in page
    ticked = {"note": [f"{places[0].pk}-2", f"{places[1].pk}-2", "nonsense", "7", "1-x"]}
    done = client.post(reverse("reviews:agree-ready", args=[workshop.pk]), ticked, follow=True)
    assert "2 agreed reviews are recorded." in done.content.decode()
    assert AgreedReview.objects.count() == 2


def test_what_was_left_out_is_said(signed_in, cast: Cast, workshop: Workshop, places) -> None:
    judge(places[0], cast.gp)
    judge(places[0], cast.nurse)
    client = signed_in(cast.facilitator)
    given = {"note": [f"{places[0].pk}-1"]}
    done = client.post(reverse("reviews:agree-ready", args=[workshop.pk]), given, follow=True).content.decode()
    assert "0 agreed reviews are recorded. 1 note was left out" in done


def test_what_differs_is_discussed_with_the_answers_beside_the_form(signed_in, cast, workshop, places) -> None:
    contest(places[0], cast, NO, YES, NO)
    contest(places[1], cast, NO, {**NO, "proposed_pathway": "domiciliary-package"}, YES)
    client = signed_in(cast.facilitator)
    shown = page_of(client, workshop)
    assert shown.index("For discussion") < shown.index(f"Discuss note {places[1].position}")
    page = " ".join(client.get(url("agree", places[1])).content.decode().split())
    assert "Where the room differs" in page
    assert 'value="no" checked' in page
    assert 'name="presence-district-nurse" type="text" inputmode="numeric" autocomplete="off" value="1"' in page
    assert "Record and open note 1" in page
    agreed = client.post(url("agree", places[1]), {**FORM_NO, **FORM_ROOM})
    assert agreed.headers["Location"] == url("agree", places[0])


def test_nobody_opens_the_agreed_review_while_members_judge(signed_in, cast: Cast, places) -> None:
    judge(places[0], cast.gp, GP)
    page = signed_in(cast.facilitator).get(url("agree", places[0]))
    assert (page.status_code, MARK in page.content.decode()) == (403, False)


def test_a_facilitator_sees_who_is_how_far_and_stops_waiting(signed_in, cast: Cast, workshop: Workshop, places) -> None:
    judge(places[0], cast.gp)
    taking.take_note(workshop_id=workshop.pk, by=cast.nurse)
    client = signed_in(cast.facilitator)
    page = page_of(client, workshop)
    assert "1 of 6 judgements in" in page
    assert "Stop waiting" in page
    client.post(url("stop-waiting", places[0]))
    assert WorkshopNote.objects.get(pk=places[0].pk).phase == "contested"


def test_a_lead_plans_a_workshop_in_own_time(signed_in, panel: Panel, cast: Cast, area: Area) -> None:
    make.notes(area, 4)
    client, address = signed_in(cast.lead), f"{reverse('reviews:new-workshop')}?area={area.slug}"
    form = {
        "name": "Own", "panel": panel.pk, "facilitator": cast.facilitator.pk, "minutes": "180", "mode": "own-time",
        "judgements_wanted": "4", "method": "random", "number_q3-discharge": "2",
    }  # fmt: skip
    assert client.post(address, {**form, "judgements_wanted": "10"}).status_code == 200
    assert client.post(address, form).status_code == 302
    planned = Workshop.objects.get(name="Own")
    assert (planned.mode, planned.judgements_wanted, planned.notes.count()) == ("own-time", 4, 2)


# --- Blind -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "gp"])
def test_nothing_of_another_s_answer_leaves_before_enough_judged(signed_in, cast: Cast, places, who: str) -> None:
    judge(places[0], cast.gp, GP)
    told = answers(signed_in(cast[who]), places[0])
    assert [address for address, text in told.items() if MARK in text] == []


@pytest.mark.parametrize("who", ["nurse", "social_worker", "facilitator", "lead", "viewer", "outsider"])
def test_what_leaves_is_the_same_whatever_the_first_answered(signed_in, cast: Cast, places, who: str) -> None:
    client, seen = signed_in(cast[who]), []
    for given in (GP, {**YES, "comment": "x" * 900}):
        judge(places[0], cast.gp, given)
        seen.append({name: without_tokens(text) for name, text in answers(client, places[0]).items()})
    assert seen[0] == seen[1]


def test_who_judged_is_not_told_that_the_others_differ(signed_in, cast: Cast, places) -> None:
    """The nurse judged. Whether the GP did too, and otherwise, looks alike: one more is asked, or nobody came yet."""
    judge(places[0], cast.nurse, YES)
    client = signed_in(cast.nurse)
    before = {name: without_tokens(text) for name, text in answers(client, places[0]).items()}
    judge(places[0], cast.gp, GP)
    assert {name: without_tokens(text) for name, text in answers(client, places[0]).items()} == before


def test_a_facilitator_who_judges_too_is_not_told_how_far_others_are(signed_in, cast: Cast, workshop, places) -> None:
    Workshop.objects.update(facilitator=cast.lead)
    make_member(workshop.panel, cast.lead)
    judge(places[0], cast.lead)
    client = signed_in(cast.lead)
    before = page_of(client, workshop)
    assert "judgements in" not in before
    judge(places[0], cast.gp, YES)
    assert without_tokens(page_of(client, workshop)) == without_tokens(before)


def make_member(panel: Panel, who: User) -> None:
    panel.members.create(user=who, profession=panel.members.first().profession)


# --- The API ---------------------------------------------------------------------------------------------------------


def test_next_over_the_api_reserves_nothing_and_take_does(signed_in, gp, workshop: Workshop, places) -> None:
    client, address = signed_in(gp), f"/api/v1/workshops/{workshop.pk}/next/"
    assert (client.get(address).json()["id"], Turn.objects.count()) == (places[0].pk, 0)
    taken = client.post(address).json()
    assert (taken["id"], taken["submitted"], Turn.objects.count()) == (places[0].pk, [], 1)
    for place in places:
        put = client.put(client.post(address).json()["judgement_url"], json.dumps(NO), content_type="application/json")
        assert (put.status_code, put.json()["note"]) == (200, place.pk)
    assert (client.get(address).status_code, client.post(address).status_code) == (204, 204)


def test_only_members_take_over_the_api(signed_in, facilitator, workshop: Workshop) -> None:
    client, address = signed_in(facilitator), f"/api/v1/workshops/{workshop.pk}/next/"
    assert (client.get(address).status_code, client.post(address).status_code) == (204, 403)


# --- What it costs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [5, 50])
def test_the_loop_in_own_time_costs_at_most_22_statements(signed_in, gp, panel, cast, area, number: int) -> None:
    """As in the other modes, and: the judgements of the note, who else could judge, the next note locked, looked at
    again and given."""
    workshop = own_time(panel, cast, area, notes=number, wanted=2)
    client = signed_in(gp)
    first = take(client, workshop).headers["Location"]
    client.get(first)
    second = client.post(first, FORM_NO).headers["Location"]

    def act() -> None:
        assert client.get(second).status_code == 200
        assert client.post(second, FORM_NO).status_code == 302

    assert statements(act) <= 22


def test_the_page_costs_the_same_with_3_and_30_notes(signed_in, panel, cast: Cast, area: Area) -> None:
    client, costs = signed_in(cast.facilitator), []
    for number in (3, 30):
        workshop = own_time(panel, cast, area, notes=number, wanted=2)
        for n, place in enumerate(workshop.notes.all()):
            judge(place, cast.gp)
            judge(place, cast.nurse, NO if n % 2 else YES)
            judge(place, cast.social_worker)
        costs.append(statements(lambda workshop=workshop: page_of(client, workshop)))
    assert costs[0] == costs[1]
