"""Another facilitator takes over a workshop: the one before is off home, or their laptop is."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from reviews import access
from reviews.models import Workshop
from reviews.workshops.room_moves import moved


@transaction.atomic
def take_over(*, workshop_id: int, by: User) -> Workshop:
    """`by` runs the workshop from now on; whoever ran it before does not, unless they are a lead of the area.

    Two at once follow one another: the later one has it, and the trail says from whom. Raises Http404, NotAllowed.
    """
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_take_over(workshop)
    if workshop.facilitator_id == by.pk:
        return workshop
    audit.record("workshop.taken-over", workshop, by=by, was=workshop.facilitator_id)
    workshop.facilitator = by
    moved(workshop)
    return workshop
