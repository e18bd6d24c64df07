"""What a person keeps to themselves about a note, by buttons that need no script: their note to self, and no draft."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.requests import SignedIn
from config.errors import NotAllowed
from reviews.forms import drafts as form
from reviews.views.draft_page import PAGES, arrived
from reviews.workshops import drafts, private_notes
from reviews.workshops.answers import Invalid
from reviews.workshops.unsent import DoesNotFit


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
