"""What happens in a workshop: the only writer of phases, judgements and agreed reviews.

Locks are always taken in the same order, so that nobody waits for each other: the workshop, its notes, the review or
judgement, the area. Whoever runs the workshop takes the first, so two facilitators follow one another; a member takes
only the note's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from config.errors import NotAllowed
from reviews import access
from reviews.models import AgreedReview, Draft, Judgement, Workshop, WorkshopNote
from reviews.workshops import collecting, drafts, figures_moved, kept, private_notes, queue, sitting_rows
from reviews.workshops.answers import checked, checked_review
from reviews.workshops.menu import Menu, menu_for
from reviews.workshops.offers import Seat
from reviews.workshops.phases import check_phase
from reviews.workshops.room_moves import moved

Phase = WorkshopNote.Phase
SEEN_ALREADY = "Somebody has seen the answers, so showing them can't be undone."


@dataclass(frozen=True)
class Recorded:
    """What a write led to. `changed` is False where the same was there already; `next_id` is the place to go on to."""

    row: Judgement | AgreedReview
    answers: Mapping[str, Any]
    changed: bool
    next_id: int | None
    stays: bool = False  # there is more to see here: the room judges alone, and looks at all answers afterwards

    @property
    def late(self) -> bool:
        return isinstance(self.row, Judgement) and self.row.late


@transaction.atomic
def open_note(*, workshop_id: int, note_id: int, by: User) -> WorkshopNote:
    """Put a note before the room; the note that was open waits again. The first one starts the workshop's clock."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_run(workshop)
    place = access.workshop_note_locked(by, workshop_id, note_id)
    if place.phase in WorkshopNote.IN_ROOM:
        return place
    check_phase("open", place.phase, workshop.mode)
    _leave_room(workshop)
    _open(workshop, place, by=by)
    moved(workshop)
    return place


@transaction.atomic
def skip_note(*, workshop_id: int, note_id: int, by: User) -> WorkshopNote | None:
    """Come back to a note later. When it was open, the next one opens; gives the note that is open now, if any."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_run(workshop)
    place = access.workshop_note_locked(by, workshop_id, note_id, hidden_too=True)
    if place.phase == Phase.SKIPPED:
        return _open_one(workshop)
    check_phase("put off", place.phase, workshop.mode)
    was_open = place.phase in WorkshopNote.IN_ROOM
    place.phase = Phase.SKIPPED
    place.save(update_fields=["phase"])
    audit.record("note.put-off", place, by=by)
    following = _open_next_waiting(workshop, place, by=by) if was_open else _open_one(workshop)
    moved(workshop)
    return following


@transaction.atomic
def reveal_note(*, workshop_id: int, note_id: int, by: User) -> WorkshopNote:
    """Show everybody's answers to everybody. Whoever submits after this is late."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_run(workshop)
    place = access.workshop_note_locked(by, workshop_id, note_id)
    if place.phase == Phase.REVEALED:
        return place
    check_phase("reveal", place.phase, workshop.mode)
    place.phase, place.revealed_at, place.revealed_by = Phase.REVEALED, timezone.now(), by
    place.save(update_fields=["phase", "revealed_at", "revealed_by"])
    audit.record("note.revealed", place, by=by)
    moved(workshop)
    return place


@transaction.atomic
def undo_reveal(*, workshop_id: int, note_id: int, by: User) -> WorkshopNote:
    """Back to judging alone, while nobody but who revealed the note has seen the answers."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_run(workshop)
    place = access.workshop_note_locked(by, workshop_id, note_id)
    if place.phase == Phase.OPEN:
        return place
    check_phase("undo the reveal", place.phase, workshop.mode)
    if place.first_seen_after_reveal_at:
        raise NotAllowed(SEEN_ALREADY)
    place.phase, place.revealed_at, place.revealed_by = Phase.OPEN, None, None
    place.save(update_fields=["phase", "revealed_at", "revealed_by"])
    audit.record("note.reveal-undone", place, by=by)
    moved(workshop)
    return place


def see_revealed(place: WorkshopNote) -> None:
    """Note that revealed answers are about to be seen. Comes before they are read, so that no undo can slip between."""
    revealed = WorkshopNote.objects.filter(pk=place.pk, revealed_at__isnull=False, first_seen_after_reveal_at=None)
    revealed.update(first_seen_after_reveal_at=timezone.now())


@transaction.atomic
def submit_judgement(
    *,
    workshop_id: int,
    note_id: int,
    answers: Mapping[str, Any],
    whole: bool,
    revision: int | None = None,
    private_note: str | None = None,
    take_next: bool = False,
    by: User,
) -> Recorded:
    """Record a member's own judgement, or change it. The same answers again change nothing.

    Once answers are revealed, a change is a row of its own beside the first one, and a first one is late.

    revision    the one that `by` changes, 0 for none yet; None: whichever there is
    take_next   in own time: after a first judgement, give `by` the next note
    whole       as for `answers.checked`
    private_note  what they keep to themselves, None to leave it; their draft goes
    Raises Http404, NotAllowed, answers.Invalid, and Stale where the judgement has another revision by now.
    """
    place = access.workshop_note_locked(by, workshop_id, note_id, about=Draft.About.JUDGEMENT)
    access.check_can_judge(place)
    menu = _menu(place)
    given = checked(answers, menu.offered(place.note.actual_pathway.code, place.note.narrative), whole=whole)
    _settle(place, private_note, Draft.About.JUDGEMENT, by=by)
    before = collecting.before(place) if place.workshop.mode == Workshop.Mode.OWN_TIME else None
    judgement = access.judgement_of(by, place) if before is None or by.pk in before.people else None
    first = judgement is None
    if judgement is None:
        sitting_rows.check_revision(revision, 0)
        judgement = sitting_rows.first_judgement(place, given, menu, by=by)
    elif kept.same(kept.plain(judgement), given):
        return Recorded(judgement, given, False, _judge_next(place, by, take_next), _stays(place, judgement))
    else:
        take_next = False
        sitting_rows.check_revision(revision, judgement.revision)
        judgement = sitting_rows.change_judgement(judgement, place, given, menu)
    if place.revealed_at:
        see_revealed(place)
    audit.record("judgement.submitted", judgement, by=by, revision=judgement.revision)
    if before:
        collecting.judged(place, given, first=before if first else None, by=by)
    return Recorded(judgement, given, True, _judge_next(place, by, take_next), _stays(place, judgement))


@transaction.atomic
def record_agreed_review(
    *,
    workshop_id: int,
    note_id: int,
    answers: Mapping[str, Any],
    whole: bool,
    revision: int | None = None,
    open_next: bool = False,
    private_note: str | None = None,
    by: User,
) -> Recorded:
    """Record the panel's answer about a note, or correct it. The same review again changes nothing.

    answers     as for `answers.checked_review`
    revision    the one that `by` corrects, 0 for none yet; None: whichever there is
    open_next   open the next waiting note when this one was recorded for the first time and no other is open
    Raises Http404, NotAllowed, answers.Invalid, and Stale where the review has another revision by now.
    """
    workshop = access.workshop_for(by, workshop_id, lock=True)
    place = access.workshop_note_locked(by, workshop_id, note_id, about=Draft.About.AGREED_REVIEW)
    access.check_can_record(place)
    check_phase("record", place.phase, workshop.mode)
    menu = _menu(place)
    given, agreement = checked_review(
        answers, menu.offered(place.note.actual_pathway.code, place.note.narrative), whole=whole
    )
    _settle(place, private_note, Draft.About.AGREED_REVIEW, by=by)
    review = sitting_rows.review_there(place)
    if review is None:
        sitting_rows.check_revision(revision, 0)
        review = sitting_rows.first_review(workshop, place, given, agreement, menu, by=by)
        following = _open_next_waiting(workshop, place, by=by) if open_next else _open_one(workshop)
    else:
        following = _open_one(workshop)
        if not sitting_rows.correct(review, place, given, agreement, menu, revision=revision, by=by):
            return Recorded(review, given | agreement, False, following.pk if following else None)
    audit.record("agreed-review.recorded", review, by=by, note=place.note_id, revision=review.revision)
    moved(workshop)
    figures_moved.after_review(workshop, exchanged=place.exchange_id is not None)
    return Recorded(review, given | agreement, True, following.pk if following else None)


@transaction.atomic
def close_workshop(*, workshop_id: int, by: User) -> Workshop:
    """End a workshop. Its notes that were not agreed are free for another one."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    if workshop.closed_at:
        return workshop
    access.check_can_run(workshop)
    _leave_room(workshop)
    workshop.closed_at = timezone.now()
    moved(workshop)
    audit.record("workshop.closed", workshop, by=by)
    figures_moved.after_exchange([workshop.pk])
    return workshop


# --- Judgements ------------------------------------------------------------------------------------------------------


def _settle(place: WorkshopNote, private_note: str | None, about: str, *, by: User) -> None:
    """What this person keeps to themselves about the note. Undone with the rest where the answers are stale."""
    private_notes.keep(place, private_note, by=by)
    drafts.forget(place, about, by=by)


def _menu(place: WorkshopNote) -> Menu:
    return menu_for(place.note.decision_point, revision=place.catalogue_revision or 0)


def _stays(place: WorkshopNote, judgement: Judgement) -> bool:
    changed = judgement.revision > 1
    mode = place.workshop.mode
    return mode == Workshop.Mode.INDEPENDENT or (mode == Workshop.Mode.OWN_TIME and changed)


def _judge_next(place: WorkshopNote, by: User, take_next: bool) -> int | None:
    """The next note for this member: after the last one come those that were left out. In own time one is given."""
    if place.workshop.mode == Workshop.Mode.OWN_TIME:
        seat = Seat(by, place.workshop, place.profession_id)
        given = queue.hand_out(seat, wait=False) if take_next else None
        return given.pk if given else None
    if place.to_judge_next:
        return place.to_judge_next
    left = access.to_judge(by, place.workshop)
    return left.pk if left else None


# --- Phases ----------------------------------------------------------------------------------------------------------


def _open(workshop: Workshop, place: WorkshopNote, *, by: User) -> None:
    place.phase = Phase.REVEALED if place.revealed_at else Phase.OPEN
    place.opened_at = timezone.now()
    place.save(update_fields=["phase", "opened_at"])
    workshop.started_at = workshop.started_at or timezone.now()
    audit.record("note.opened", place, by=by)


def _open_one(workshop: Workshop) -> WorkshopNote | None:
    return WorkshopNote.objects.filter(workshop=workshop, phase__in=WorkshopNote.IN_ROOM).first()


def _leave_room(workshop: Workshop) -> None:
    """Whatever is before the room waits again; what was revealed comes back later, revealed as it was."""
    notes = WorkshopNote.objects.filter(workshop=workshop)
    notes.filter(phase=Phase.OPEN).update(phase=Phase.WAITING)
    if workshop.mode == Workshop.Mode.INDEPENDENT:
        notes.filter(phase=Phase.REVEALED).update(phase=Phase.SKIPPED)


def _open_next_waiting(workshop: Workshop, after: WorkshopNote, *, by: User) -> WorkshopNote | None:
    """The note that is open, or else the next one waiting, opened; None when none waits."""
    place = _open_one(workshop) or access.waiting_after(by, workshop, after)
    if place and place.phase == Phase.WAITING:
        _open(workshop, place, by=by)
    return place
