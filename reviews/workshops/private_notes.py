"""The only writer of private notes: what a person writes for themselves about a note. Nobody else ever reads it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from reviews import access
from reviews.models import PrivateNote, WorkshopNote
from reviews.workshops.answers import Invalid, storable
from reviews.workshops.unsent import LONGEST_NOTE_TO_SELF


@transaction.atomic
def save_private_note(*, workshop_id: int, note_id: int, text: str, by: User) -> WorkshopNote:
    """Keep a note to self; an empty one is deleted. Raises Http404, NotAllowed, answers.Invalid."""
    place = access.place_for_self(by, workshop_id, note_id)
    keep(place, text, by=by)
    return place


def keep(place: WorkshopNote, text: str | None, *, by: User) -> None:
    """Inside the caller's transaction; costs nothing where nothing changes. None leaves what is there.

    Takes a place that knows `private_note`. It goes in by one statement, as two pages may send it at once.
    """
    if text is None or (said := _checked(text)) == (place.private_note or ""):
        return
    if said:
        row = PrivateNote(workshop_note=place, by=by, text=said, saved_at=timezone.now())
        PrivateNote.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["workshop_note", "by"], update_fields=["text", "saved_at"]
        )
    else:
        PrivateNote.objects.filter(workshop_note=place, by=by).delete()


def _checked(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not storable(said):
        raise Invalid({"private_note": "Remove the character that can’t be shown, and write the word again"})
    if len(said) > LONGEST_NOTE_TO_SELF:
        raise Invalid({"private_note": f"Use {LONGEST_NOTE_TO_SELF:,} characters or fewer: there are {len(said):,}"})
    return said
