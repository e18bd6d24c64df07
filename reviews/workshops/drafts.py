"""The only writer of drafts: the form as it stands, kept while somebody types. It is its owner's alone.

Thirty people type at once, so the note is not locked: one's own draft is a row that only one's own pages want. What a
submit overtakes does no harm: a draft `made_from` another revision than the present one is never shown.
"""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from config.errors import Stale
from reviews import access
from reviews.models import Draft, WorkshopNote
from reviews.workshops import private_notes
from reviews.workshops.unsent import Unsent, check_fits


class Behind(Exception):
    """Another page or device of the same person saved meanwhile: `draft` is what it saved."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__("This was saved from another page meanwhile.")


@transaction.atomic
def save_draft(*, workshop_id: int, note_id: int, unsent: Unsent, private_note: str | None = None, by: User) -> Draft:
    """Keep a form as it stands, and the note to self beside it.

    Raises Http404, NotAllowed as for judging or recording, unsent.DoesNotFit, Stale where the judgement or review has
    another revision than the form was made from, and Behind.
    """
    check_fits(unsent.form, private_note or "")
    place = access.place_to_draft(by, workshop_id, note_id, unsent.about)
    if unsent.made_from != place.present_revision:
        raise Stale(place.present_revision)
    draft = _written(place, unsent, by=by)
    private_notes.keep(place, private_note, by=by)
    return draft


@transaction.atomic
def drop_draft(*, workshop_id: int, note_id: int, about: str, by: User) -> None:
    """Give up what was kept. Raises Http404."""
    _own(access.workshop_note_for(by, workshop_id, note_id), about, by=by).delete()


def forget(place: WorkshopNote, about: str, *, by: User) -> None:
    """Its answers were sent. Inside the caller's transaction; costs nothing where there is none."""
    if place.draft_version is not None:
        _own(place, about, by=by).delete()


def _own(place: WorkshopNote, about: str, *, by: User) -> QuerySet[Draft]:
    return Draft.objects.filter(workshop_note=place.pk, by=by.pk, about=about)


def _written(place: WorkshopNote, unsent: Unsent, *, by: User) -> Draft:
    own = _own(place, unsent.about, by=by).select_for_update()
    there = own.first() if place.draft_version is not None else None
    if there is None and (draft := _inserted(place, unsent, by=by)):
        return draft
    return _replaced(there or own.get(), unsent)


def _inserted(place: WorkshopNote, unsent: Unsent, *, by: User) -> Draft | None:
    """The first draft; None where another page's came first."""
    try:
        with transaction.atomic():
            return Draft.objects.create(workshop_note=place, by=by, about=unsent.about, **_columns(unsent))
    except IntegrityError:
        return None


def _replaced(draft: Draft, unsent: Unsent) -> Draft:
    same_page = bool(unsent.page) and draft.entered["page"] == unsent.page
    if same_page and unsent.step <= draft.entered["step"]:
        return draft  # an earlier request of this page, come late
    if not (same_page or draft.made_from != unsent.made_from or unsent.version in {None, draft.version}):
        raise Behind(draft)
    for name, value in {**_columns(unsent), "version": draft.version + 1}.items():
        setattr(draft, name, value)
    draft.save(update_fields=["entered", "made_from", "version", "saved_at"])
    return draft


def _columns(unsent: Unsent) -> dict[str, object]:
    entered = {"form": unsent.form, "page": unsent.page, "step": unsent.step}
    return {"entered": entered, "made_from": unsent.made_from, "saved_at": timezone.now()}
