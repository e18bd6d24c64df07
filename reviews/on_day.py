"""What a person sat in and opened on a day, of areas that the caller may look at: ids and references, never a text."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import AuditEvent, User
from areas.models import Area
from areas.on_day import Day
from reviews.models import CaseNote, PanelMember, Workshop

OPENED = ("note.read", "agreed-review.read", "batch.notes-read")
LISTED = 200


@dataclass(frozen=True)
class Opened:
    """A note that was opened, when first on that day; `reference` is None for one that is gone since."""

    number: int
    reference: str | None
    first: datetime


def panels_on(person: User, day: Day, areas: QuerySet[Area]) -> list[PanelMember]:
    """Their seats at any moment of the day."""
    during = Q(joined_at=None) | Q(joined_at__lt=day.ends), Q(left_at=None) | Q(left_at__gte=day.begins)
    seats = PanelMember.objects.filter(*during, user=person, panel__area__in=areas.values("pk"))
    return list(seats.select_related("panel__area", "profession").order_by("panel__area__name", "panel__name", "pk"))


def workshops_on(day: Day, seats: list[PanelMember]) -> QuerySet[Workshop]:
    """Those of these panels that were made by then and not closed before."""
    open_then = Q(closed_at=None) | Q(closed_at__gte=day.begins)
    panels = {seat.panel_id for seat in seats}
    return Workshop.objects.filter(open_then, panel__in=panels, created_at__lt=day.ends).select_related("panel", "area")


def opened_on(person: User, day: Day, areas: QuerySet[Area], everything: bool = False) -> list[Opened]:
    """Each note once, in the order in which they were opened. `everything`: also what is told of no area."""
    told = AuditEvent.objects.filter(by=person, action__in=OPENED, at__gte=day.begins, at__lt=day.ends)
    if not everything:
        told = told.filter(area_id__in=areas.values("pk"))
    first: dict[int, datetime] = {}
    for kind, number, detail, at in told.order_by("pk").values_list("on_type", "on_id", "detail", "at"):
        for note in [int(number)] if kind == "reviews.casenote" else detail.get("notes", []):
            first.setdefault(note, at)
    names = dict(CaseNote.objects.filter(pk__in=list(first)[:LISTED]).values_list("pk", "reference"))
    return [Opened(number, names.get(number), at) for number, at in first.items()]
