"""What an area's reviews can be filtered by: its places, panels and workshops."""

from dataclasses import dataclass

from django.db.models import F

from areas.models import Locality, Organisation
from reviews.models import Panel, Workshop

Named = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Offered:
    """Ids with names, in the order of a list to choose from."""

    localities: Named
    organisations: Named
    panels: Named
    workshops: Named


def offered(area_id: int) -> Offered:
    """Four queries, whatever there is. Only workshops in which something was agreed and counts."""
    held = Workshop.objects.filter(area_id=area_id, notes__agreed_review__exchanged=False).distinct()
    return Offered(
        localities=_named(Locality.objects.filter(area_id=area_id).order_by("name")),
        organisations=_named(Organisation.objects.filter(area_id=area_id).order_by("name")),
        panels=_named(Panel.objects.filter(area_id=area_id).order_by("name")),
        workshops=_named(held.order_by(F("planned_on").desc(nulls_last=True), "name")),
    )


def _named(rows) -> Named:
    return tuple(rows.values_list("pk", "name"))
