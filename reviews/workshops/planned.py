"""How many notes are still planned: in open workshops, and not agreed yet. Those of an exchange tell tables nothing."""

from collections.abc import Iterable

from django.db.models import Count

from areas.models import Area
from reviews.models import WorkshopNote


def planned_notes(areas: Iterable[Area]) -> dict[tuple[int, str], int]:
    """By area id and decision point. One query; what nobody has planned is not there."""
    to_come = WorkshopNote.objects.filter(
        workshop__area__in=list(areas), workshop__closed_at=None, workshop__exchange=None, note__retired_at=None
    )
    counts = (
        to_come.exclude(phase=WorkshopNote.Phase.AGREED)
        .order_by()
        .values_list("workshop__area_id", "note__decision_point")
        .annotate(number=Count("pk"))
    )
    return {(area_id, point): number for area_id, point, number in counts}
