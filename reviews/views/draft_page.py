"""What a page shows of what a person keeps to themselves: their draft, in the form, and their note to self."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from accounts.models import User
from accounts.requests import SignedIn
from reviews.forms import judging as form
from reviews.forms.drafts import mark
from reviews.forms.judging import Entered
from reviews.models import Draft, WorkshopNote
from reviews.views.judging_page import at_or_on, saved_at

PAGES = {Draft.About.JUDGEMENT.value: "reviews:judge", Draft.About.AGREED_REVIEW.value: "reviews:agree"}
ARRIVED = "answers-arrived"
SOON = 60  # seconds: the next page takes it


def from_draft(place: WorkshopNote, revision: int) -> Entered | None:
    """The answers that were kept, where they were made from this revision."""
    if place.draft_entered is None or place.draft_made_from != revision:
        return None
    return form.from_plain(place.draft_entered["form"])


def kept_for_self(request: SignedIn, place: WorkshopNote, about: str, *, shown: bool, unsent: bool) -> dict[str, Any]:
    """For the page. `shown`: the draft stands in the form; `unsent`: the form has what was sent and not taken."""
    before, at = place.private_note or "", place.draft_saved_at
    posted = request.POST
    return {
        "about": about,
        "draft_version": place.draft_version or 0,
        "draft_at": saved_at(at) if shown and at else "",
        "drafted": at_or_on(at) if shown and at else "",
        "unsent": unsent,
        "private_note": posted.get("private_note", before),
        "private_note_from": posted.get("private_note_from", mark(before)),
    }


def arrived(response: HttpResponse, user: User, note_id: int, about: str) -> HttpResponse:
    """Tells the next page's script that the copy on the device can go: the answers are here. Ids only."""
    name = f"{user.pk}-{note_id}-{about}"
    response.set_cookie(ARRIVED, name, max_age=SOON, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response
