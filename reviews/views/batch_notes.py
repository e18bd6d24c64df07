"""The notes of a batch, for a data steward: which are reviewed, hidden or retired, and retiring one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedIn
from reviews.intake import access
from reviews.workshops.facts import title
from reviews.workshops.retiring import retire

PER_PAGE = 50


@login_required
@never_cache
@require_safe
def notes(request: SignedIn, batch_id: int) -> HttpResponse:
    """In file order, without their texts."""
    batch = access.batch_for(request.user, batch_id)
    access.check_can_load(request.user, batch.area)
    page = Paginator(access.notes_of(batch), PER_PAGE).get_page(request.GET.get("page"))
    listed = [(note, title(note)) for note in page]
    return render(request, "reviews/batches/notes.html", {"batch": batch, "page": page, "notes": listed})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def retire_note(request: SignedIn, batch_id: int, note_id: int) -> HttpResponse:
    """Ask once more, then retire it."""
    note = access.note_of(request.user, batch_id, note_id)
    if request.method == "POST":
        retire(batch_id=batch_id, note_id=note_id, by=request.user)
        messages.success(request, f"{note.reference} is retired.")
        return redirect("reviews:batch-notes", batch_id)
    return render(request, "reviews/batches/retire.html", {"note": note, "batch": note.batch, "what": title(note)})
