"""The only way to an exchange: for the leads of either area. To anybody else it looks like none."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import User
from areas.access import may
from reviews.models import Exchange, WorkshopNote


def exchanges_for(user: User) -> QuerySet[Exchange]:
    """Exchanges of which this person leads an area, newest first.

    Each with `leads_first` and `leads_second` (which of the two they lead) and `complete`: the second panel has agreed
    every note that can still be read, or its workshop is closed.
    """
    first, second = (_flag(Q(may(user, "plan workshops", area))) for area in ("panel__area", "workshop__area"))
    led = Exchange.objects.annotate(  # type: ignore[no-redef]
        leads_first=first, leads_second=second, complete=_complete()
    )
    reached = Q(leads_first=True) | Q(leads_second=True, workshop__isnull=False)
    return led.filter(reached).select_related("panel__area", "workshop__panel__area").order_by("-pk")


def exchange_for(user: User, exchange_id: int) -> Exchange:
    """One of those. Raises Http404."""
    found = exchanges_for(user).filter(pk=exchange_id).first()
    if found is None:
        raise Http404
    return found


def complete_exchanges() -> QuerySet[Exchange]:
    """Of which both panels may be told: for figures, whoever reads them."""
    return Exchange.objects.filter(_complete(), workshop__isnull=False)


def _complete() -> ExpressionWrapper:
    unread = WorkshopNote.objects.filter(
        workshop=OuterRef("workshop"), note__retired_at=None, note__hidden_at=None
    ).exclude(phase=WorkshopNote.Phase.AGREED)
    return _flag(Q(workshop__closed_at__isnull=False) | Q(workshop__isnull=False) & ~Q(Exists(unread)))


def _flag(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())
