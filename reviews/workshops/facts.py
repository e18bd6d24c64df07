"""What a reader should know about a person before reading the narrative."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from reviews.models import CaseNote

YES_NO = {True: "Yes", False: "No", None: ""}


def facts(note: CaseNote, *, away: bool = False) -> list[tuple[str, str]]:
    """Pairs of label and value, those without a value left out. Fetch the note with its places.

    `away` from its own area, before a panel that must not know whose it is, it tells nothing that may name a place.
    """
    told = _about(note) if away else chain(_about(note), _where(note))
    return [(label, value) for label, value in told if value]


def title(note: CaseNote) -> str:
    """Which decision it was and which pathway was taken: "Hospital discharge: Short-term care home bed"."""
    point = f", review point {note.review_point}" if note.review_point > 1 else ""
    return f"{note.get_decision_point_display()}{point}: {note.actual_pathway.label}"


def _about(note: CaseNote) -> Iterator[tuple[str, str]]:
    yield "Age", note.get_age_band_display()
    yield "Sex", note.sex
    yield "Lives", note.living_situation
    yield "Support before", note.support_before
    yield "Came by themselves", YES_NO[note.self_referred]
    yield "In hospital", _days(note.length_of_stay_days)
    yield "A&E visits, last year", "" if note.attendances_last_year is None else str(note.attendances_last_year)
    yield "Month", _month(note.event_month)


def _where(note: CaseNote) -> Iterator[tuple[str, str]]:
    """Places, and the columns that a loader added: they may name one."""
    yield "Locality", note.locality.name if note.locality else ""
    yield "Organisation", note.organisation.name if note.organisation else ""
    for column, value in note.extra.items():
        yield column.replace("_", " ").capitalize(), str(value)


def _month(text: str) -> str:
    """`2025-12` as people say it: "December 2025"."""
    return f"{datetime.strptime(text, '%Y-%m'):%B %Y}" if text else ""


def _days(days: int | None) -> str:
    if days is None:
        return ""
    return "1 day" if days == 1 else f"{days} days"
