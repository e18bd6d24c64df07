"""The workshops that a person may see, with what they may do there."""

from django.db.models import QuerySet

from accounts.models import User
from reviews.access.found import allowed, existing, seen
from reviews.models import Workshop
from reviews.workshops import reach


def workshops_for(user: User) -> QuerySet[Workshop]:
    """The workshops that this person may see, with what they may do there: `is_member`, `may_run`, `may_plan`."""
    rights = reach.rights(user)
    return Workshop.objects.annotate(**rights).filter(rights["is_member"] | rights["may_look_on"])


def workshop_for(user: User, workshop_id: int, *, lock: bool = False) -> Workshop:
    """One workshop, annotated as by `workshops_for`; locked for a facilitator's write. Raises Http404."""
    found = Workshop.objects.annotate(**reach.rights(user, hold=lock)).filter(pk=workshop_id)
    if lock:
        return seen(found.select_for_update(of=("self",)))
    return seen(found.select_related("area", "panel", "facilitator"))


def room_for(user: User, workshop_id: int) -> Workshop:
    """One workshop, annotated as by `workshops_for` and by `reach.with_room`, in one statement. Raises Http404.

    What its pages ask for again and again, so it reads nothing else, and the statement is made only once.
    """
    statement, values = reach.room_statement(sees_all=user.is_superuser)
    given = {reach.ANY_USER: user.pk, reach.ANY_WORKSHOP: workshop_id}
    rows = Workshop.objects.raw(statement, [given.get(value, value) for value in values])
    return allowed(existing(next(iter(rows), None)))
