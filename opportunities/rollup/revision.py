"""Which tables are out of date. A revision is a number that only grows: that of the area plus that of the catalogue.

Tables whose controlled edition was made by other rules are out of date too, so that they heal by themselves.

All areas has the sum over the areas plus that of the catalogue, so it is out of date whenever one of them is.
"""

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from areas.models import Area
from opportunities.models import Snapshot
from opportunities.rollup.disclosure_rules import rules
from pathways.models import CatalogueRevision


def current(area_id: int | None) -> int:
    """The revision of the area (of all areas: None) now. Raises Area.DoesNotExist."""
    if area_id is not None:
        return Area.objects.values_list("revision", flat=True).get(pk=area_id) + CatalogueRevision.current()
    areas = Area.objects.order_by().aggregate(sum=Coalesce(Sum("revision"), 0))["sum"]
    return areas + CatalogueRevision.current()


def stale_areas() -> list[int]:
    """Ids of the areas whose tables are out of date and that nobody is rolling up just now."""
    return list(_stale().exclude(snapshot__claimed_until__gt=timezone.now()).values_list("pk", flat=True))


def is_stale(area_id: int) -> bool:
    """True when the area's tables are out of date, or not there yet. False of an area that is gone."""
    return _stale().filter(pk=area_id).exists()


def _stale() -> QuerySet[Area]:
    catalogue = Value(CatalogueRevision.current())
    return Area.objects.order_by("pk").filter(
        Q(snapshot__revision__isnull=True)
        | ~Q(snapshot__revision=F("revision") + catalogue)
        | ~Q(snapshot__controlled_by=rules().code)
    )


def all_areas_is_stale() -> bool:
    """True when the areas' tables are newer than what all areas was pooled from.

    Areas that are still to be rolled up themselves don't count yet.
    """
    pooled = Snapshot.objects.filter(area=None).values_list("revision", "controlled_by").first()
    return pooled != (rolled_up(), rules().code)


def rolled_up() -> int:
    """The revision that all areas would have if pooled now: that of the areas as last rolled up."""
    made = Snapshot.objects.filter(area__isnull=False, revision__isnull=False)
    total = made.aggregate(sum=Coalesce(Sum(F("revision") - F("catalogue_revision")), 0))["sum"]
    return total + CatalogueRevision.current()
