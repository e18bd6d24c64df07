"""A single note taken out of use by a data steward: read no more, its reviews kept.

Locks as in `declarations`: the workshops that have the note, its places in them, then the note.
"""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from reviews.intake.access import note_of
from reviews.models import CaseNote, Declaration
from reviews.workshops import figures_moved
from reviews.workshops.declarations import decide, leave_rooms, rooms_with
from reviews.workshops.room_moves import rooms_moved


@transaction.atomic
def retire(*, batch_id: int, note_id: int, by: User) -> CaseNote:
    """For good, wherever it is read just now. Twice is once; a report that waits is settled with it. Raises Http404."""
    note_of(by, batch_id, note_id)
    rooms = rooms_with(note_id)
    note = CaseNote.objects.select_for_update(no_key=True).get(pk=note_id)
    if note.retired_at:
        return note
    if Declaration.objects.filter(note=note, kind=Declaration.Kind.IDENTIFIES, outcome="").exists():
        return decide(note_id=note_id, outcome=Declaration.Outcome.RETIRED, reason="", by=by)
    note.retired_at = timezone.now()
    note.save(update_fields=["retired_at"])
    leave_rooms(note, rooms, by=by)
    audit.record("note.retired", note, by=by)
    rooms_moved(rooms)
    figures_moved.after_exchange(rooms)
    return note
