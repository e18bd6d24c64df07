"""The only way to a panel, a workshop or a note in one: what is not yours looks like what does not exist.

Who may do what: a lead plans in the area; a lead or the workshop's own facilitator runs it; a member of its panel,
while holding a role in the area, judges. Other facilitators of the area see it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404

from accounts.models import User
from areas.access import areas_for
from areas.models import Area
from config.errors import NotAllowed
from pathways.models import CatalogueRevision
from reviews.models import Judgement, Panel, PanelMember, Workshop, WorkshopNote

ONLY_LEADS = "Only a project lead of this area can plan panels and workshops."
ONLY_WHO_RUNS = "Only the facilitator of this workshop, or a project lead of the area, can do this."
ONLY_MEMBERS = "Only members of this panel can judge its notes."
CLOSED = "This workshop is closed."


def panels_for(user: User) -> QuerySet[Panel]:
    """The panels that this person may see: all of an area's for its leads."""
    return Panel.objects.filter(area__in=areas_for(user, "plan workshops"))


def panel_for(user: User, panel_id: int) -> Panel:
    """Raises Http404 alike when there is no such panel and when this person may not see it."""
    return _one(panels_for(user).select_related("area").filter(pk=panel_id))


def workshops_for(user: User) -> QuerySet[Workshop]:
    """The workshops that this person may see, with what they may do there: `is_member`, `may_run`, `may_plan`."""
    rights = _rights(user)
    return Workshop.objects.annotate(**rights).filter(rights["is_member"] | rights["may_look_on"])


def workshop_for(user: User, workshop_id: int, *, lock: bool = False) -> Workshop:
    """One workshop, annotated as by `workshops_for`; locked for a facilitator's write. Raises Http404."""
    found = workshops_for(user).filter(pk=workshop_id)
    if lock:
        return _one(found.select_for_update(of=("self",)))
    return _one(found.select_related("area", "panel", "facilitator"))


def workshop_note_for(user: User, workshop_id: int, note_id: int, *, lock: bool = False) -> WorkshopNote:
    """One note's place in a workshop, with its workshop and case note, in one statement. Raises Http404.

    Annotated with `is_member`, `may_run`, `may_plan`, `profession_id` (what this person brings to the panel),
    `to_judge_next` (the place this member should judge after this one, or None) and `catalogue_revision`.
    """
    rights = _rights(user, "workshop__")
    found = (
        WorkshopNote.objects.filter(pk=note_id, workshop=workshop_id)
        .annotate(
            **rights,
            profession_id=Subquery(_seat(user, "workshop__").values("profession")[:1]),
            to_judge_next=_next_to_judge(user),
            catalogue_revision=Subquery(CatalogueRevision.objects.filter(pk=1).values("number")),
        )
        .filter(rights["is_member"] | rights["may_look_on"])
        .select_related("workshop", "note__actual_pathway")
    )
    if lock:
        return _one(found.select_for_update(of=("self",)))
    return _one(found.select_related("workshop__area", "workshop__panel", "note__locality", "note__organisation"))


def to_judge(user: User, workshop: Workshop) -> WorkshopNote | None:
    """The place of the note that this member should judge now: the open one first, then in order."""
    return _unjudged(user, WorkshopNote.objects.filter(workshop=workshop)).order_by(_open_first(), "position").first()


def to_record(workshop: Workshop) -> WorkshopNote | None:
    """The place of the note whose agreed review comes next: the open one, then those waiting, then those put off."""
    left = WorkshopNote.objects.filter(workshop=workshop, note__retired_at=None).exclude(phase="agreed")
    return left.order_by(_open_first(), _last_when(phase="skipped"), "position").first()


def waiting_after(workshop: Workshop, place: WorkshopNote) -> WorkshopNote | None:
    """The next note that waits: those after `place` first, then those before it."""
    waiting = WorkshopNote.objects.filter(workshop=workshop, phase="waiting", note__retired_at=None)
    return waiting.order_by(_last_when(position__lt=place.position), "position").first()


def judgement_of(user: User, note: WorkshopNote) -> Judgement | None:
    """This person's own judgement. Nobody else's can be reached."""
    own = Judgement.objects.filter(workshop_note=note, by=user)
    return own.select_related("proposed_pathway", "main_reason").first()


# --- What may be done: check_can_… raises the sentence the person reads, can_… hides the button ----------------------


def check_can_plan(user: User, area: Area) -> None:
    if not areas_for(user, "plan workshops").filter(pk=area.pk).exists():
        raise NotAllowed(ONLY_LEADS)


def can_plan_anywhere(user: User) -> bool:
    return areas_for(user, "plan workshops").exists()


def check_can_change(workshop: Workshop) -> None:
    """Choosing its notes: a lead, until it is closed. Takes a workshop from `workshop_for`."""
    if not workshop.may_plan:
        raise NotAllowed(ONLY_LEADS)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_run(workshop: Workshop) -> None:
    """Opening, putting off, closing. Takes a workshop from `workshop_for`."""
    if not workshop.may_run:
        raise NotAllowed(ONLY_WHO_RUNS)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_record(place: WorkshopNote) -> None:
    """Recording or correcting the agreed review. Takes a place from `workshop_note_for`.

    A review can still be corrected in a closed workshop: tables count it, so a slip must be mendable.
    """
    if not place.may_run:
        raise NotAllowed(ONLY_WHO_RUNS)
    if place.workshop.closed_at and place.phase != WorkshopNote.Phase.AGREED:
        raise NotAllowed(CLOSED)
    _check_not_retired(place)


def check_can_judge(place: WorkshopNote) -> None:
    """A member's own judgement, until the panel has agreed. Takes a place from `workshop_note_for`."""
    if not place.is_member:
        raise NotAllowed(ONLY_MEMBERS)
    if place.phase == WorkshopNote.Phase.AGREED:
        raise NotAllowed("The panel has agreed this note, so judgements are closed.")
    if place.workshop.closed_at:
        raise NotAllowed(CLOSED)
    _check_not_retired(place)


def can_record(place: WorkshopNote) -> bool:
    return _passes(check_can_record, place)


def can_judge(place: WorkshopNote) -> bool:
    return _passes(check_can_judge, place)


def can_run(workshop: Workshop) -> bool:
    return _passes(check_can_run, workshop)


def can_change(workshop: Workshop) -> bool:
    return _passes(check_can_change, workshop)


# --- The parts of the queries ----------------------------------------------------------------------------------------


def _rights(user: User, to_workshop: str = "") -> dict[str, Any]:
    """What this person may do with a workshop, as annotations. `to_workshop` leads from the row to it."""

    def holds(action: str) -> Exists:
        return Exists(areas_for(user, action).filter(pk=OuterRef(f"{to_workshop}area")))

    is_facilitator = Q(**{f"{to_workshop}facilitator": user.pk})
    return {
        "is_member": _flag(Exists(_seat(user, to_workshop)) & holds("judge")),
        "may_run": _flag(holds("plan workshops") | (is_facilitator & Q(holds("run workshops")))),
        "may_plan": _flag(Q(holds("plan workshops"))),
        "may_look_on": _flag(Q(holds("run workshops"))),
    }


def _flag(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _seat(user: User, to_workshop: str) -> QuerySet[PanelMember]:
    return PanelMember.objects.filter(user=user.pk, left_at=None, panel=OuterRef(f"{to_workshop}panel"))


def _unjudged(user: User, places: QuerySet[WorkshopNote]) -> QuerySet[WorkshopNote]:
    """Those of `places` that this person could still judge and has not."""
    own = Judgement.objects.filter(workshop_note=OuterRef("pk"), by=user.pk)
    return places.filter(~Exists(own), note__retired_at=None).exclude(phase="agreed")


def _next_to_judge(user: User) -> Coalesce:
    """As an annotation of a place: the open note, then those after it in order, then those before it."""
    others = _unjudged(user, WorkshopNote.objects.filter(workshop=OuterRef("workshop")).exclude(pk=OuterRef("pk")))
    ahead = others.filter(Q(phase="open") | Q(position__gt=OuterRef("position"))).order_by(_open_first(), "position")
    return Coalesce(Subquery(ahead.values("pk")[:1]), Subquery(others.order_by("position").values("pk")[:1]))


def _open_first() -> Case:
    return Case(When(phase="open", then=Value(0)), default=Value(1))


def _last_when(**condition: Any) -> Case:
    return Case(When(**condition, then=Value(1)), default=Value(0))


def _check_not_retired(place: WorkshopNote) -> None:
    if place.note.retired_at:
        raise NotAllowed("This note was retired, so it is not reviewed any more.")


def _passes(check: Callable[[Any], None], subject: Any) -> bool:
    try:
        check(subject)
    except NotAllowed:
        return False
    return True


def _one(found: QuerySet[Any]) -> Any:
    row = found.first()
    if row is None:
        raise Http404
    return row
