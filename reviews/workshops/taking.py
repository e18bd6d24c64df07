"""In own time: a member takes the next note."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from config.errors import NotAllowed
from reviews import access
from reviews.models import Workshop, WorkshopNote
from reviews.workshops import queue

NOT_IN_OWN_TIME = "Notes are taken only in a workshop in own time. Here the facilitator opens them."


@transaction.atomic
def take_note(*, workshop_id: int, by: User) -> WorkshopNote | None:
    """The note that this member holds, or else one that they are given now; None when none is left for them.

    The first one starts the workshop's clock. Raises Http404, NotAllowed.
    """
    workshop = access.workshop_for(by, workshop_id)
    if workshop.mode != Workshop.Mode.OWN_TIME:
        raise NotAllowed(NOT_IN_OWN_TIME)
    seat = access.seat_for(by, workshop, lock=True)
    if workshop.started_at is None:
        _start(workshop)
    return queue.hand_out(seat, wait=True)


def _start(workshop: Workshop) -> None:
    """Unless somebody else is at it at this moment: nobody waits for the clock."""
    unstarted = Workshop.objects.filter(pk=workshop.pk, started_at=None).select_for_update(skip_locked=True)
    for each in unstarted:
        each.started_at = timezone.now()
        each.save(update_fields=["started_at"])
