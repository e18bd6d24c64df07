"""In own time: who is given what, what completes a note, what is proposed and what is discussed."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent, User
from areas.models import Area, Membership
from config.errors import NotAllowed
from pathways.models import Profession
from reviews import access
from reviews.models import AgreedReview, Draft, Judgement, Panel, PanelMember, Turn, Workshop, WorkshopNote
from reviews.workshops import collecting, one_step, own_time_lists, planning, sitting, taking
from reviews.workshops.turns import live_turns
from tests.conftest import Cast
from tests.examples import examples
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM, YES

REABLED = {**NO, "proposed_pathway": "reablement"}
AT_HOME = {**NO, "proposed_pathway": "domiciliary-package"}


@pytest.fixture
def workshop(panel: Panel, cast: Cast, area: Area) -> Workshop:
    """Five notes, two judgements wanted of each, three on the panel."""
    return own_time(panel, cast, area, notes=5, wanted=2)


def own_time(panel: Panel, cast: Cast, area: Area, *, notes: int, wanted: int) -> Workshop:
    made = make.workshop(panel, cast.facilitator, make.notes(area, notes), mode="own-time")
    made.judgements_wanted = wanted
    made.save()
    return made


def join(panel: Panel, profession: str, name: str) -> User:
    """One more on the panel."""
    who = User.objects.create_user(email=f"{name}@example.org", name=name, password=None)
    Membership.objects.create(area=panel.area, user=who, role="panel-member")
    PanelMember.objects.create(panel=panel, user=who, profession=Profession.objects.get(code=profession))
    return who


def take(workshop: Workshop, by: User) -> WorkshopNote | None:
    return taking.take_note(workshop_id=workshop.pk, by=by)


def judge(place: WorkshopNote, by: User, answers: Any = NO, **more: Any) -> sitting.Recorded:
    return sitting.submit_judgement(
        workshop_id=place.workshop_id, note_id=place.pk, answers=answers, whole=True, by=by, **more
    )


def now(place: WorkshopNote) -> WorkshopNote:
    return WorkshopNote.objects.get(pk=place.pk)


def agree_all(workshop: Workshop, by: User, **changed: int) -> one_step.InOneStep:
    shown = {each.place.pk: each.version for each in own_time_lists.ready_list(workshop.facilitator, workshop)}
    return one_step.agree_ready(workshop_id=workshop.pk, shown=shown, by=by)


# --- Who is given what -----------------------------------------------------------------------------------------------


def test_the_first_note_is_given_first_and_asking_again_gives_the_same(workshop: Workshop, places, gp) -> None:
    assert [take(workshop, gp), take(workshop, gp)] == [places[0], places[0]]
    assert Turn.objects.count() == 1


def test_what_was_begun_is_finished_first(workshop: Workshop, places, cast: Cast) -> None:
    judge(places[2], cast.gp)
    assert take(workshop, cast.nurse) == places[2]


def test_a_note_is_given_to_as_many_as_are_wanted_and_the_next_member_another(workshop, places, cast: Cast) -> None:
    given = [take(workshop, who) for who in (cast.gp, cast.nurse, cast.social_worker)]
    assert given == [places[0], places[0], places[1]]


def test_of_notes_that_lack_as_many_the_one_without_the_profession_comes_first(
    panel: Panel, workshop: Workshop, places, cast: Cast
) -> None:
    second = join(panel, "gp", "second-gp")
    judge(places[0], cast.gp)
    judge(places[3], cast.nurse)
    assert take(workshop, second) == places[3]


def test_a_turn_stands_for_its_profession_too(panel: Panel, workshop: Workshop, places, cast: Cast) -> None:
    second = join(panel, "gp", "second-gp")
    take(workshop, cast.gp)
    judge(places[3], cast.nurse)
    assert take(workshop, second) == places[3]


def test_nobody_is_given_a_note_twice(workshop: Workshop, places, gp) -> None:
    given = []
    while place := take(workshop, gp):
        given.append(place)
        judge(place, gp)
    assert given == places


@pytest.mark.parametrize("state", ["retired_at", "hidden_at"])
def test_retired_and_hidden_notes_are_given_to_nobody(workshop: Workshop, places, gp, state: str) -> None:
    note = places[0].note
    setattr(note, state, timezone.now())
    note.save()
    assert take(workshop, gp) == places[1]
    assert own_time_lists.mine(gp, workshop).left == 4


def test_a_note_that_was_left_comes_back_after_an_hour(workshop: Workshop, places, cast: Cast) -> None:
    take(workshop, cast.gp)
    take(workshop, cast.nurse)
    with time_machine.travel(timezone.now() + timedelta(minutes=59)):
        assert take(workshop, cast.social_worker) == places[1]
    Turn.objects.filter(by=cast.social_worker).delete()
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert take(workshop, cast.social_worker) == places[0]


def test_who_still_works_on_a_note_keeps_it(workshop: Workshop, places, cast: Cast) -> None:
    take(workshop, cast.gp)
    take(workshop, cast.nurse)
    later = timezone.now() + timedelta(minutes=61)
    for who in (cast.gp, cast.nurse):
        Draft.objects.create(workshop_note=places[0], by=who, about="judgement", entered={}, saved_at=later)
    with time_machine.travel(later + timedelta(minutes=1)):
        assert take(workshop, cast.social_worker) == places[1]


def test_who_comes_back_late_is_given_the_same_note_while_a_place_is_free(workshop, places, cast: Cast) -> None:
    judge(places[0], cast.nurse)
    judge(places[1], cast.nurse)
    assert take(workshop, cast.gp) == places[0]
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        assert take(workshop, cast.gp) == places[0]
        assert Turn.objects.get(by=cast.gp).taken_at > timezone.now() - timedelta(minutes=1)


def test_submitting_gives_the_next_note_and_sending_twice_no_second_one(workshop, places, gp) -> None:
    first = judge(take(workshop, gp), gp, take_next=True)
    again = judge(places[0], gp, take_next=True)
    assert (first.next_id, again.next_id, again.changed) == (places[1].pk, places[1].pk, False)
    assert Turn.objects.filter(by=gp).count() == 2


def test_changing_an_answer_gives_no_further_note(workshop: Workshop, places, gp) -> None:
    judge(places[0], gp)
    changed = judge(places[0], gp, YES, take_next=True)
    assert (changed.next_id, changed.stays, Turn.objects.count()) == (None, True, 0)


def test_over_the_api_a_judgement_takes_no_place_in_another_note(workshop: Workshop, gp) -> None:
    assert judge(take(workshop, gp), gp).next_id is None
    assert Turn.objects.count() == 1


def test_taking_the_first_note_starts_the_clock(workshop: Workshop, gp, nurse) -> None:
    take(workshop, gp)
    started = Workshop.objects.get().started_at
    take(workshop, nurse)
    assert started
    assert Workshop.objects.get().started_at == started


@pytest.mark.parametrize("who", ["facilitator", "lead", "admin"])
def test_only_members_take_notes(workshop: Workshop, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="Only members"):
        take(workshop, cast[who])


def test_a_closed_workshop_gives_nothing(workshop: Workshop, cast: Cast) -> None:
    sitting.close_workshop(workshop_id=workshop.pk, by=cast.facilitator)
    with pytest.raises(NotAllowed, match="closed"):
        take(workshop, cast.gp)


def test_in_other_modes_nothing_is_taken(panel: Panel, cast: Cast, area: Area) -> None:
    with pytest.raises(NotAllowed, match="own time"):
        take(make.workshop(panel, cast.facilitator, make.notes(area, 1)), cast.gp)


emails = count()


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wanted=st.integers(2, 4),
    steps=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["yes", "no", "leave", "wait"])), max_size=40),
)
def test_every_note_gets_its_judgements_and_nobody_judges_twice(panel, cast, area, wanted: int, steps) -> None:
    """Five members take, judge alike or not, leave, and hours pass, in any order; then all work on to the end."""
    members = [join(panel := make.panel(area, {}, name=f"P{next(emails)}"), "gp", f"m{next(emails)}") for _ in range(1)]
    members += [join(panel, "district-nurse", f"m{next(emails)}") for _ in range(4)]
    workshop = own_time(panel, cast, area, notes=3, wanted=wanted)
    clock = timezone.now()

    def step(who: User, act: str) -> bool:
        place = take(workshop, who)
        if place is None or act == "leave":
            return False
        judge(place, who, YES if act == "yes" else NO)
        return True

    for number, act in steps:
        clock += timedelta(minutes=61 if act == "wait" else 1)
        with time_machine.travel(clock, tick=False):
            if act != "wait":
                step(members[number], act)
            for place in workshop.notes.filter(phase="waiting"):
                held = live_turns().filter(workshop_note=place).count()
                assert held + place.judgements.count() <= wanted + place.extra_wanted
    with time_machine.travel(clock + timedelta(minutes=61), tick=False):
        while sum(step(who, "yes") for who in members):
            pass
    for place in workshop.notes.all():
        assert place.phase in {"ready", "contested"}
        assert place.judgements.filter(late=False).count() == wanted + place.extra_wanted
        assert len(set(place.judgements.values_list("by", flat=True))) == place.judgements.count()


# --- What completes a note -------------------------------------------------------------------------------------------


def test_a_note_is_ready_when_as_many_as_wanted_agree(places, cast: Cast) -> None:
    judge(places[0], cast.gp)
    assert (now(places[0]).phase, now(places[0]).revealed_at) == ("waiting", None)
    judge(places[0], cast.nurse)
    shown = now(places[0])
    assert (shown.phase, shown.differing, shown.revealed_by) == ("ready", 0, cast.nurse)
    assert shown.first_seen_after_reveal_at == shown.revealed_at  # it stays, and no page has to note it
    assert AuditEvent.objects.filter(action="note.judged-by-enough").count() == 1


def test_where_the_first_differ_one_more_is_asked_and_then_it_is_for_discussion(workshop, places, cast: Cast) -> None:
    judge(places[0], cast.gp, YES)
    judge(places[0], cast.nurse)
    asked = now(places[0])
    assert (asked.phase, asked.extra_wanted, asked.revealed_at) == ("waiting", 1, None)
    assert take(workshop, cast.gp) != places[0]
    assert take(workshop, cast.social_worker) == places[0]
    judge(places[0], cast.social_worker)
    assert (now(places[0]).phase, now(places[0]).differing) == ("contested", 15)  # 1 of 3 + 0 of 2 + 0 of 2, up


def test_where_nobody_is_left_to_ask_those_that_judged_must_do(panel: Panel, places, cast: Cast) -> None:
    panel.members.filter(user=cast.social_worker).update(left_at=timezone.now())
    judge(places[0], cast.gp, YES)
    judge(places[0], cast.nurse)
    assert now(places[0]).phase == "contested"


def test_who_comes_after_enough_is_late_and_never_mixed_in(places, cast: Cast) -> None:
    judge(places[0], cast.gp)
    judge(places[0], cast.nurse)
    came = judge(places[0], cast.social_worker, YES)
    assert came.late
    assert now(places[0]).phase == "ready"
    assert own_time_lists.ready_list(cast.facilitator, places[0].workshop)[0].number == 2


def test_a_revision_may_end_the_agreement_and_bring_it_back(places, cast: Cast) -> None:
    judge(places[0], cast.gp)
    judge(places[0], cast.nurse)
    judge(places[0], cast.nurse, YES)
    assert (now(places[0]).phase, now(places[0]).differing) == ("contested", 25)
    judge(places[0], cast.nurse, NO)
    assert (now(places[0]).phase, now(places[0]).differing) == ("ready", 0)
    assert Judgement.objects.filter(by=cast.nurse).count() == 2


def test_a_facilitator_stops_waiting_for_who_does_not_come(places, cast: Cast) -> None:
    judge(places[0], cast.gp)
    given = {"workshop_id": places[0].workshop_id, "by": cast.facilitator}
    with pytest.raises(NotAllowed, match="Nobody has judged"):
        collecting.stop_waiting(note_id=places[1].pk, **given)
    collecting.stop_waiting(note_id=places[0].pk, **given)
    assert (now(places[0]).phase, now(places[0]).revealed_by) == ("contested", cast.facilitator)
    assert judge(places[0], cast.nurse).late
    with pytest.raises(NotAllowed):
        collecting.stop_waiting(note_id=places[0].pk, workshop_id=places[0].workshop_id, by=cast.gp)


# --- Agreed in one step ----------------------------------------------------------------------------------------------


def both(place: WorkshopNote, cast: Cast, answers: Any = NO) -> None:
    judge(place, cast.gp, answers)
    judge(place, cast.nurse, answers)


def test_all_that_agree_are_recorded_in_one_step(workshop: Workshop, places, cast: Cast, area: Area) -> None:
    both(places[0], cast)
    both(places[1], cast, YES)
    judge(places[2], cast.gp)
    before = Area.objects.get(pk=area.pk).revision
    assert agree_all(workshop, cast.facilitator) == one_step.InOneStep(2, 0)
    first = AgreedReview.objects.get(workshop_note=places[0])
    assert (first.best_pathway, first.proposed_pathway.code, first.main_reason.code) == (
        "no",
        "reablement",
        "capacity-short",
    )
    assert (first.agreement, first.recorded_by, first.timing) == ("unanimous", cast.facilitator, "earlier")
    assert set(first.presence.values_list("profession__code", "number")) == {("gp", 1), ("district-nurse", 1)}
    assert set(first.missed_prevention.values_list("code", flat=True)) == set(NO["missed_prevention"])
    assert [now(place).phase for place in places[:3]] == ["agreed", "agreed", "waiting"]
    assert Area.objects.get(pk=area.pk).revision == before + 1
    assert AuditEvent.objects.filter(action="agreed-review.recorded").count() == 2


def test_what_has_no_majority_stays_empty(workshop: Workshop, places, cast: Cast) -> None:
    judge(places[0], cast.gp, {**NO, "achievability": "even", "comment": "mine"})
    judge(places[0], cast.nurse, NO)
    agree_all(workshop, cast.facilitator)
    review = AgreedReview.objects.get()
    assert (review.achievability, review.comment, review.cost_implication) == ("", "", "lower")


def test_what_changed_since_it_was_shown_is_left_out(workshop: Workshop, places, cast: Cast) -> None:
    both(places[0], cast)
    both(places[1], cast)
    shown = {each.place.pk: each.version for each in own_time_lists.ready_list(workshop.facilitator, workshop)}
    for who in (cast.gp, cast.nurse):
        judge(places[0], who, YES)  # ready again, and something else is proposed
    done = one_step.agree_ready(workshop_id=workshop.pk, shown=shown, by=cast.facilitator)
    assert done == one_step.InOneStep(1, 1)
    assert now(places[0]).phase == "ready"


def test_what_another_panel_agreed_meanwhile_is_left_out(workshop: Workshop, places, cast: Cast) -> None:
    both(places[0], cast)
    both(places[1], cast)
    shown = {each.place.pk: each.version for each in own_time_lists.ready_list(cast.facilitator, workshop)}
    other = make.workshop(workshop.panel, cast.lead, [places[0].note], name="Wednesday")
    sitting.record_agreed_review(
        workshop_id=other.pk, note_id=other.notes.get().pk, answers={**YES, **ROOM}, whole=True, by=cast.lead
    )
    done = one_step.agree_ready(workshop_id=workshop.pk, shown=shown, by=cast.facilitator)
    assert (done, AgreedReview.objects.count()) == (one_step.InOneStep(1, 1), 2)


def test_pressing_twice_records_once(workshop: Workshop, places, cast: Cast) -> None:
    both(places[0], cast)
    shown = {places[0].pk: 2}
    done = [one_step.agree_ready(workshop_id=workshop.pk, shown=shown, by=cast.facilitator) for _ in range(2)]
    assert done == [one_step.InOneStep(1, 0), one_step.InOneStep(0, 1)]


def test_a_note_for_discussion_is_never_recorded_in_one_step(workshop: Workshop, places, cast: Cast) -> None:
    judge(places[0], cast.gp, YES)
    judge(places[0], cast.nurse)
    judge(places[0], cast.social_worker)
    shown = {places[0].pk: 3}
    assert one_step.agree_ready(workshop_id=workshop.pk, shown=shown, by=cast.facilitator).recorded == 0


@pytest.mark.parametrize("who", ["gp", "viewer", "steward", "outsider"])
def test_only_who_runs_it_records(workshop: Workshop, places, cast: Cast, who: str) -> None:
    both(places[0], cast)
    with pytest.raises((NotAllowed, Http404)):
        one_step.agree_ready(workshop_id=workshop.pk, shown={places[0].pk: 2}, by=cast[who])
    assert not AgreedReview.objects.exists()


# --- Discussed -------------------------------------------------------------------------------------------------------


def contest(place: WorkshopNote, cast: Cast, *answers: Any) -> None:
    for who, what in zip((cast.gp, cast.nurse, cast.social_worker), answers, strict=True):
        judge(place, who, what)


def test_the_most_contested_comes_first_and_what_is_put_off_last(workshop: Workshop, places, cast: Cast) -> None:
    contest(places[0], cast, NO, YES, NO)  # 1 of 3 + 0 + 0 of 7
    contest(places[1], cast, REABLED, AT_HOME, YES)  # 1 of 3 + 1 of 2 + 0 of 2
    contest(places[2], cast, REABLED, AT_HOME, AT_HOME)  # 0 + 1 of 3 + 0 of 9
    order = [places[1], places[0], places[2]]
    assert access.to_record(cast.facilitator, workshop) == places[1]
    told = sitting.record_agreed_review(
        workshop_id=workshop.pk, note_id=places[1].pk, answers={**NO, **ROOM}, whole=True, open_next=True,
        by=cast.facilitator,
    )  # fmt: skip
    assert told.next_id == order[1].pk
    sitting.skip_note(workshop_id=workshop.pk, note_id=places[0].pk, by=cast.facilitator)
    assert access.to_record(cast.facilitator, workshop) == places[2]
    assert now(places[0]).phase == "skipped"


def test_no_review_is_recorded_while_members_judge(places, cast: Cast) -> None:
    judge(places[0], cast.gp)
    with pytest.raises(NotAllowed, match="still judging"):
        sitting.record_agreed_review(
            workshop_id=places[0].workshop_id, note_id=places[0].pk, answers={**NO, **ROOM}, whole=True,
            by=cast.facilitator,
        )  # fmt: skip


def test_nothing_is_opened_or_revealed_by_hand(places, cast: Cast) -> None:
    for act in (sitting.open_note, sitting.reveal_note, sitting.undo_reveal, sitting.skip_note):
        with pytest.raises(NotAllowed):
            act(workshop_id=places[0].workshop_id, note_id=places[0].pk, by=cast.facilitator)


def test_closing_frees_what_was_not_agreed(workshop: Workshop, places, cast: Cast, area: Area) -> None:
    both(places[0], cast)
    agree_all(workshop, cast.facilitator)
    sitting.close_workshop(workshop_id=workshop.pk, by=cast.facilitator)
    assert planning.free_notes(area.pk).count() == 4
