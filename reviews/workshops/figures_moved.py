"""Says of what happened in a workshop that figures may have moved. Each is called last in its transaction."""

from collections.abc import Iterable

from areas.models import Area
from reviews.consistency.access import complete_exchanges
from reviews.models import AgreedReview, CaseNote, Workshop


def after_review(workshop: Workshop, *, exchanged: bool) -> None:
    """A review was recorded or corrected. What is agreed in an exchange is in no table but that of consistency."""
    _touch(_exchanging([workshop.pk]) if exchanged else {workshop.area_id})


def after_exchange(workshops: Iterable[int]) -> None:
    """Something moved in workshops that may read exchanged notes."""
    _touch(_exchanging(workshops))


def after_declaration(note: CaseNote, workshops: Iterable[int]) -> None:
    """A judgement of the note counts no more or again, which shows where a panel has agreed it; or it was hidden."""
    agreed = AgreedReview.objects.filter(note=note, exchanged=False, workshop_note__isnull=False).exists()
    _touch(_exchanging(workshops) | ({note.area_id} if agreed else set()))


def _exchanging(workshops: Iterable[int]) -> set[int]:
    """The areas of both panels of a complete exchange. Of one under way nobody may notice that it moves."""
    told = complete_exchanges().filter(workshop__in=list(workshops))
    return {area for both in told.values_list("panel__area", "workshop__panel__area") for area in both}


def _touch(areas: set[int]) -> None:
    """In the order of their numbers, so that nobody waits for each other."""
    for area in sorted(areas):
        Area.objects.touch(area)
