"""A page that follows its room: what moves it, what it is told, what it costs, and that it keeps nobody signed in."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from areas.models import Area
from reviews.models import Judgement, Panel, PanelMember, QuorumRule, Workshop, WorkshopNote
from reviews.workshops import panels, sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM, YES


@pytest.fixture
def workshop(panel: Panel, cast: Cast, area: Area) -> Workshop:
    return make.workshop(panel, cast.facilitator, make.notes(area, 3), mode="independent")


@pytest.fixture
def opened(place: WorkshopNote, cast: Cast) -> WorkshopNote:
    return sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=cast.facilitator)


def live(place: WorkshopNote, page: str = "judge") -> str:
    if page == "workshop":
        return reverse("reviews:live", args=[place.workshop_id])
    return reverse(f"reviews:live-{page}", args=[place.workshop_id, place.pk])


def judge(place: WorkshopNote, by: User, answers=NO) -> None:
    sitting.submit_judgement(workshop_id=place.workshop_id, note_id=place.pk, answers=answers, whole=True, by=by)


def run(act: Callable, place: WorkshopNote, by: User):
    return act(workshop_id=place.workshop_id, note_id=place.pk, by=by)


def told(client: Client, address: str) -> dict[str, str]:
    """What the page is told about its moment."""
    answer = client.get(address)
    assert answer.status_code == 200
    found = re.findall(r'data-(moment|go|why|changes|said)="([^"]*)"', answer.content.decode())
    return {name: value.replace("&#39;", "'") for name, value in found}


def of_page(client: Client, address: str) -> str:
    """The moment that a page says it was made at."""
    found = re.search(r'data-live="([^"]*)" data-moment="([^"]*)"', client.get(address).content.decode())
    assert found, address
    return found[2]


# --- 304 while nothing moves -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["judge", "agree", "workshop"])
def test_nothing_moved_is_said_after_one_statement_beside_session_and_user(
    signed_in, opened, cast, page: str, django_assert_num_queries
) -> None:
    client = signed_in(cast.gp if page == "judge" else cast.facilitator)
    with time_machine.travel(timezone.now(), tick=False):
        tag = client.get(live(opened, page)).headers["ETag"]
        with django_assert_num_queries(3):
            again = client.get(live(opened, page), headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


def test_the_tag_that_the_packed_answer_carries_is_known_again(signed_in, opened, cast) -> None:
    client = signed_in(cast.facilitator)
    packed = client.get(live(opened, "agree"), headers={"Accept-Encoding": "gzip"})
    tag = packed.headers["ETag"]
    assert tag.startswith("W/")
    assert client.get(live(opened, "agree"), headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL finds the rows")
def test_the_one_statement_reads_by_index(signed_in, opened, cast, area) -> None:
    make.workshop(opened.workshop.panel, cast.facilitator, make.notes(area, 300), name="Long ago")
    judge(opened, cast.nurse)
    client = signed_in(cast.gp)
    with CaptureQueriesContext(connection) as captured:
        client.get(live(opened))
    statement = next(query["sql"] for query in captured if "room_changes" in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # with few rows it would rather read them all
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan" not in plan, plan


@pytest.mark.parametrize("people", [3, 30])
def test_what_moved_costs_the_same_with_3_and_30_people(
    signed_in, opened, cast, area, professions, people: int
) -> None:
    some = list(professions.values())
    for n in range(people):
        who = User.objects.create_user(email=f"{n}@example.org", password=None, name=f"Person {n}")
        PanelMember.objects.create(panel=opened.workshop.panel, user=who, profession=some[n % len(some)])
    client = signed_in(cast.facilitator)
    with CaptureQueriesContext(connection) as captured:
        client.get(live(opened, "agree"))
    assert len(captured) == 7


# --- What moves it ---------------------------------------------------------------------------------------------------


def test_every_act_of_the_facilitator_moves_the_room(signed_in, place, cast) -> None:
    client, tags = signed_in(cast.lead), []
    record = {"answers": {**NO, **ROOM}, "whole": True}
    acts = [
        lambda: run(sitting.open_note, place, cast.facilitator),
        lambda: run(sitting.reveal_note, place, cast.facilitator),
        lambda: run(sitting.undo_reveal, place, cast.facilitator),
        lambda: run(sitting.skip_note, place, cast.facilitator),
        lambda: run(sitting.open_note, place, cast.facilitator),
        lambda: run(sitting.reveal_note, place, cast.facilitator),
        lambda: sitting.record_agreed_review(
            workshop_id=place.workshop_id, note_id=place.pk, by=cast.facilitator, **record
        ),
        lambda: sitting.close_workshop(workshop_id=place.workshop_id, by=cast.facilitator),
    ]
    for n, act in enumerate(acts, start=1):
        before = Workshop.objects.get().revision
        act()
        assert Workshop.objects.get().revision == before + 1, n
        tags.append(client.get(live(place, "workshop")).headers["ETag"])
    assert len(set(tags)) == len(acts)


def test_an_act_that_was_done_already_moves_nothing(opened, cast) -> None:
    before = Workshop.objects.get().revision
    run(sitting.open_note, opened, cast.facilitator)
    assert Workshop.objects.get().revision == before


def test_a_submission_moves_the_room_and_writes_nothing_to_the_workshop(signed_in, opened, cast) -> None:
    client, before = signed_in(cast.gp), Workshop.objects.get().revision
    tag = client.get(live(opened)).headers["ETag"]
    judge(opened, cast.nurse)
    assert Workshop.objects.get().revision == before
    answer = client.get(live(opened), headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "1 of 3 has submitted" in answer.content.decode()


def test_a_changed_mind_does_not_show_before_the_reveal_and_does_after_it(signed_in, opened, cast) -> None:
    judge(opened, cast.nurse)
    client = signed_in(cast.gp)
    tag = client.get(live(opened)).headers["ETag"]
    judge(opened, cast.nurse, YES)
    assert client.get(live(opened), headers={"If-None-Match": tag}).status_code == 304
    run(sitting.reveal_note, opened, cast.facilitator)
    before = told(client, live(opened))
    judge(opened, cast.nurse, NO)
    after = told(client, live(opened))
    assert (before["moment"], before["changes"]) == (after["moment"], "2")
    assert after["changes"] == "5"  # the revision of the first answer, and that of the one given now


def test_judging_together_tells_nobody_that_somebody_judged(signed_in, panel, cast, area) -> None:
    place = make.workshop(panel, cast.facilitator, make.notes(area, 2)).notes.all()[0]
    run(sitting.open_note, place, cast.facilitator)
    client = signed_in(cast.gp)
    tag = client.get(live(place)).headers["ETag"]
    judge(place, cast.nurse)
    assert client.get(live(place), headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("change", ["join", "leave", "rule", "rule gone"])
def test_whatever_changes_the_panel_moves_its_open_workshops(
    opened, panel, cast, area, professions, change: str
) -> None:
    rule = panels.add_rule(panel=panel, professions=[professions["geriatrician"]], by=cast.lead)
    closed = make.workshop(panel, cast.facilitator, [], name="Closed")
    Workshop.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    before = Workshop.objects.get(pk=opened.workshop_id).revision
    acts = {
        "join": lambda: panels.add_member(
            panel=panel, user=cast.lead, profession=professions["geriatrician"], by=cast.lead
        ),
        "leave": lambda: panels.leave_panel(member=panel.members.get(user=cast.gp), by=cast.lead),
        "rule": lambda: panels.add_rule(panel=panel, professions=[professions["gp"]], by=cast.lead),
        "rule gone": lambda: panels.remove_rule(rule=QuorumRule.objects.get(pk=rule.pk), by=cast.lead),
    }
    for _ in range(2):  # asked twice, it changes once; leaving and removing have nothing left to do
        acts[change]() if change != "rule gone" or QuorumRule.objects.filter(pk=rule.pk).exists() else None
    assert Workshop.objects.get(pk=opened.workshop_id).revision == before + 1
    assert Workshop.objects.get(pk=closed.pk).revision == 0


# --- Where it leads --------------------------------------------------------------------------------------------------


def test_a_page_and_its_room_say_the_same_moment_until_something_happens(signed_in, opened, cast) -> None:
    judge_at = reverse("reviews:judge", args=[opened.workshop_id, opened.pk])
    agree_at = reverse("reviews:agree", args=[opened.workshop_id, opened.pk])
    workshop_at = reverse("reviews:workshop", args=[opened.workshop_id])
    pages = [(cast.gp, judge_at, "judge"), (cast.facilitator, agree_at, "agree"), (cast.gp, workshop_at, "workshop"),
             (cast.facilitator, workshop_at, "workshop"), (cast.lead, workshop_at, "workshop")]  # fmt: skip
    for step in (None, sitting.reveal_note):
        if step:
            run(step, opened, cast.facilitator)
        for who, address, page in pages:
            client = signed_in(who)
            assert of_page(client, address) == told(client, live(opened, page))["moment"], (page, step)


def test_the_reveal_leads_to_the_answers_and_warns_who_has_not_submitted(signed_in, opened, cast) -> None:
    judge(opened, cast.nurse)
    before = told(signed_in(cast.gp), live(opened))
    run(sitting.reveal_note, opened, cast.facilitator)
    after = told(signed_in(cast.gp), live(opened))
    assert before["moment"] != after["moment"]
    assert after["go"] == reverse("reviews:judge", args=[opened.workshop_id, opened.pk])
    assert after["why"] == "The answers are shown. If you submit now, yours is marked late."
    assert told(signed_in(cast.nurse), live(opened))["why"] == "The answers are shown."


def test_the_next_note_and_the_end_lead_on(signed_in, opened, cast) -> None:
    following = opened.workshop.notes.get(position=2)
    run(sitting.reveal_note, opened, cast.facilitator)
    sitting.record_agreed_review(
        workshop_id=opened.workshop_id, note_id=opened.pk, answers={**NO, **ROOM}, whole=True, open_next=True,
        by=cast.facilitator,
    )  # fmt: skip
    member, facilitator = (
        told(signed_in(cast.gp), live(opened)),
        told(signed_in(cast.facilitator), live(opened, "agree")),
    )
    assert member["go"] == reverse("reviews:judge", args=[opened.workshop_id, following.pk])
    assert facilitator["go"] == reverse("reviews:agree", args=[opened.workshop_id, following.pk])
    sitting.close_workshop(workshop_id=opened.workshop_id, by=cast.facilitator)
    assert told(signed_in(cast.gp), live(following))["why"] == "The workshop is closed."


def test_a_note_that_is_put_off_leads_to_the_workshop(signed_in, opened, cast) -> None:
    for place in opened.workshop.notes.exclude(pk=opened.pk):
        run(sitting.skip_note, place, cast.facilitator)
    run(sitting.skip_note, opened, cast.facilitator)
    assert told(signed_in(cast.gp), live(opened))["go"] == reverse("reviews:workshop", args=[opened.workshop_id])


def test_who_waits_on_the_workshop_is_taken_to_the_note_that_opens(signed_in, place, cast) -> None:
    before = told(signed_in(cast.gp), live(place, "workshop"))
    run(sitting.open_note, place, cast.facilitator)
    member, facilitator = (told(signed_in(who), live(place, "workshop")) for who in (cast.gp, cast.facilitator))
    assert before["moment"] != member["moment"]
    assert member["go"] == reverse("reviews:judge", args=[place.workshop_id, place.pk])
    assert facilitator["go"] == reverse("reviews:workshop", args=[place.workshop_id])


# --- Rights ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["judge", "agree", "workshop"])
@pytest.mark.parametrize("who", ["viewer", "steward", "outsider"])
def test_to_who_may_not_see_it_a_room_is_not_there(signed_in, opened, cast, who: str, page: str) -> None:
    client = signed_in(cast[who])
    assert client.get(live(opened, page)).status_code == 404
    missing = reverse("reviews:live", args=[opened.workshop_id + 99])
    assert client.get(missing).status_code == 404


def test_one_statement_made_once_gives_each_their_own_rights(signed_in, opened, cast) -> None:
    """The statement is kept between requests: neither the person nor the workshop may be kept with it."""
    statuses = [
        signed_in(cast[who]).get(live(opened, "workshop")).status_code
        for who in ("admin", "outsider", "gp", "viewer", "facilitator", "outsider", "admin")
    ]
    assert statuses == [200, 404, 200, 404, 200, 404, 200]


def test_a_note_of_another_workshop_is_not_there(signed_in, opened, panel, cast, area) -> None:
    other = make.workshop(panel, cast.facilitator, make.notes(area, 1), name="Other").notes.get()
    address = reverse("reviews:live-judge", args=[opened.workshop_id, other.pk])
    assert signed_in(cast.gp).get(address).status_code == 404


def test_who_is_taken_off_the_panel_is_told_at_the_next_request(signed_in, opened, cast, panel) -> None:
    client = signed_in(cast.gp)
    tag = client.get(live(opened)).headers["ETag"]
    panels.leave_panel(member=panel.members.get(user=cast.gp), by=cast.lead)
    assert client.get(live(opened), headers={"If-None-Match": tag}).status_code == 404


def test_a_facilitator_who_leaves_the_panel_is_led_away_from_judging(
    signed_in, opened, cast, panel, professions
) -> None:
    member = panels.add_member(panel=panel, user=cast.lead, profession=professions["geriatrician"], by=cast.lead)
    assert told(signed_in(cast.lead), live(opened))["moment"] != "off-panel"
    panels.leave_panel(member=member, by=cast.lead)
    assert told(signed_in(cast.lead), live(opened))["why"].startswith("You are not on this panel any more")


# --- It keeps nobody signed in ---------------------------------------------------------------------------------------


def test_asking_never_extends_a_session(signed_in, opened, cast) -> None:
    client = signed_in(cast.gp)
    client.get(reverse("reviews:judge", args=[opened.workshop_id, opened.pk]))
    before = Session.objects.values().get()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        asks = {"Sec-Fetch-Dest": "empty"}  # as every browser says of what a script asks for
        for headers in (asks, asks | {"If-None-Match": client.get(live(opened), headers=asks).headers["ETag"]}):
            answer = client.get(live(opened), headers=headers)
            assert "Set-Cookie" not in str(answer.serialize_headers())
            assert not answer.cookies
            assert "no-store" in answer.headers["Cache-Control"]
            assert "private" in answer.headers["Cache-Control"]
    assert Session.objects.values().get() == before
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        assert client.get(live(opened)).status_code == 302


# --- Who is awaited --------------------------------------------------------------------------------------------------


def test_who_left_unsubmitted_is_not_awaited_and_who_joins_is(signed_in, opened, cast, panel, professions) -> None:
    client = signed_in(cast.facilitator)
    judge(opened, cast.gp)
    assert told(client, live(opened, "agree"))["said"] == "1 of 3 has submitted."
    panels.leave_panel(member=panel.members.get(user=cast.nurse), by=cast.lead)
    assert told(client, live(opened, "agree"))["said"] == "1 of 2 has submitted."
    panels.leave_panel(member=panel.members.get(user=cast.gp), by=cast.lead)
    assert told(client, live(opened, "agree"))["said"] == "1 of 2 has submitted."
    assert "(left the panel)" in client.get(live(opened, "agree")).content.decode()
    panels.add_member(panel=panel, user=cast.lead, profession=professions["geriatrician"], by=cast.lead)
    assert told(client, live(opened, "agree"))["said"] == "1 of 3 has submitted."


def test_who_comes_back_with_another_profession_is_counted_once(signed_in, opened, cast, panel, professions) -> None:
    judge(opened, cast.gp)
    panels.leave_panel(member=panel.members.get(user=cast.gp), by=cast.lead)
    panels.add_member(panel=panel, user=cast.gp, profession=professions["geriatrician"], by=cast.lead)
    assert told(signed_in(cast.facilitator), live(opened, "agree"))["said"] == "1 of 3 has submitted."


def test_the_judgement_of_who_left_stays_and_counts_in_the_spread(signed_in, opened, cast, panel) -> None:
    judge(opened, cast.gp)
    panels.leave_panel(member=panel.members.get(user=cast.gp), by=cast.lead)
    run(sitting.reveal_note, opened, cast.facilitator)
    page = signed_in(cast.facilitator).get(reverse("reviews:agree", args=[opened.workshop_id, opened.pk]))
    assert "1 judgement submitted before the reveal" in page.content.decode()
    assert Judgement.objects.get().by == cast.gp


def test_leaving_opens_the_quorum_again_and_joining_closes_it(signed_in, opened, cast, panel, professions) -> None:
    panels.add_rule(panel=panel, professions=[professions["gp"]], by=cast.lead)
    client = signed_in(cast.facilitator)
    assert "Missing: a GP" not in client.get(live(opened, "agree")).content.decode()
    panels.leave_panel(member=panel.members.get(user=cast.gp), by=cast.lead)
    lacking = client.get(live(opened, "agree")).content.decode()
    assert "Missing: a GP." in lacking
    assert "2 professions: a panel should have at least 3." in lacking
    panels.add_member(panel=panel, user=cast.lead, profession=professions["gp"], by=cast.lead)
    assert "Missing: a GP" not in client.get(live(opened, "agree")).content.decode()
