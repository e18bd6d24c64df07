"""Who is in the room, as a start for the form."""

from collections import Counter

from reviews.models import PanelMember, Presence, Workshop


def room_for(workshop: Workshop) -> dict[str, str]:
    """People by profession code: as at the last note agreed here, or else everybody on the panel."""
    last = Presence.objects.filter(review__workshop_note__workshop=workshop).order_by("-review__recorded_at")
    latest = last.values("review")[:1]
    rows = Presence.objects.filter(review__in=latest).values_list("profession__code", "number")
    present = dict(rows) or Counter(_panel(workshop))
    return {code: str(number) for code, number in present.items()}


def _panel(workshop: Workshop) -> list[str]:
    members = PanelMember.objects.filter(panel=workshop.panel_id, left_at=None)
    return list(members.values_list("profession__code", flat=True))
