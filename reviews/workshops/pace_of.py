"""How far workshops are, from their rows."""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from reviews.models import Workshop, WorkshopNote
from reviews.workshops.pace import Progress, progress


def progress_of(workshop: Workshop) -> Progress:
    """How far a workshop is and how fast it goes: one statement. In own time no clock runs for the room."""
    rows = list(WorkshopNote.objects.filter(workshop=workshop).values_list("phase", "opened_at", "agreed_at"))
    return progress(
        planned=len(rows),
        put_off=sum(phase == "skipped" for phase, _, _ in rows),
        sittings=[(opened, agreed) for _, opened, agreed in rows if agreed is not None],
        started_at=None if workshop.mode == Workshop.Mode.OWN_TIME else workshop.started_at,
        minutes=workshop.minutes,
        now=workshop.closed_at or timezone.now(),
    )


def with_counts(workshops: QuerySet[Workshop]) -> QuerySet[Workshop]:
    """Workshops with `planned` and `agreed`, the numbers of their notes."""
    return workshops.annotate(
        planned=Count("notes", distinct=True), agreed=Count("notes", filter=Q(notes__phase="agreed"), distinct=True)
    )
