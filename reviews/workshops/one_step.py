"""In own time: agreement recorded in one step, for all the notes on which members agree."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts import audit
from accounts.models import User
from config.errors import NotAllowed
from pathways.models import CatalogueRevision
from reviews import access
from reviews.models import AgreedReview, Judgement, Workshop, WorkshopNote
from reviews.workshops import discussion, figures_moved, kept, sitting_rows
from reviews.workshops.answers import Invalid, checked_review
from reviews.workshops.menu import menu_for
from reviews.workshops.own_time import FEWEST, proposal

AT_ONCE = 50  # notes in one step: as many as a page shows, so that the workshop is never locked for long


@dataclass(frozen=True)
class InOneStep:
    """`recorded`: notes agreed now; `left_out`: those that were asked for and changed meanwhile."""

    recorded: int
    left_out: int


@transaction.atomic
def agree_ready(*, workshop_id: int, shown: Mapping[int, int], by: User) -> InOneStep:
    """Record the agreed review of each of these notes, as its members have it. All of them, or none where it fails.

    shown   by note (its place), its `version` when it was shown to `by`: what was revised since is left out, and so
            is what somebody is changing at this very moment
    """
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_run(workshop)
    asked = dict(list(shown.items())[:AT_ONCE])
    ready = discussion.ready(by, workshop).filter(pk__in=asked).order_by("pk")
    places = list(ready.select_for_update(of=("self",), skip_locked=True))
    judgements = judgements_of(places)
    unchanged = [place for place in places if version(judgements[place.pk]) == asked[place.pk]]
    catalogue = CatalogueRevision.current()
    recorded = sum(_agree(workshop, place, judgements[place.pk], catalogue, by=by) for place in unchanged)
    if recorded:
        figures_moved.after_review(workshop, exchanged=workshop.exchange_id is not None)
    return InOneStep(recorded, len(shown) - recorded)


def judgements_of(places: list[WorkshopNote]) -> dict[int, list[Judgement]]:
    """By place, those that count, as they stand: one for each person. Three statements, whatever there is.

    None where too few are left to agree, since somebody has said that they know the person.
    """
    rows = Judgement.objects.that_count().filter(workshop_note__in=places, workshop_note__revealed_at__isnull=False)
    linked: QuerySet[Judgement] = rows.select_related("profession", "proposed_pathway", "main_reason")
    people: dict[int, dict[int, Judgement]] = defaultdict(dict)
    for row in linked.prefetch_related("missed_prevention", "other_reasons"):
        people[row.workshop_note_id][row.by_id] = row
    found = {place.pk: list(people[place.pk].values()) for place in places}
    return {number: rows if len(rows) >= FEWEST else [] for number, rows in found.items()}


def version(judgements: list[Judgement]) -> int:
    """Grows with every change to the judgements of a note; 0 for none, which no form has shown."""
    return sum(judgement.revision for judgement in judgements)


def proposed(judgements: list[Judgement]) -> dict[str, Any]:
    """What is proposed for the agreed review: the answers that most share, and who judged as who was there."""
    present = Counter(judgement.profession.code for judgement in judgements)
    room = [{"profession": code, "number": number} for code, number in present.items()]
    return {**proposal([kept.plain(judgement) for judgement in judgements]), "presence": room}


def _agree(workshop: Workshop, place: WorkshopNote, judgements: list[Judgement], catalogue: int, *, by: User) -> bool:
    """False where another panel has agreed the note meanwhile, or the catalogue no longer offers what was answered."""
    menu = menu_for(place.note.decision_point, revision=catalogue)
    offered = menu.offered(place.note.actual_pathway.code, "")  # no passage is proposed, so no narrative is read
    try:
        given, agreement = checked_review(proposed(judgements), offered, whole=False)
        review: AgreedReview = sitting_rows.first_review(workshop, place, given, agreement, menu, by=by)
    except (NotAllowed, Invalid):
        return False
    audit.record(
        "agreed-review.recorded", review, by=by, note=place.note_id, revision=review.revision, in_one_step=True
    )
    return True
