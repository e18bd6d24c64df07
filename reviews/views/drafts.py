"""Keeping a form while somebody types, as its page asks for by script: the answers are data."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from accounts.models import User
from config.errors import NotAllowed, Stale
from reviews.forms import drafts as form
from reviews.views.draft_page import PAGES
from reviews.views.judging_page import at_or_on, saved_at
from reviews.workshops import drafts
from reviews.workshops.unsent import DoesNotFit

SIGNED_OUT = "You were signed out. What you typed is kept on this device."
SOMEBODY_ELSE = "Somebody else signed in here meanwhile. What you typed is kept on this device until you sign in again."
STAYS = "What you typed is still here and was not recorded."
BEHIND = "You changed these answers on another page or device {at}. What you typed here is kept on this device."
CHANGED = "These answers were sent from another page since you opened this. Send yours, and you see both and choose."
Refusal = (DoesNotFit, NotAllowed, Stale, drafts.Behind, Http404)


@require_POST
def save_draft(request: HttpRequest, workshop_id: int, note_id: int) -> JsonResponse:
    """Answers {"saved": "14:05", "version": n}, or else a `kind` for the script and `words` for the person."""
    about, user = request.POST.get("about", ""), request.user
    if about not in PAGES:
        return _told(404, "not-there", "There is nothing here that you may see.")
    sign_in = f"{reverse('accounts:sign-in')}?{urlencode({'next': reverse(PAGES[about], args=[workshop_id, note_id])})}"
    if not isinstance(user, User):
        return _told(401, "signed-out", SIGNED_OUT, href=sign_in)
    if request.POST.get("user") != str(user.pk):
        return _told(403, "somebody-else", SOMEBODY_ELSE)
    try:
        draft = drafts.save_draft(
            workshop_id=workshop_id, note_id=note_id, unsent=form.unsent(request.POST),
            private_note=form.private_note(request.POST), by=user,
        )  # fmt: skip
    except Refusal as error:
        return _refused(error)
    return JsonResponse({"saved": saved_at(draft.saved_at), "version": draft.version})


def _refused(error: Exception) -> JsonResponse:
    if isinstance(error, drafts.Behind):
        at = at_or_on(error.draft.saved_at)
        return _told(409, "elsewhere", BEHIND.format(at=at), version=error.draft.version)
    if isinstance(error, Stale):
        return _told(409, "changed", CHANGED)
    if isinstance(error, DoesNotFit):
        return _told(413, "too-long", str(error))
    if isinstance(error, NotAllowed):
        return _told(403, "closed", f"{error} {STAYS}")
    return _told(404, "not-there", f"There is nothing here that you may see. {STAYS}")


def _told(status: int, kind: str, words: str, **more: Any) -> JsonResponse:
    return JsonResponse({"kind": kind, "words": words, **more}, status=status)
