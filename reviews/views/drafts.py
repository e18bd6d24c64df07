"""Keeping a form while somebody types, as the page asks for by script; and the note to self, without scripts too."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.requests import SignedIn
from config.errors import NotAllowed, Stale
from reviews.forms import drafts as form
from reviews.models import Draft
from reviews.views.draft_page import arrived
from reviews.views.judging_page import at_or_on, saved_at
from reviews.workshops import drafts, private_notes
from reviews.workshops.answers import Invalid
from reviews.workshops.unsent import DoesNotFit

PAGES = {Draft.About.JUDGEMENT.value: "reviews:judge", Draft.About.AGREED_REVIEW.value: "reviews:agree"}
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


@login_required
@require_POST
def drop_draft(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    """Back to the page as it would be without the draft."""
    about = _about(request)
    drafts.drop_draft(workshop_id=workshop_id, note_id=note_id, about=about, by=request.user)
    return arrived(redirect(PAGES[about], workshop_id, note_id), request.user, note_id, about)


@login_required
@require_POST
def save_private_note(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    """The note to self alone; the answers of the form it stands in are kept as they are, and not sent."""
    about = _about(request)
    try:
        text = request.POST.get("private_note", "")
        private_notes.save_private_note(workshop_id=workshop_id, note_id=note_id, text=text, by=request.user)
        if "revision" in request.POST:
            unsent = form.unsent(request.POST, over_all=True)
            drafts.save_draft(workshop_id=workshop_id, note_id=note_id, unsent=unsent, by=request.user)
    except Invalid as invalid:
        raise NotAllowed(invalid.errors["private_note"]) from invalid
    except DoesNotFit as error:
        raise NotAllowed(str(error)) from error
    return redirect(PAGES[about], workshop_id, note_id)


def _about(request: SignedIn) -> str:
    about = request.POST.get("about", "")
    if about not in PAGES:
        raise Http404
    return about


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
