"""Judging and agreeing: who may, in which order, and that nothing is recorded twice."""

import pytest
from django.http import Http404

from accounts.models import AuditEvent
from areas.models import Area, Membership
from config.errors import NotAllowed, Stale
from reviews import access
from reviews.models import AgreedReview, CaseNote, Judgement, PanelMember, Workshop, WorkshopNote
from reviews.workshops import kept, sitting
from reviews.workshops.answers import Invalid
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM, YES


def judge(place: WorkshopNote, by, answers=NO, **more):
    return sitting.submit_judgement(
        workshop_id=place.workshop_id, note_id=place.pk, answers=answers, whole=True, by=by, **more
    )


def agree(place: WorkshopNote, by, answers=NO, **more):
    return sitting.record_agreed_review(
        workshop_id=place.workshop_id, note_id=place.pk, answers={**answers, **ROOM}, whole=True, by=by, **more
    )


def revision(area: Area) -> int:
    return Area.objects.get(pk=area.pk).revision


def phases(workshop: Workshop) -> list[str]:
    return list(workshop.notes.values_list("phase", flat=True))


# --- A member's own judgement ----------------------------------------------------------------------------------------


def test_a_judgement_keeps_every_answer_and_the_profession(place: WorkshopNote, gp) -> None:
    judgement = Judgement.objects.get(pk=judge(place, gp).row.pk)
    assert {name: kept.plain(judgement)[name] for name in NO} == NO
    assert (judgement.by, judgement.profession.code, judgement.revision) == (gp, "gp", 1)


def test_the_same_judgement_twice_is_one(place: WorkshopNote, gp) -> None:
    assert judge(place, gp, revision=0).changed
    assert not judge(place, gp, revision=0).changed
    assert Judgement.objects.get().revision == 1
    assert AuditEvent.objects.filter(action="judgement.submitted").count() == 1


def test_a_changed_judgement_replaces_every_answer(place: WorkshopNote, gp) -> None:
    judge(place, gp)
    judge(place, gp, YES, revision=1)
    judgement = Judgement.objects.get()
    assert judgement.revision == 2
    lists = {name: [] for name in ("reasons", "missed_prevention", "evidence")}
    empty = {**dict.fromkeys(kept.plain(judgement), ""), **lists, "illustrative": False}
    assert kept.same(kept.plain(judgement), {**empty, **YES})


def test_a_judgement_changed_elsewhere_is_not_overwritten(place: WorkshopNote, gp) -> None:
    judge(place, gp, revision=0)
    judge(place, gp, YES, revision=1)
    with pytest.raises(Stale) as stale:
        judge(place, gp, {**YES, "level_of_need": "high"}, revision=1)
    assert stale.value.revision == 2


def test_judging_leaves_the_tables_alone(place: WorkshopNote, gp, area: Area) -> None:
    before = revision(area)
    judge(place, gp)
    assert revision(area) == before


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        ("gp", None),
        ("facilitator", NotAllowed),
        ("lead", NotAllowed),
        ("viewer", Http404),
        ("steward", Http404),
        ("outsider", Http404),
        ("admin", NotAllowed),
    ],
)
def test_who_may_judge(place: WorkshopNote, cast: Cast, who: str, outcome: type[Exception] | None) -> None:
    if outcome is None:
        assert judge(place, cast[who]).changed
    else:
        with pytest.raises(outcome):
            judge(place, cast[who])
        assert not Judgement.objects.exists()


def test_who_left_the_panel_judges_no_more_but_their_judgement_stays(place: WorkshopNote, gp) -> None:
    judge(place, gp)
    PanelMember.objects.filter(user=gp).update(left_at="2026-11-20T12:00Z")
    with pytest.raises(Http404):
        judge(place, gp, YES)
    assert Judgement.objects.filter(by=gp).exists()


def test_who_lost_their_role_in_the_area_judges_no_more(place: WorkshopNote, gp) -> None:
    Membership.objects.filter(user=gp).delete()
    with pytest.raises(Http404):
        judge(place, gp)


def test_a_note_that_was_agreed_is_judged_no_more(place: WorkshopNote, gp, facilitator) -> None:
    agree(place, facilitator)
    with pytest.raises(NotAllowed, match="agreed"):
        judge(place, gp)


def test_a_closed_workshop_takes_no_judgements(place: WorkshopNote, gp, facilitator) -> None:
    sitting.close_workshop(workshop_id=place.workshop_id, by=facilitator)
    with pytest.raises(NotAllowed, match="closed"):
        judge(place, gp)


def test_a_retired_note_is_not_judged(place: WorkshopNote, gp) -> None:
    CaseNote.objects.filter(pk=place.note_id).update(retired_at="2026-11-20T12:00Z")
    with pytest.raises(NotAllowed, match="retired"):
        judge(place, gp)


def test_a_note_is_found_only_in_its_own_workshop(place: WorkshopNote, gp, facilitator, area: Area) -> None:
    other = make.workshop(place.workshop.panel, facilitator, make.notes(area, 1), name="Wednesday")
    with pytest.raises(Http404):
        sitting.submit_judgement(workshop_id=other.pk, note_id=place.pk, answers=NO, whole=True, by=gp)


def test_answers_that_cannot_be_taken_record_nothing(place: WorkshopNote, gp) -> None:
    with pytest.raises(Invalid):
        judge(place, gp, {**NO, "proposed_pathway": "short-term-bed"})
    assert not Judgement.objects.exists()
    assert not AuditEvent.objects.exclude(action__startswith="catalogue").exists()


# --- Which note comes next -------------------------------------------------------------------------------------------


def test_a_member_goes_through_the_notes_in_order(places: list[WorkshopNote], gp) -> None:
    assert judge(places[2], gp).next_id == places[3].pk
    assert judge(places[4], gp).next_id == places[0].pk  # after the last come those left out
    assert [judge(place, gp).next_id for place in (places[0], places[1], places[3])] == [
        places[1].pk,
        places[3].pk,
        None,
    ]


def test_the_open_note_comes_first(places: list[WorkshopNote], gp, facilitator) -> None:
    sitting.open_note(workshop_id=places[0].workshop_id, note_id=places[3].pk, by=facilitator)
    assert access.to_judge(gp, places[0].workshop) == places[3]
    assert judge(places[0], gp).next_id == places[3].pk


def test_the_facilitator_gets_what_waits_before_what_was_put_off(places: list[WorkshopNote], facilitator) -> None:
    workshop = places[0].workshop
    sitting.skip_note(workshop_id=workshop.pk, note_id=places[0].pk, by=facilitator)
    assert access.to_record(facilitator, workshop) == places[1]
    for place in places[1:]:
        agree(place, facilitator)
    assert access.to_record(facilitator, workshop) == places[0]
    agree(places[0], facilitator)
    assert access.to_record(facilitator, workshop) is None


# --- Phases ----------------------------------------------------------------------------------------------------------


def test_opening_a_note_puts_the_open_one_back(places: list[WorkshopNote], facilitator) -> None:
    workshop = places[0].workshop
    sitting.open_note(workshop_id=workshop.pk, note_id=places[0].pk, by=facilitator)
    sitting.open_note(workshop_id=workshop.pk, note_id=places[2].pk, by=facilitator)
    assert phases(workshop) == ["waiting", "waiting", "open", "waiting", "waiting"]
    workshop.refresh_from_db()
    assert workshop.started_at is not None


def test_putting_off_the_open_note_opens_the_next(places: list[WorkshopNote], facilitator) -> None:
    workshop = places[0].workshop
    sitting.open_note(workshop_id=workshop.pk, note_id=places[4].pk, by=facilitator)
    following = sitting.skip_note(workshop_id=workshop.pk, note_id=places[4].pk, by=facilitator)
    assert following == places[0]
    assert phases(workshop) == ["open", "waiting", "waiting", "waiting", "skipped"]


def test_an_agreed_note_is_not_opened_again(place: WorkshopNote, facilitator) -> None:
    agree(place, facilitator)
    with pytest.raises(NotAllowed):
        sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=facilitator)


@pytest.mark.parametrize(("who", "allowed"), [("facilitator", True), ("lead", True), ("admin", True), ("gp", False)])
def test_who_may_run_a_workshop(place: WorkshopNote, cast: Cast, who: str, allowed: bool) -> None:
    by = cast[who]
    acts = [
        lambda: sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=by),
        lambda: sitting.skip_note(workshop_id=place.workshop_id, note_id=place.pk, by=by),
        lambda: agree(place, by),
        lambda: sitting.close_workshop(workshop_id=place.workshop_id, by=by),
    ]
    for act in acts:
        if allowed:
            act()
        else:
            with pytest.raises(NotAllowed):
                act()


def test_a_facilitator_of_the_area_sees_but_does_not_run_another_s_workshop(place: WorkshopNote, nurse) -> None:
    Membership.objects.create(area=place.workshop.area, user=nurse, role="facilitator")
    PanelMember.objects.filter(user=nurse).delete()
    assert access.workshop_for(nurse, place.workshop_id)
    with pytest.raises(NotAllowed):
        agree(place, nurse)


# --- The agreed review -----------------------------------------------------------------------------------------------


def test_an_agreed_review_keeps_answers_room_and_agreement(place: WorkshopNote, facilitator) -> None:
    review = AgreedReview.objects.get(pk=agree(place, facilitator).row.pk)
    assert {name: kept.plain(review)[name] for name in NO} == NO
    assert kept.plain_agreement(review) == {**ROOM, "presence": {"gp": 1, "social-worker": 2}}
    assert (review.note_id, review.panel, review.recorded_by) == (place.note_id, place.workshop.panel, facilitator)
    place.refresh_from_db()
    assert place.phase == "agreed"


def test_recording_tells_the_tables_once(place: WorkshopNote, facilitator, area: Area) -> None:
    before = revision(area)
    agree(place, facilitator)
    agree(place, facilitator)
    assert revision(area) == before + 1
    assert AgreedReview.objects.count() == 1
    assert AuditEvent.objects.filter(action="agreed-review.recorded").count() == 1


def test_record_and_go_on_opens_the_next_waiting_note(places: list[WorkshopNote], facilitator) -> None:
    workshop = places[0].workshop
    sitting.open_note(workshop_id=workshop.pk, note_id=places[0].pk, by=facilitator)
    assert agree(places[0], facilitator, open_next=True).next_id == places[1].pk
    assert agree(places[0], facilitator, open_next=True).next_id == places[1].pk  # pressed twice
    assert phases(workshop) == ["agreed", "open", "waiting", "waiting", "waiting"]


def test_recording_by_itself_opens_nothing(places: list[WorkshopNote], facilitator) -> None:
    assert agree(places[0], facilitator).next_id is None
    assert phases(places[0].workshop) == ["agreed", "waiting", "waiting", "waiting", "waiting"]


def test_a_correction_needs_the_revision_it_corrects(place: WorkshopNote, facilitator, area: Area) -> None:
    agree(place, facilitator, revision=0)
    before = revision(area)
    with pytest.raises(Stale):
        agree(place, facilitator, YES, revision=0)
    assert revision(area) == before
    agree(place, facilitator, YES, revision=1)
    review = AgreedReview.objects.get()
    assert (review.best_pathway, review.revision, revision(area)) == ("yes", 2, before + 1)


def test_a_review_can_be_corrected_after_the_workshop_closed(places: list[WorkshopNote], facilitator) -> None:
    agree(places[0], facilitator)
    sitting.close_workshop(workshop_id=places[0].workshop_id, by=facilitator)
    assert agree(places[0], facilitator, YES, revision=1).changed
    with pytest.raises(NotAllowed, match="closed"):
        agree(places[1], facilitator)


def test_a_note_that_another_panel_agreed_is_not_agreed_again(place: WorkshopNote, facilitator) -> None:
    other = make.workshop(place.workshop.panel, facilitator, [place.note], name="Wednesday")
    agree(other.notes.get(), facilitator)
    with pytest.raises(NotAllowed, match="Another panel"):
        agree(place, facilitator)
    assert AgreedReview.objects.count() == 1


def test_a_review_that_cannot_be_audited_is_not_recorded(place: WorkshopNote, facilitator, monkeypatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("the audit trail can't be written")

    monkeypatch.setattr("reviews.workshops.sitting.audit.record", broken)
    with pytest.raises(OSError, match="audit"):
        agree(place, facilitator)
    place.refresh_from_db()
    assert (AgreedReview.objects.count(), place.phase) == (0, "waiting")


# --- Who sees whose judgement ----------------------------------------------------------------------------------------


def test_a_judgement_is_seen_by_nobody_else(place: WorkshopNote, cast: Cast) -> None:
    judge(place, cast.gp)
    for who in ("nurse", "social_worker", "facilitator", "lead", "admin"):
        assert access.judgement_of(cast[who], place) is None
