"""Planning a workshop: its panel, its facilitator, and the notes it will read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from accounts import audit
from accounts.models import User
from areas.access import MAY
from areas.models import Area, Locality, Membership
from config.errors import NotAllowed
from pathways import questions
from pathways.models import Pathway
from reviews import access
from reviews.models import AgreedReview, CaseNote, Panel, Workshop, WorkshopNote
from reviews.workshops.drawing import METHODS, RANDOM, draw
from reviews.workshops.sampling import new_seed

MOST_NOTES = 500  # in one workshop: two full days at a minute a note
FEWEST_WANTED, MOST_WANTED, WANTED = 2, 9, 3  # judgements of each note in own time, and how many unless told
NO_LOCALITY = "no locality given"


@dataclass(frozen=True)
class Plan:
    """What a lead decides about a workshop before its notes."""

    panel: Panel
    name: str
    facilitator: User
    planned_on: date | None
    minutes: int
    mode: str = Workshop.Mode.TOGETHER
    judgements_wanted: int = WANTED


def facilitators_for(area: Area) -> QuerySet[User]:
    """Who could run a workshop in the area."""
    holders = Membership.objects.filter(area=area, role__in=MAY["run workshops"])
    return User.objects.filter(pk__in=holders.values("user_id"), is_active=True).order_by("name", "pk")


def free_notes(area_id: int) -> QuerySet[CaseNote]:
    """Notes that a workshop could take: not retired or hidden, not reviewed, not in a workshop that is still open.

    What a second panel agreed in an exchange does not make a note reviewed.
    """
    reviewed = AgreedReview.objects.filter(note=OuterRef("pk"), exchanged=False)
    waiting = WorkshopNote.objects.filter(note=OuterRef("pk"), workshop__closed_at=None)
    return CaseNote.objects.filter(~Exists(reviewed), ~Exists(waiting), area=area_id, retired_at=None, hidden_at=None)


def free_by_decision_point(area_id: int) -> dict[str, int]:
    """How many notes a workshop could take, by decision point."""
    counted = free_notes(area_id).order_by().values_list("decision_point").annotate(number=Count("pk"))
    return dict(counted)


def free_listed(area_id: int, filters: Mapping[str, str]) -> QuerySet[CaseNote]:
    """Free notes for choosing by hand, without their narratives. `filters`: only columns of FILTERS, exact values."""
    wanted = {FILTERS[name]: value for name, value in filters.items() if name in FILTERS and value}
    return free_notes(area_id).filter(**wanted).select_related("actual_pathway", "locality").defer("narrative")


FILTERS = {
    "decision_point": "decision_point",
    "age_band": "age_band",
    "locality": "locality",
    "actual_pathway": "actual_pathway__code",
}


def localities_of(area_id: int) -> QuerySet[Locality]:
    return Locality.objects.filter(area=area_id)


def actual_pathways_of(area_id: int) -> QuerySet[Pathway]:
    """The pathways that people in the area's notes were on."""
    taken = CaseNote.objects.filter(area=area_id).values("actual_pathway")
    return Pathway.objects.filter(pk__in=taken).order_by("level_of_care", "position")


def sample_in_words(sample: Mapping[str, Any]) -> list[tuple[str, str]]:
    """How a workshop's notes were picked, as pairs of label and value: enough to draw the same ones again."""
    drawn = [
        f"{number} of {sample['drawn_from'].get(code, 0)} {questions.BY_CODE[code].label}"
        for code, number in sample.get("numbers", {}).items()
    ]
    by_hand, exchanged = sample.get("by_hand"), sample.get("exchanged")
    return [
        ("Exchange", f"{exchanged} of another panel’s notes, read blind" if exchanged else ""),
        ("Sample", METHODS.get(sample.get("method", ""), "")),
        ("Drawn at random", "; ".join(drawn)),
        ("By locality", "; ".join(_strata_in_words(sample.get("strata", {})))),
        ("Seed", str(sample.get("seed", ""))),
        ("Chosen by hand", str(by_hand) if by_hand else ""),
    ]


def _strata_in_words(strata: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    return [
        f"{questions.BY_CODE[code].label}: "
        + ", ".join(f"{part['locality'] or NO_LOCALITY} {part['drawn']} of {part['free']}" for part in parts)
        for code, parts in strata.items()
    ]


@transaction.atomic
def plan_workshop(
    *, plan: Plan, numbers: Mapping[str, int], method: str = RANDOM, seed: int | None = None, by: User
) -> Workshop:
    """A workshop with a seeded sample of free notes: `numbers` by decision point, none for choosing by hand.

    `method`, one of METHODS, is RANDOM over all free notes or BY_LOCALITY, in proportion within each decision point.

    The area's row is locked meanwhile, so that two workshops planned at once never take the same note.
    """
    area = Area.objects.select_for_update().get(pk=plan.panel.area_id)
    access.check_can_plan(by, area)
    if not facilitators_for(area).filter(pk=plan.facilitator.pk).exists():
        raise NotAllowed(f"{plan.facilitator} has no role in {area.name} that may run a workshop.")
    workshop = Workshop.objects.create(
        area=area,
        panel=plan.panel,
        name=plan.name,
        facilitator=plan.facilitator,
        planned_on=plan.planned_on,
        minutes=plan.minutes,
        mode=plan.mode,
        judgements_wanted=plan.judgements_wanted,
        created_by=by,
    )
    if numbers:
        _draw(workshop, numbers, method, seed or new_seed())
    audit.record("workshop.planned", workshop, by=by, notes=workshop.notes.count())
    return workshop


@transaction.atomic
def add_notes(*, workshop_id: int, notes: Sequence[int], by: User) -> int:
    """Add notes chosen by hand (ids) at the end. Gives how many were added: those no longer free are left out."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_change(workshop)
    Area.objects.select_for_update().get(pk=workshop.area_id)
    free = list(free_notes(workshop.area_id).filter(pk__in=notes).order_by("pk").values_list("pk", flat=True))
    _append(workshop, free)
    workshop.sample = {**workshop.sample, "by_hand": workshop.sample.get("by_hand", 0) + len(free)}
    workshop.save(update_fields=["sample"])
    audit.record("workshop.notes-added", workshop, by=by, notes=free)
    return len(free)


@transaction.atomic
def remove_note(*, workshop_id: int, note_id: int, by: User) -> None:
    """Take a note out again, while nobody has judged it and the panel has not agreed it."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_change(workshop)
    place = access.workshop_note_locked(by, workshop_id, note_id, hidden_too=True)
    if place.phase not in {"waiting", "skipped"} or place.judgements.exists():
        raise NotAllowed("A note that is open, judged or agreed stays in the workshop.")
    audit.record("workshop.note-removed", workshop, by=by, note=place.note_id)
    place.delete()


def _draw(workshop: Workshop, numbers: Mapping[str, int], method: str, seed: int) -> None:
    """Draw the sample, and keep how it was drawn."""
    free = free_notes(workshop.area_id).filter(decision_point__in=list(numbers)).order_by("pk")
    frame = list(free.values_list("decision_point", "locality_id", "pk"))
    names = dict(localities_of(workshop.area_id).values_list("pk", "name"))
    notes, workshop.sample = draw(frame, numbers, method=method, seed=seed, names=names)
    _append(workshop, notes)
    workshop.save(update_fields=["sample"])


def _append(workshop: Workshop, notes: Iterable[int]) -> None:
    last = workshop.notes.aggregate(last=Max("position"))["last"] or 0
    places = [WorkshopNote(workshop=workshop, note_id=note, position=last + n) for n, note in enumerate(notes, start=1)]
    if last + len(places) > MOST_NOTES:
        raise NotAllowed(f"A workshop takes up to {MOST_NOTES} notes. Plan a second one for the rest.")
    WorkshopNote.objects.bulk_create(places)
