"""How far workshops are, from their rows."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from reviews.models import Workshop, WorkshopNote
from reviews.workshops.pace import Progress, progress


def progress_of(workshop: Workshop) -> Progress:
    """How far a workshop is and how fast it goes: one statement. In own time no clock runs for the room."""
    places = WorkshopNote.objects.filter(workshop=workshop)
    hidden = {"retired": F("note__retired_at"), "hidden": F("note__hidden_at")}
    rows: list[Any] = list(places.values("phase", "opened_at", "agreed_at", **hidden))
    return progress(
        planned=len(rows),
        **_of_those_not_agreed([row for row in rows if row["agreed_at"] is None]),
        sittings=[(row["opened_at"], row["agreed_at"]) for row in rows if row["agreed_at"] is not None],
        started_at=None if workshop.mode == Workshop.Mode.OWN_TIME else workshop.started_at,
        minutes=workshop.minutes,
        now=workshop.closed_at or timezone.now(),
    )


def _of_those_not_agreed(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Each is counted once: one that was retired stays hidden, and one that is hidden leaves the room as put off."""
    retired = [row for row in rows if row["retired"]]
    hidden = [row for row in rows if row["hidden"] and not row["retired"]]
    put_off = [row for row in rows if row["phase"] == "skipped" and not row["hidden"] and not row["retired"]]
    return {"retired": len(retired), "hidden": len(hidden), "put_off": len(put_off)}


def with_counts(workshops: QuerySet[Workshop]) -> QuerySet[Workshop]:
    """Workshops with the numbers of their notes: `planned`, `agreed`, and `to_agree`, those agreed or to be agreed."""
    agreed = Q(notes__phase="agreed")
    can_be = Q(notes__note__retired_at=None, notes__note__hidden_at=None)
    return workshops.annotate(
        planned=Count("notes", distinct=True),
        agreed=Count("notes", filter=agreed, distinct=True),
        to_agree=Count("notes", filter=agreed | can_be, distinct=True),
    )
