"""Two people at the same moment, on the real database: threads that start together, many times over."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier, Event
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.http import Http404

from accounts.models import AuditEvent
from areas import people
from areas.models import Area, Membership
from config.errors import NotAllowed, Stale
from pathways.models import Profession
from reviews.models import AgreedReview, CaseNote, Declaration, Judgement, Workshop, WorkshopNote
from reviews.workshops import declarations, panels, planning, sitting
from reviews.workshops.handover import take_over
from reviews.workshops.hidden import NoteHidden
from reviews.workshops.planning import Plan
from reviews.workshops.spread_of import submitted_on
from tests.conftest import Cast
from tests.examples import examples
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM, YES

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = examples(10)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave or raised, all begun at the same moment, each on a connection of its own."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()  # or the slower connection would give the other a head start
            barrier.wait(timeout=10)
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


@pytest.fixture
def room(transactional_db: None, area: Area, cast: Cast) -> list[WorkshopNote]:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, ROUNDS + 1))
    return list(workshop.notes.all())


def agree(place: WorkshopNote, by, answers=NO, **more: Any) -> Callable[[], Any]:
    given = {**answers, **ROOM}
    return lambda: sitting.record_agreed_review(
        workshop_id=place.workshop_id, note_id=place.pk, answers=given, whole=True, by=by, **more
    )


def judge(place: WorkshopNote, by, answers=NO, **more: Any) -> Callable[[], Any]:
    return lambda: sitting.submit_judgement(
        workshop_id=place.workshop_id, note_id=place.pk, answers=answers, whole=True, by=by, **more
    )


def test_a_double_click_records_one_review_and_opens_one_note(room: list[WorkshopNote], cast: Cast, area: Area) -> None:
    before = Area.objects.get(pk=area.pk).revision
    for place in room[:ROUNDS]:
        act = agree(place, cast.facilitator, revision=0, open_next=True)
        outcomes = together(act, act)
        assert sorted(outcome.changed for outcome in outcomes) == [False, True]
        assert outcomes[0].next_id == outcomes[1].next_id
        assert WorkshopNote.objects.filter(phase="open").count() == 1
    assert AgreedReview.objects.count() == ROUNDS
    assert Area.objects.get(pk=area.pk).revision == before + ROUNDS


def test_facilitator_and_lead_with_different_answers_never_overwrite_each_other(
    room: list[WorkshopNote], cast: Cast
) -> None:
    for place in room[:ROUNDS]:
        outcomes = together(agree(place, cast.facilitator, NO, revision=0), agree(place, cast.lead, YES, revision=0))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Recorded", "Stale"]
        assert isinstance(next(outcome for outcome in outcomes if not isinstance(outcome, sitting.Recorded)), Stale)
    assert AgreedReview.objects.count() == ROUNDS


def test_two_workshops_agreeing_the_same_note_count_it_once(room: list[WorkshopNote], cast: Cast) -> None:
    other = make.workshop(room[0].workshop.panel, cast.lead, [place.note for place in room], name="Wednesday")
    for mine, theirs in zip(room[:ROUNDS], other.notes.all()[:ROUNDS], strict=True):
        outcomes = together(agree(mine, cast.facilitator), agree(theirs, cast.lead))
        refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        assert [type(error) for error in refused] == [NotAllowed]
        assert AgreedReview.objects.filter(note=mine.note_id).count() == 1


def test_a_judgement_sent_twice_is_stored_once(room: list[WorkshopNote], cast: Cast) -> None:
    for place in room[:ROUNDS]:
        act = judge(place, cast.gp, revision=0)
        assert sorted(outcome.changed for outcome in together(act, act)) == [False, True]
    assert Judgement.objects.count() == ROUNDS
    assert set(Judgement.objects.values_list("revision", flat=True)) == {1}


def test_everybody_submits_at_once_and_nothing_is_lost(room: list[WorkshopNote], cast: Cast) -> None:
    for place in room[:ROUNDS]:
        outcomes = together(*(judge(place, who) for who in (cast.gp, cast.nurse, cast.social_worker)))
        assert all(outcome.changed for outcome in outcomes), outcomes
    assert Judgement.objects.count() == 3 * ROUNDS


def test_a_judgement_never_comes_after_the_agreement(room: list[WorkshopNote], cast: Cast) -> None:
    for place in room[:ROUNDS]:
        judged, agreed = together(judge(place, cast.gp), agree(place, cast.facilitator))
        assert agreed.changed
        stored = Judgement.objects.filter(workshop_note=place).first()
        if isinstance(judged, NotAllowed):
            assert stored is None
        else:
            assert stored.submitted_at <= AgreedReview.objects.get(workshop_note=place).recorded_at


def test_two_facilitators_opening_two_notes_leave_one_open(room: list[WorkshopNote], cast: Cast) -> None:
    number = room[0].workshop_id
    for first, second in [*pairwise(room)] * 5:
        outcomes = together(
            lambda first=first: sitting.open_note(workshop_id=number, note_id=first.pk, by=cast.facilitator),
            lambda second=second: sitting.open_note(workshop_id=number, note_id=second.pk, by=cast.lead),
        )
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
        assert WorkshopNote.objects.filter(phase="open").count() == 1


def test_two_leads_planning_at_once_never_take_the_same_note(room: list[WorkshopNote], cast: Cast, area: Area) -> None:
    panel = room[0].workshop.panel
    make.notes(area, 20)

    def plan(name: str) -> Callable[[], Any]:
        made = Plan(panel, name, cast.facilitator, None, 180)
        return lambda: planning.plan_workshop(plan=made, numbers={"q3-discharge": 10}, by=cast.lead)

    outcomes = together(plan("first"), plan("second"))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
    taken = list(WorkshopNote.objects.values_list("note", flat=True))
    assert len(taken) == len(set(taken)) == ROUNDS + 1 + 20


# --- Everybody judges alone ------------------------------------------------------------------------------------------


@pytest.fixture
def blind(room: list[WorkshopNote]) -> list[WorkshopNote]:
    """The same room, judging alone."""
    Workshop.objects.update(mode="independent")
    return room


def act_on(act: Callable[..., Any], place: WorkshopNote, by) -> Callable[[], Any]:
    return lambda: act(workshop_id=place.workshop_id, note_id=place.pk, by=by)


def test_a_judgement_is_late_exactly_when_the_reveal_came_first(blind: list[WorkshopNote], cast: Cast) -> None:
    for place in blind[:ROUNDS]:
        act_on(sitting.open_note, place, cast.facilitator)()
        outcomes = together(judge(place, cast.gp), act_on(sitting.reveal_note, place, cast.facilitator))
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
        stored, shown = Judgement.objects.get(workshop_note=place), WorkshopNote.objects.get(pk=place.pk)
        assert shown.phase == "revealed"
        # The note's lock puts one before the other: the times and the mark tell the same order.
        assert stored.late == (stored.submitted_at > shown.revealed_at)


def test_a_change_at_the_moment_of_the_reveal_never_replaces_what_is_shown(
    blind: list[WorkshopNote], cast: Cast
) -> None:
    for place in blind[:ROUNDS]:
        act_on(sitting.open_note, place, cast.facilitator)()
        judge(place, cast.gp, NO)()
        outcomes = together(judge(place, cast.gp, YES), act_on(sitting.reveal_note, place, cast.facilitator))
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
        rows = list(Judgement.objects.filter(workshop_note=place).order_by("phase"))
        told = [(row.phase, row.best_pathway, row.revision) for row in rows]
        revealed_at = WorkshopNote.objects.get(pk=place.pk).revealed_at
        after = [("independent", "no", 1), ("revised", "yes", 2)]
        assert told == (after if rows[-1].submitted_at > revealed_at else [("independent", "yes", 2)])


def test_an_undo_and_a_revision_never_both_win(blind: list[WorkshopNote], cast: Cast) -> None:
    for place in blind[:ROUNDS]:
        act_on(sitting.open_note, place, cast.facilitator)()
        judge(place, cast.gp, NO)()
        act_on(sitting.reveal_note, place, cast.facilitator)()
        revised, undone = together(judge(place, cast.gp, YES), act_on(sitting.undo_reveal, place, cast.facilitator))
        assert revised.changed
        shown = WorkshopNote.objects.get(pk=place.pk)
        if isinstance(undone, NotAllowed):
            assert (shown.phase, revised.row.phase) == ("revealed", "revised")
        else:
            assert (shown.phase, revised.row.phase) == ("open", "independent")


def test_two_facilitators_reveal_once(blind: list[WorkshopNote], cast: Cast) -> None:
    for place in blind[:ROUNDS]:
        act_on(sitting.open_note, place, cast.facilitator)()
        first, second = together(
            act_on(sitting.reveal_note, place, cast.facilitator), act_on(sitting.reveal_note, place, cast.lead)
        )
        assert first.revealed_at == second.revealed_at
    assert AuditEvent.objects.filter(action="note.revealed").count() == ROUNDS


# --- What is said about the note itself ------------------------------------------------------------------------------


def report(place: WorkshopNote, by, kind: str = "identifies") -> Callable[[], Any]:
    return lambda: declarations.declare(workshop_id=place.workshop_id, note_id=place.pk, kind=kind, by=by)


def test_nothing_is_judged_after_a_note_was_hidden(blind: list[WorkshopNote], cast: Cast) -> None:
    for place in blind[:ROUNDS]:
        act_on(sitting.open_note, place, cast.facilitator)()
        judged, hidden = together(judge(place, cast.gp), report(place, cast.nurse))
        assert not isinstance(hidden, Exception), hidden
        stored = Judgement.objects.filter(workshop_note=place).first()
        if stored is None:
            assert isinstance(judged, NoteHidden)
        else:  # the note's lock puts one before the other
            assert stored.submitted_at < CaseNote.objects.get(pk=place.note_id).hidden_at
        assert WorkshopNote.objects.get(pk=place.pk).phase == "skipped"


def test_a_hidden_note_is_never_opened_in_another_room(blind: list[WorkshopNote], cast: Cast) -> None:
    other = make.workshop(blind[0].workshop.panel, cast.lead, [place.note for place in blind], name="Wednesday")
    for mine, theirs in zip(blind[:ROUNDS], other.notes.all()[:ROUNDS], strict=True):
        opened, hidden = together(act_on(sitting.open_note, theirs, cast.lead), report(mine, cast.nurse))
        assert not isinstance(hidden, Exception), hidden
        assert isinstance(opened, WorkshopNote | NoteHidden), opened
        theirs.refresh_from_db()
        assert theirs.phase not in WorkshopNote.IN_ROOM


def test_two_who_report_at_once_wait_for_nobody(blind: list[WorkshopNote], cast: Cast) -> None:
    other = make.workshop(blind[0].workshop.panel, cast.lead, [place.note for place in blind], name="Wednesday")
    for mine, theirs in zip(blind[:ROUNDS], other.notes.all()[:ROUNDS], strict=True):
        act = report(mine, cast.gp)
        outcomes = together(act, act, report(theirs, cast.nurse))
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
        assert Declaration.objects.filter(note=mine.note_id).count() == 2


def test_two_stewards_who_differ_leave_one_decision(blind: list[WorkshopNote], cast: Cast) -> None:
    for place in blind[:ROUNDS]:
        report(place, cast.gp)()
        outcomes = together(
            *(
                lambda outcome=outcome, who=who, note=place.note_id: declarations.decide(
                    note_id=note, outcome=outcome, reason="Why.", by=who
                )
                for outcome, who in (("released", cast.steward), ("retired", cast.admin))
            )
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CaseNote", "NotAllowed"]
        note, said = CaseNote.objects.get(pk=place.note_id), Declaration.objects.get(note=place.note_id)
        assert (note.retired_at is not None) == (said.outcome == "retired")


# --- The room moves --------------------------------------------------------------------------------------------------


def test_two_who_take_over_at_once_follow_one_another(room: list[WorkshopNote], cast: Cast) -> None:
    """Without the workshop's lock both would have taken it from the same person."""
    number = room[0].workshop_id
    for _ in range(ROUNDS):
        Workshop.objects.filter(pk=number).update(facilitator=cast.facilitator, revision=0)
        before = AuditEvent.objects.filter(action="workshop.taken-over").count()
        outcomes = together(*(lambda who=who: take_over(workshop_id=number, by=who) for who in (cast.lead, cast.admin)))
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
        first, second = AuditEvent.objects.filter(action="workshop.taken-over").order_by("pk")[before:]
        assert (first.detail["was"], second.detail["was"]) == (cast.facilitator.pk, first.by_id)
        assert Workshop.objects.filter(pk=number).values_list("facilitator", "revision").get() == (second.by_id, 2)


def test_every_act_at_the_same_moment_moves_the_room_once(room: list[WorkshopNote], cast: Cast) -> None:
    """The facilitator records, a lead changes the panel: neither waits for the other for ever, and both count."""
    number, panel = room[0].workshop_id, room[0].workshop.panel
    geriatrician = Profession.objects.get(code="geriatrician")
    for place in room[:ROUNDS]:
        Workshop.objects.filter(pk=number).update(revision=0)
        panel.members.filter(user=cast.lead).delete()
        outcomes = together(
            agree(place, cast.facilitator),
            lambda: panels.add_member(panel=panel, user=cast.lead, profession=geriatrician, by=cast.lead),
        )
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
        assert Workshop.objects.get(pk=number).revision == 2


def test_who_leaves_while_submitting_has_either_submitted_or_not(blind: list[WorkshopNote], cast: Cast) -> None:
    panel = blind[0].workshop.panel
    for place in blind[:ROUNDS]:
        act_on(sitting.open_note, place, cast.facilitator)()
        member = panel.members.get(user=cast.gp, left_at=None)
        judged, left = together(
            judge(place, cast.gp), lambda member=member: panels.leave_panel(member=member, by=cast.lead)
        )
        assert left is None
        assert isinstance(judged, sitting.Recorded | Http404), judged
        stored = Judgement.objects.filter(workshop_note=place, by=cast.gp)
        assert stored.exists() == isinstance(judged, sitting.Recorded)
        gp = [each for each in submitted_on(place.pk, panel.pk) if each.code == "gp"]
        assert [(each.number, each.of) for each in gp] == ([(1, 1)] if stored.exists() else [])
        panels.add_member(panel=panel, user=cast.gp, profession=Profession.objects.get(code="gp"), by=cast.lead)


# --- A role ends while its person writes ------------------------------------------------------------------------------


def waiting_for(number: int) -> None:
    """Until so many wait for a lock; on SQLite, where transactions follow one another, nobody is seen to."""
    ends = time.monotonic() + 5
    while connection.vendor == "postgresql" and time.monotonic() < ends:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0] >= number:
                return
        time.sleep(0.01)


def behind_a_lock(place: WorkshopNote, write: Callable[[], Any], remove: Callable[[], Any]) -> list[Any]:
    """What each gave, where the write waits for somebody at the note, and the role is removed while it does."""

    def somebody() -> None:
        with transaction.atomic():
            list(Workshop.objects.select_for_update().filter(pk=place.workshop_id))
            list(WorkshopNote.objects.select_for_update(of=("self",)).filter(pk=place.pk))
            begun.set()
            waiting_for(1)
            asked.set()
            waiting_for(2)

    def after(event: Event, act: Callable[[], Any]) -> Callable[[], Any]:
        return lambda: (event.wait(10), act())[1]

    begun, asked = Event(), Event()
    return together(somebody, after(begun, write), after(asked, remove))[1:]


WRITES = {
    "judge": (judge, "gp", "judgement.submitted"),
    "agree": (agree, "facilitator", "agreed-review.recorded"),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_write_that_waits_while_its_role_is_removed_is_refused_or_was_before(
    room: list[WorkshopNote], cast: Cast, area: Area, name: str
) -> None:
    act, who, action = WRITES[name]
    person = cast[who]
    for place in room[:ROUNDS]:
        role, newest = Membership.objects.get(area=area, user=person), AuditEvent.objects.latest("pk").pk
        written, removed = behind_a_lock(
            place, act(place, person), lambda role=role: people.remove_role(area=area, pk=role.pk, by=cast.admin)
        )
        assert not isinstance(removed, Exception), removed
        told = AuditEvent.objects.filter(pk__gt=newest, action__in=[action, "membership.removed"]).order_by("pk")
        order = list(told.values_list("action", flat=True))
        if isinstance(written, Exception):
            assert isinstance(written, Http404), written
            assert action not in order
        else:  # the role's lock puts one before the other: the trail tells the same order
            assert order == [action, "membership.removed"]
        Membership.objects.create(area=area, user=person, role=role.role)
