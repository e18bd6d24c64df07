"""What may be done: check_can_… raises the sentence that the person reads, can_… hides the button."""

from collections.abc import Callable
from typing import Any

from accounts.models import User
from areas.access import areas_for
from areas.models import Area
from config.errors import NotAllowed
from reviews.models import Workshop, WorkshopNote
from reviews.workshops.phases import check_phase

ONLY_LEADS = "Only a project lead of this area can plan panels and workshops."
ONLY_WHO_RUNS = "Only the facilitator of this workshop, or a project lead of the area, can do this."
ONLY_MEMBERS = "Only members of this panel can judge its notes."
ONLY_READERS = "Only members of this panel, and who runs the workshop, read its notes and can say this."
ONLY_FACILITATORS = "Only facilitators and project leads of this area can take over a workshop."
CLOSED = "This workshop is closed."
AS_EXCHANGED = "This workshop reads what another panel put before it, so its notes stay as they are."


def check_can_plan(user: User, area: Area) -> None:
    if not areas_for(user, "plan workshops").filter(pk=area.pk).exists():
        raise NotAllowed(ONLY_LEADS)


def check_can_plan_somewhere(user: User) -> None:
    if not can_plan_anywhere(user):
        raise NotAllowed("Only project leads can plan panels and workshops.")


def can_plan_anywhere(user: User) -> bool:
    return areas_for(user, "plan workshops").exists()


def check_can_change(workshop: Workshop) -> None:
    """Choosing its notes: a lead, until it is closed. Takes a workshop from `workshop_for`."""
    if not workshop.may_plan:
        raise NotAllowed(ONLY_LEADS)
    if workshop.exchange_id:
        raise NotAllowed(AS_EXCHANGED)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_run(workshop: Workshop) -> None:
    """Opening, putting off, closing. Takes a workshop from `workshop_for`."""
    if not workshop.may_run:
        raise NotAllowed(ONLY_WHO_RUNS)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_take_over(workshop: Workshop) -> None:
    """Running it instead of who does: any facilitator or lead of the area. Takes a workshop from `workshop_for`."""
    if not workshop.may_look_on:
        raise NotAllowed(ONLY_FACILITATORS)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_record(place: WorkshopNote) -> None:
    """Recording or correcting the agreed review. Takes a place from `workshop_note_for`.

    A review can still be corrected in a closed workshop: tables count it, so a slip must be mendable.
    """
    if not place.may_run:
        raise NotAllowed(ONLY_WHO_RUNS)
    if place.workshop.closed_at and place.phase != WorkshopNote.Phase.AGREED:
        raise NotAllowed(CLOSED)


def check_can_judge(place: WorkshopNote) -> None:
    """A member's own judgement, until the panel has agreed. Takes a place from `workshop_note_for`."""
    if not place.is_member:
        raise NotAllowed(ONLY_MEMBERS)
    check_phase("judge", place.phase, place.workshop.mode)
    if place.workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_declare(place: WorkshopNote) -> None:
    """Saying something about the note itself: whoever may read it, in any phase."""
    if not (place.is_member or place.may_run):
        raise NotAllowed(ONLY_READERS)


def check_can_read(place: WorkshopNote) -> None:
    """Reading a note again once the panel has agreed it. Takes a place from `workshop_note_for`."""
    if not place.is_member:
        raise NotAllowed(ONLY_MEMBERS)
    if place.phase != WorkshopNote.Phase.AGREED:
        raise NotAllowed("The panel has not agreed this note yet.")


def can_record(place: WorkshopNote) -> bool:
    return _passes(check_can_record, place)


def can_judge(place: WorkshopNote) -> bool:
    return _passes(check_can_judge, place)


def can_read(place: WorkshopNote) -> bool:
    return _passes(check_can_read, place)


def can_run(workshop: Workshop) -> bool:
    return _passes(check_can_run, workshop)


def can_take_over(user: User, workshop: Workshop) -> bool:
    """And does not run it already."""
    return workshop.facilitator_id != user.pk and _passes(check_can_take_over, workshop)


def can_change(workshop: Workshop) -> bool:
    return _passes(check_can_change, workshop)


def _passes(check: Callable[[Any], None], subject: Any) -> bool:
    try:
        check(subject)
    except NotAllowed:
        return False
    return True
