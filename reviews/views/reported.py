"""For data stewards: notes reported as identifying somebody, and who knows a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import audit
from accounts.requests import SignedIn
from reviews.forms.reported import DecisionForm
from reviews.workshops import declarations, reported
from reviews.workshops.facts import facts, title
from reviews.workshops.sections import sections

PAGE = 50


@login_required
@never_cache
@require_safe
def notes(request: SignedIn) -> HttpResponse:
    """What waits for a decision, the longest first."""
    page = Paginator(reported.undecided(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/reported/list.html", {"page": page})


@login_required
@never_cache
@require_safe
def known(request: SignedIn) -> HttpResponse:
    """Who said that they know the person of a note, newest first."""
    page = Paginator(reported.known_people(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/reported/known.html", {"page": page})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def note(request: SignedIn, note_id: int) -> HttpResponse:
    """One reported note to read and decide about; once that is done, what was decided and not the note."""
    found = reported.reported_note(request.user, note_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        declarations.decide(note_id=note_id, **form.cleaned_data, by=request.user)
        messages.success(request, form.done)
        return redirect("reviews:reported")
    waits = any(not report.outcome for report in found.reports)
    if waits:
        audit.read("note.read", found, by=request.user)
    shown = {"title": title(found), "facts": facts(found), "sections": sections(found.narrative)} if waits else {}
    return render(request, "reviews/reported/note.html", {"note": found, "waits": waits, "form": form, **shown})


@login_required
@require_POST
def take_back(request: SignedIn, declaration_id: int) -> HttpResponse:
    declarations.take_back(declaration_id=declaration_id, by=request.user)
    messages.success(request, "Taken back: they can read the note again.")
    return redirect("reviews:known-people")
