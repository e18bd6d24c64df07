"""What readers say about a note itself, and what a data steward does with it: the only writer of declarations.

Locks: the workshops that have the note, its places in them, then the note. A reader takes a workshop's lock here, as
whoever runs it does, because a note that identifies somebody leaves every room at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from config.errors import NotAllowed
from reviews import access
from reviews.models import CaseNote, Declaration, Workshop, WorkshopNote
from reviews.workshops import collecting, figures_moved, reported
from reviews.workshops.room_moves import rooms_moved

Kind, Outcome = Declaration.Kind, Declaration.Outcome
DECIDED = "Somebody has decided about this note already. Open the list again."
NO_REASON = "Enter why this note identifies nobody: readers will see it again, and the reason is kept."


@dataclass(frozen=True)
class Declared:
    """A declaration as it stands; `made` is False where this person had said the same before."""

    declaration: Declaration
    made: bool


@transaction.atomic
def declare(*, workshop_id: int, note_id: int, kind: str, by: User) -> Declared:
    """Hide a note from `by` (kind "knows-person") or from everybody (kind "identifies"). Twice is once.

    `note_id` is the note's place in the workshop. Nothing that was judged or agreed is deleted.
    Raises Http404 to who may not see the workshop, NotAllowed to who can't read its notes.
    """
    place = access.workshop_note_for(by, workshop_id, note_id, hidden_too=True)
    rooms = rooms_with(place.note_id, or_workshop=workshop_id)
    place = access.workshop_note_locked(by, workshop_id, note_id, hidden_too=True)
    access.check_can_declare(place)
    declaration, made = Declaration.objects.get_or_create(
        note_id=place.note_id, by=by, kind=kind, outcome=""
    )  # the note's lock puts two clicks one after the other
    if made:
        audit.record("note.declared", place.note, by=by, kind=kind, workshop=workshop_id)
        if kind == Kind.IDENTIFIES:
            _hide(place.note, rooms, by=by)
        else:
            collecting.decide_again(place.note_id, rooms, by=by)
        rooms_moved(rooms)
        figures_moved.after_declaration(place.note, rooms)
    return Declared(declaration, made)


@transaction.atomic
def decide(*, note_id: int, outcome: str, reason: str, by: User) -> CaseNote:
    """A steward shows a reported note again, which takes a reason, or retires it. The same decision twice is one.

    `note_id` is the case note's own. Raises Http404, and NotAllowed where another decision was made meanwhile.
    """
    reported.reported_note(by, note_id)
    rooms = rooms_with(note_id)
    note = CaseNote.objects.select_for_update(no_key=True).get(pk=note_id)
    declarations = Declaration.objects.filter(note=note, kind=Kind.IDENTIFIES)
    if not declarations.filter(outcome="").exists():
        if declarations.latest("decided_at").outcome != outcome:
            raise NotAllowed(DECIDED)
        return note
    if outcome == Outcome.RELEASED and not reason.strip():
        raise NotAllowed(NO_REASON)
    _apply(note, outcome)
    settled = {"outcome": outcome, "reason": reason.strip(), "decided_by": by, "decided_at": timezone.now()}
    declarations.filter(outcome="").update(**settled)
    audit.record("note.retired" if outcome == Outcome.RETIRED else "note.shown-again", note, by=by)
    rooms_moved(rooms)
    return note


@transaction.atomic
def take_back(*, declaration_id: int, by: User) -> None:
    """A steward mends a slip: the note is there again for somebody who does not know the person after all."""
    slip = reported.knows_person_of(by, declaration_id)
    rooms = rooms_with(slip.note_id)
    if Declaration.objects.filter(pk=slip.pk).delete()[0]:
        audit.record("note.declaration-taken-back", slip.note, by=by, kind=slip.kind, user=slip.by_id)
        collecting.decide_again(slip.note_id, rooms, by=by)
        rooms_moved(rooms)
        figures_moved.after_declaration(slip.note, rooms)


# --- The rooms that have the note ------------------------------------------------------------------------------------


def rooms_with(note_id: int, *, or_workshop: int | None = None) -> list[int]:
    """The open workshops that have the note, and `or_workshop`, locked with its places; in order, so nobody waits."""
    having = Workshop.objects.filter(notes__note=note_id).filter(Q(closed_at=None) | Q(pk=or_workshop))
    rooms = list(having.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    places = WorkshopNote.objects.filter(note=note_id, workshop__in=rooms).order_by("pk")
    list(places.select_for_update(of=("self",)).values_list("pk"))
    return rooms


def _hide(note: CaseNote, rooms: Sequence[int], *, by: User) -> None:
    """From everybody, at once; it leaves the rooms that it was before."""
    if note.hidden_at is None:
        note.hidden_at = timezone.now()
        note.save(update_fields=["hidden_at"])
    leave_rooms(note, rooms, by=by)


def leave_rooms(note: CaseNote, rooms: Sequence[int], *, by: User) -> None:
    """Put it off where it is before a room just now. Takes what `rooms_with` locked."""
    for place in WorkshopNote.objects.filter(note=note, workshop__in=rooms, phase__in=WorkshopNote.IN_ROOM):
        place.phase = WorkshopNote.Phase.SKIPPED
        place.save(update_fields=["phase"])
        audit.record("note.put-off", place, by=by)


def _apply(note: CaseNote, outcome: str) -> None:
    """Retired, it stays hidden too."""
    if outcome == Outcome.RETIRED:
        note.retired_at = timezone.now()
        note.save(update_fields=["retired_at"])
    else:
        note.hidden_at = None
        note.save(update_fields=["hidden_at"])
