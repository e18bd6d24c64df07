"""Times and days as people read them, in this place's time."""

from datetime import date, datetime

from django.utils import timezone


def moment(at: datetime) -> str:
    """14:05 on 22 November 2026, in this place's time."""
    here = timezone.localtime(at)
    return f"{here:%H:%M} on {day(here)}"


def day(at: datetime | date) -> str:
    """22 November 2026."""
    return f"{at.day} {at:%B %Y}"
