"""In own time: who is given a note, and whether it still collects judgements."""

from accounts.models import User
from config.errors import NotAllowed
from reviews.access.rights import CLOSED, ONLY_MEMBERS
from reviews.models import PanelMember, Workshop, WorkshopNote
from reviews.workshops.offers import Seat
from reviews.workshops.phases import check_phase

NOT_GIVEN = "This note is not given to you. On the workshop’s page, take the next note: that one is yours to judge."
ENOUGH = "Enough members have judged this note meanwhile. On the workshop’s page, take the next note."


def check_given(place: WorkshopNote, *, sent: bool = False) -> None:
    """In own time a member reads only what they were given, and what they have judged. After `check_can_judge`.

    `sent`: with answers that can't be taken yet. They are never lost, also where others were quicker.
    """
    if place.workshop.mode != Workshop.Mode.OWN_TIME or place.judged_by_me:
        return
    if not place.given_to_me:
        raise NotAllowed(NOT_GIVEN)
    if place.revealed_at and not sent:
        raise NotAllowed(ENOUGH)


def check_collected(place: WorkshopNote) -> None:
    """In own time not even who runs the workshop looks at a note's answers before enough members have judged it."""
    if place.workshop.mode == Workshop.Mode.OWN_TIME:
        check_phase("record", place.phase, place.workshop.mode)


def seat_for(user: User, workshop: Workshop, *, lock: bool = False) -> Seat:
    """A member's seat in a workshop from `workshop_for`: locked, so that a button pressed twice gives one note.

    Raises NotAllowed.
    """
    seats = PanelMember.objects.filter(user=user.pk, left_at=None, panel=workshop.panel_id)
    found = (seats.select_for_update() if lock else seats).first() if workshop.is_member else None
    if found is None:
        raise NotAllowed(ONLY_MEMBERS)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)
    return Seat(user, workshop, found.profession_id)
