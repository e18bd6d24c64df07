"""In own time: the notes that the panel has still to agree after enough members judged them."""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from accounts.models import User
from reviews.models import AgreedReview, Workshop, WorkshopNote
from reviews.workshops import reach

Phase = WorkshopNote.Phase


def ready(user: User, workshop: Workshop) -> QuerySet[WorkshopNote]:
    """Agreement is proposed; in order. Like all here only what this person may read."""
    return _left(user, workshop).filter(phase=Phase.READY).order_by("position")


def to_discuss(user: User, workshop: Workshop) -> QuerySet[WorkshopNote]:
    """Where members differ, the most contested first; then what was put off."""
    put_off = Case(When(phase=Phase.SKIPPED, then=Value(1)), default=Value(0))
    waiting = _left(user, workshop).filter(phase__in=[Phase.CONTESTED, Phase.SKIPPED])
    return waiting.order_by(put_off, "-differing", "position")


def agreed_elsewhere(user: User, workshop: Workshop) -> QuerySet[WorkshopNote]:
    """Judged here by enough, and agreed meanwhile by another panel or on paper: tables count one review of a note."""
    judged = _judged(user, workshop).filter(phase__in=[Phase.READY, Phase.CONTESTED, Phase.SKIPPED])
    return judged.filter(_elsewhere()).order_by("position")


def next_to_discuss(user: User, workshop: Workshop, after: WorkshopNote) -> WorkshopNote | None:
    return to_discuss(user, workshop).exclude(pk=after.pk).first()


def next_to_agree(user: User, workshop: Workshop) -> WorkshopNote | None:
    """What differs first, and then what is ready: for who agrees notes one by one."""
    return to_discuss(user, workshop).first() or ready(user, workshop).first()


def _elsewhere() -> Q:
    counted = AgreedReview.objects.filter(note=OuterRef("note"), exchanged=False)
    return Q(Exists(counted), exchange_id=None)  # in an exchange every note was agreed by the panel that put it


def _left(user: User, workshop: Workshop) -> QuerySet[WorkshopNote]:
    return _judged(user, workshop).exclude(_elsewhere())


def _judged(user: User, workshop: Workshop) -> QuerySet[WorkshopNote]:
    left = reach.readable(user, WorkshopNote.objects.filter(workshop=workshop))
    known = left.annotate(exchange_id=reach.exchange("workshop__"))
    return known.select_related("note__actual_pathway", "note__locality").defer("note__narrative")  # type: ignore[no-any-return]
