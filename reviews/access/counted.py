"""The agreed reviews that tables count, for whoever may open them: a lead of the area."""

from django.db.models import QuerySet

from accounts.models import User
from areas.access import area_for
from areas.models import Area
from reviews import tally
from reviews.access.found import one
from reviews.models import AgreedReview
from reviews.tally import Choice
from reviews.workshops import reach
from reviews.workshops.hidden import check_readable

OPEN = "open reviews"


def reviews_area_for(user: User, slug: str) -> Area:
    """Raises Http404 alike when there is no such area and when this person may not open its reviews."""
    return area_for(user, slug, OPEN)


def reviews_listed(area: Area, choice: Choice) -> QuerySet[AgreedReview]:
    """Those of a choice, in the order they came, without the notes' texts. Takes an area from `reviews_area_for`."""
    found = tally.chosen(tally.counted(area.pk), choice).order_by("pk")
    shown = (
        "note__actual_pathway",
        "note__locality",
        "proposed_pathway",
        "main_reason",
        "panel",
        "workshop_note__workshop",
    )
    return found.select_related(*shown).defer("note__narrative", "note__extra")


def counted_review_for(user: User, area: Area, review_id: int) -> AgreedReview:
    """One of them with its note. Raises Http404; NoteHidden where this person may not read the note."""
    shown = ("note__actual_pathway", "note__locality", "note__organisation", "proposed_pathway", "main_reason", "panel")
    found = tally.counted(area.pk).filter(pk=review_id).select_related(*shown, "workshop_note__workshop")
    review: AgreedReview = one(found.annotate(known=reach.knows_person(user)))
    note = review.note
    check_readable(retired=bool(note.retired_at), reported=bool(note.hidden_at), knows_person=review.known)  # type: ignore[attr-defined]
    return review
