"""Tells the pages of a room that something moved: each asks for `Workshop.revision` again and again.

What a facilitator does writes the workshop that it locked anyway. Submitting a judgement does not: thirty people would
wait for each other at that row, and a member locks the note first, so it would break the order of locks.
"""

from django.db.models import F

from reviews.models import Panel, Workshop


def moved(workshop: Workshop) -> None:
    """Save what an act changed in the workshop, with its next revision. Takes one that is locked."""
    workshop.revision += 1
    workshop.save(update_fields=["revision", "facilitator", "started_at", "closed_at"])


def lock_rooms_of(panel_id: int) -> list[int]:
    """Lock the open workshops of a panel, the oldest first; gives their ids, for `rooms_moved`.

    Comes before the panel's own lock: recording a review holds the workshop and then refers to the panel.
    """
    rooms = Workshop.objects.filter(panel=panel_id, closed_at=None).order_by("pk")
    return list(rooms.select_for_update().values_list("pk", flat=True))


def rooms_moved(workshop_ids: list[int]) -> None:
    Workshop.objects.filter(pk__in=workshop_ids).update(revision=F("revision") + 1)


def panel_locked(panel_id: int) -> Panel:
    return Panel.objects.select_for_update().get(pk=panel_id)
