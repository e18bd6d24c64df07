"""A reader says something about a note itself: what will happen, and one button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from reviews import access
from reviews.models import Declaration
from reviews.views.hidden import tells_when_hidden
from reviews.workshops import declarations

Kind = Declaration.Kind
DONE = {
    Kind.KNOWS_PERSON: "The note is hidden from you. The room goes on without you for this note.",
    Kind.IDENTIFIES: "The note is hidden from everybody. The data stewards of the area are told.",
}


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
@tells_when_hidden
def declare(request: SignedIn, workshop_id: int, note_id: int, kind: str) -> HttpResponse:
    """What would happen to the note; a POST does it. To another kind than these there is nothing here."""
    if kind not in Kind.values:
        raise Http404
    if request.method != "POST":
        return _confirm_page(request, workshop_id, note_id, Kind(kind))
    declarations.declare(workshop_id=workshop_id, note_id=note_id, kind=kind, by=request.user)
    messages.success(request, DONE[Kind(kind)])
    return redirect("reviews:workshop", workshop_id)


def _confirm_page(request: SignedIn, workshop_id: int, note_id: int, kind: Declaration.Kind) -> HttpResponse:
    place = access.workshop_note_for(request.user, workshop_id, note_id)
    access.check_can_declare(place)
    context = {"place": place, "workshop": place.workshop, "kind": kind, "judging": access.can_judge(place)}
    return render(request, "reviews/declare.html", context)
