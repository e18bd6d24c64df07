"""What happens in a workshop: the only writer of phases, judgements and agreed reviews.

Locks are always taken in the same order, so that nobody waits for each other: the workshop, its notes, the review or
judgement, the area. Whoever runs the workshop takes the first, so two facilitators follow one another; a member takes
only the note's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from areas.models import Area
from config.errors import NotAllowed, Stale
from reviews import access
from reviews.models import AgreedReview, Judgement, Presence, Workshop, WorkshopNote
from reviews.workshops import kept
from reviews.workshops.answers import checked, checked_review
from reviews.workshops.menu import Menu, menu_for
from reviews.workshops.phases import check_phase

Phase = WorkshopNote.Phase
AGREED_ELSEWHERE = "Another panel has agreed this note. Tables count a note once, by its first agreed review."


@dataclass(frozen=True)
class Recorded:
    """What a write led to. `changed` is False where the same was there already; `next_id` is the place to go on to."""

    row: Judgement | AgreedReview
    answers: Mapping[str, Any]
    changed: bool
    next_id: int | None


@transaction.atomic
def open_note(*, workshop_id: int, note_id: int, by: User) -> WorkshopNote:
    """Put a note before the room; the note that was open waits again. The first one starts the workshop's clock."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_run(workshop)
    place = access.workshop_note_locked(by, workshop_id, note_id)
    if place.phase == Phase.OPEN:
        return place
    check_phase("open", place.phase)
    WorkshopNote.objects.filter(workshop=workshop, phase=Phase.OPEN).update(phase=Phase.WAITING)
    _open(workshop, place, by=by)
    return place


@transaction.atomic
def skip_note(*, workshop_id: int, note_id: int, by: User) -> WorkshopNote | None:
    """Come back to a note later. When it was open, the next one opens; gives the note that is open now, if any."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_run(workshop)
    place = access.workshop_note_locked(by, workshop_id, note_id)
    if place.phase == Phase.SKIPPED:
        return _open_one(workshop)
    check_phase("put off", place.phase)
    was_open = place.phase == Phase.OPEN
    place.phase = Phase.SKIPPED
    place.save(update_fields=["phase"])
    audit.record("note.put-off", place, by=by)
    return _open_next_waiting(workshop, place, by=by) if was_open else _open_one(workshop)


@transaction.atomic
def submit_judgement(
    *, workshop_id: int, note_id: int, answers: Mapping[str, Any], whole: bool, revision: int | None = None, by: User
) -> Recorded:
    """Record a member's own judgement, or change it. The same answers again change nothing.

    revision    the one that `by` changes, 0 for none yet; None: whichever there is
    whole       as for `answers.checked`
    Raises Http404, NotAllowed, answers.Invalid, and Stale where the judgement has another revision by now.
    """
    place = access.workshop_note_locked(by, workshop_id, note_id)
    access.check_can_judge(place)
    check_phase("judge", place.phase)
    menu = _menu(place)
    given = checked(answers, menu.offered(place.note.actual_pathway.code), whole=whole)
    judgement = access.judgement_of(by, place)
    if judgement is None:
        _check_revision(revision, 0)
        judgement = _first_judgement(place, given, menu, by=by)
    elif kept.same(kept.plain(judgement), given):
        return Recorded(judgement, given, False, _judge_next(place, by))
    else:
        _check_revision(revision, judgement.revision)
        _change(judgement, given, menu, submitted_at=timezone.now())
    audit.record("judgement.submitted", judgement, by=by, revision=judgement.revision)
    return Recorded(judgement, given, True, _judge_next(place, by))


@transaction.atomic
def record_agreed_review(
    *,
    workshop_id: int,
    note_id: int,
    answers: Mapping[str, Any],
    whole: bool,
    revision: int | None = None,
    open_next: bool = False,
    by: User,
) -> Recorded:
    """Record the panel's answer about a note, or correct it. The same review again changes nothing.

    answers     as for `answers.checked_review`
    revision    the one that `by` corrects, 0 for none yet; None: whichever there is
    open_next   open the next waiting note when this one was recorded for the first time and no other is open
    Raises Http404, NotAllowed, answers.Invalid, and Stale where the review has another revision by now.
    """
    workshop = access.workshop_for(by, workshop_id, lock=True)
    place = access.workshop_note_locked(by, workshop_id, note_id)
    access.check_can_record(place)
    check_phase("record", place.phase)
    menu = _menu(place)
    given, agreement = checked_review(answers, menu.offered(place.note.actual_pathway.code), whole=whole)
    review = AgreedReview.objects.filter(note=place.note_id).select_related("proposed_pathway", "main_reason").first()
    if review is None:
        _check_revision(revision, 0)
        review = _first_review(workshop, place, given, agreement, menu, by=by)
        following = _open_next_waiting(workshop, place, by=by) if open_next else _open_one(workshop)
    else:
        following = _open_one(workshop)
        if not _correct(review, place, given, agreement, menu, revision=revision, by=by):
            return Recorded(review, given | agreement, False, following.pk if following else None)
    audit.record("agreed-review.recorded", review, by=by, note=place.note_id, revision=review.revision)
    Area.objects.touch(workshop.area_id)
    return Recorded(review, given | agreement, True, following.pk if following else None)


@transaction.atomic
def close_workshop(*, workshop_id: int, by: User) -> Workshop:
    """End a workshop. Its notes that were not agreed are free for another one."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    if workshop.closed_at:
        return workshop
    access.check_can_run(workshop)
    WorkshopNote.objects.filter(workshop=workshop, phase=Phase.OPEN).update(phase=Phase.WAITING)
    workshop.closed_at = timezone.now()
    workshop.save(update_fields=["closed_at"])
    audit.record("workshop.closed", workshop, by=by)
    return workshop


# --- Judgements ------------------------------------------------------------------------------------------------------


def _menu(place: WorkshopNote) -> Menu:
    return menu_for(place.note.decision_point, revision=place.catalogue_revision or 0)


def _first_judgement(place: WorkshopNote, given: Mapping[str, Any], menu: Menu, *, by: User) -> Judgement:
    judgement = Judgement.objects.create(
        workshop_note=place, by=by, profession_id=place.profession_id, **kept.columns(given, menu)
    )
    kept.add_links(judgement, given, menu)
    return judgement


def _judge_next(place: WorkshopNote, by: User) -> int | None:
    """The next note for this member: after the last one come those that were left out."""
    if place.to_judge_next:
        return place.to_judge_next
    left = access.to_judge(by, place.workshop)
    return left.pk if left else None


def _check_revision(given: int | None, now: int) -> None:
    if given is not None and given != now:
        raise Stale(now)


def _change(row: Judgement | AgreedReview, given: Mapping[str, Any], menu: Menu, **more: Any) -> None:
    for name, value in {**kept.columns(given, menu), **more, "revision": row.revision + 1}.items():
        setattr(row, name, value)
    row.save(update_fields=[*kept.SAVED, *more, "revision"])
    kept.set_links(row, given, menu)


# --- Agreed reviews --------------------------------------------------------------------------------------------------


def _first_review(
    workshop: Workshop,
    place: WorkshopNote,
    given: Mapping[str, Any],
    agreement: Mapping[str, Any],
    menu: Menu,
    *,
    by: User,
) -> AgreedReview:
    review = AgreedReview(
        note=place.note,
        panel_id=workshop.panel_id,
        workshop_note=place,
        reviewed_on=timezone.localdate(),
        agreement=agreement["agreement"],
        dissent=agreement["dissent"],
        recorded_by=by,
        **kept.columns(given, menu),
    )
    _insert_unless_counted(review)
    kept.add_links(review, given, menu)
    _set_presence(review, agreement["presence"], menu)
    place.phase, place.agreed_at = Phase.AGREED, timezone.now()
    place.save(update_fields=["phase", "agreed_at"])
    return review


def _insert_unless_counted(review: AgreedReview) -> None:
    """Another workshop or a file of reviews may be agreeing the same note at this moment: the first one counts."""
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError as error:
        if "note_counted_once" in str(error) or "agreedreview.note_id" in str(error):
            raise NotAllowed(AGREED_ELSEWHERE) from error
        raise


def _correct(
    review: AgreedReview,
    place: WorkshopNote,
    given: Mapping[str, Any],
    agreement: Mapping[str, Any],
    menu: Menu,
    *,
    revision: int | None,
    by: User,
) -> bool:
    """Change a review that was recorded before; False where it says the same already."""
    if review.workshop_note_id != place.pk:
        raise NotAllowed(AGREED_ELSEWHERE)
    if kept.same({**kept.plain(review), **kept.plain_agreement(review)}, {**given, **agreement}):
        return False
    _check_revision(revision, review.revision)
    room = {"agreement": agreement["agreement"], "dissent": agreement["dissent"]}
    _change(review, given, menu, **room, recorded_by=by, recorded_at=timezone.now())
    review.presence.all().delete()
    _set_presence(review, agreement["presence"], menu)
    return True


def _set_presence(review: AgreedReview, presence: Mapping[str, int], menu: Menu) -> None:
    keys = {profession.code: profession.pk for profession in menu.professions}
    Presence.objects.bulk_create(
        Presence(review=review, profession_id=keys[code], number=number) for code, number in presence.items()
    )


# --- Phases ----------------------------------------------------------------------------------------------------------


def _open(workshop: Workshop, place: WorkshopNote, *, by: User) -> None:
    place.phase, place.opened_at = Phase.OPEN, timezone.now()
    place.save(update_fields=["phase", "opened_at"])
    if workshop.started_at is None:
        workshop.started_at = timezone.now()
        workshop.save(update_fields=["started_at"])
    audit.record("note.opened", place, by=by)


def _open_one(workshop: Workshop) -> WorkshopNote | None:
    return WorkshopNote.objects.filter(workshop=workshop, phase=Phase.OPEN).first()


def _open_next_waiting(workshop: Workshop, after: WorkshopNote, *, by: User) -> WorkshopNote | None:
    """The note that is open, or else the next one waiting, opened; None when none waits."""
    place = _open_one(workshop) or access.waiting_after(workshop, after)
    if place and place.phase == Phase.WAITING:
        _open(workshop, place, by=by)
    return place
