"""Whether each stored note still is what was loaded: its content hash, made when its row was checked, made again.

Two acts change a note lawfully: a purge takes its words, and the admin may rename its locality or organisation.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from accounts.audit_days import days_changed
from accounts.models import AuditEvent
from reviews.intake.case_notes import CheckedNote
from reviews.intake.purge import holds_no_words
from reviews.intake.review_hashes import check_reviews
from reviews.models import CaseNote, HashCheck

log = logging.getLogger(__name__)
AT_ONCE = 500  # notes held in memory
Names = dict[tuple[str, str], list[str]]  # what a place was called before, by kind and id
ALIKE = (
    "reference", "review_point", "decision_point", "age_band", "narrative", "sex", "living_situation", "support_before",
    "self_referred", "length_of_stay_days", "attendances_last_year", "event_month", "extra",
)  # fmt: skip


def check_hashes(*, every_day: bool = False) -> HashCheck:
    """Look at every note, every agreed review and the trail's newest days (or all), keep what was found. Ids only.

    Reads some hundred at a time, by short statements; writes one row. What differs is an error in the log.
    """
    days = [day.isoformat() for day in (days_changed(None) if every_day else days_changed())]
    notes, differing = 0, []
    for chunk in _chunks():
        notes += len(chunk)
        differing += _differing(chunk)
    reviews, changed = check_reviews()
    return HashCheck.objects.create(
        notes=notes,
        differing=len(differing),
        note_ids=_named("notes are not as they were loaded", differing),
        reviews=reviews,
        reviews_differing=len(changed),
        review_ids=_named("agreed reviews are not as they were recorded", changed),
        days=days,
    )


def _named(what: str, differing: list[int]) -> list[int]:
    """The first of them, told in the log too."""
    first = differing[: HashCheck.NAMED]
    if differing:
        log.error("%d %s: %s", len(differing), what, first)
    return first


def _chunks() -> Iterator[list[CaseNote]]:
    """By id: no statement is open for long, whatever their number."""
    found = CaseNote.objects.select_related("batch", "actual_pathway", "locality", "organisation").order_by("pk")
    last = 0
    while chunk := list(found.filter(pk__gt=last)[:AT_ONCE]):
        yield chunk
        last = chunk[-1].pk


def _differing(notes: list[CaseNote]) -> list[int]:
    doubtful = [note for note in notes if not _as_loaded(note, *_places(note))]
    if not doubtful:
        return []
    before = _called_before()
    return [note.pk for note in doubtful if not _as_loaded_then(note, before)]


def _as_loaded(note: CaseNote, locality: str, organisation: str) -> bool:
    if note.batch.purged_at:
        return holds_no_words(note)
    told = {name: getattr(note, name) for name in ALIKE} | {"locality": locality, "organisation": organisation}
    again = CheckedNote(line=0, actual_pathway=note.actual_pathway.code, **told)
    return again.content_hash() == note.content_hash


def _as_loaded_then(note: CaseNote, before: Names) -> bool:
    """With the names that its places had once."""
    locality, organisation = _places(note)
    localities = [locality, *before["areas.locality", str(note.locality_id)]]
    organisations = [organisation, *before["areas.organisation", str(note.organisation_id)]]
    return any(_as_loaded(note, *names) for names in product(localities, organisations))


def _places(note: CaseNote) -> tuple[str, str]:
    return note.locality.name if note.locality else "", note.organisation.name if note.organisation else ""


def _called_before() -> Names:
    names: Names = defaultdict(list)
    told = AuditEvent.objects.filter(action="area.place-renamed").values_list("on_type", "on_id", "detail")
    for kind, number, detail in told:
        names[kind, number].append(detail["was"])
    return names
