"""Workshops: the list, one workshop's own page, and running it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedIn
from reviews import access
from reviews.views import own_time
from reviews.views.live import on_workshop
from reviews.workshops import panels, planning, sitting
from reviews.workshops.pace import in_words
from reviews.workshops.pace_of import progress_of, with_counts

PAGE = 50


@login_required
@require_safe
def workshops(request: SignedIn) -> HttpResponse:
    """Every workshop this person may see, the newest first."""
    listed = with_counts(access.workshops_for(request.user)).select_related("area", "panel", "facilitator")
    shown = Paginator(listed.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "can_plan": access.can_plan_anywhere(request.user)}
    return render(request, "reviews/workshops.html", context)


@login_required
@never_cache
@require_safe
def workshop(request: SignedIn, workshop_id: int) -> HttpResponse:
    """How far it is, its notes, the one that is open, and who is on the panel."""
    shown = access.workshop_for(request.user, workshop_id)
    places = access.places_of(request.user, shown)
    members = list(panels.members_of(shown.panel))
    open_now = access.open_place(request.user, shown)
    context = {
        "workshop": shown,
        "page": Paginator(places, PAGE).get_page(request.GET.get("page")),
        "open": open_now,
        "live": on_workshop(shown, open_now),
        "to_judge": access.to_judge(request.user, shown) if shown.is_member and not shown.closed_at else None,
        "to_record": access.to_record(request.user, shown) if access.can_run(shown) else None,
        "progress": progress_of(shown),
        "members": members,
        "people": panels.by_profession(members),
        "sample": planning.sample_in_words(shown.sample),
        "in_words": in_words,
        "coverage": panels.coverage_of(members),
        "quorum": () if shown.closed_at else shown.panel.quorum(members),
        "can_run": access.can_run(shown),
        "can_take_over": access.can_take_over(request.user, shown),
        "can_change": access.can_change(shown),
        **own_time.section(request, shown),
    }
    return render(request, "reviews/workshop.html", context)


@login_required
@require_POST
def open_note(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    sitting.open_note(workshop_id=workshop_id, note_id=note_id, by=request.user)
    return redirect("reviews:agree", workshop_id, note_id)


@login_required
@require_POST
def skip_note(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    following = sitting.skip_note(workshop_id=workshop_id, note_id=note_id, by=request.user)
    messages.success(request, "Put off. The note comes back after those that wait.")
    if following is None:
        return redirect("reviews:workshop", workshop_id)
    return redirect("reviews:agree", workshop_id, following.pk)


@login_required
@require_POST
def reveal_note(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    sitting.reveal_note(workshop_id=workshop_id, note_id=note_id, by=request.user)
    return redirect("reviews:agree", workshop_id, note_id)


@login_required
@require_POST
def undo_reveal(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    sitting.undo_reveal(workshop_id=workshop_id, note_id=note_id, by=request.user)
    messages.success(request, "The answers are hidden again. Nobody else had seen them.")
    return redirect("reviews:agree", workshop_id, note_id)


@login_required
@require_POST
def close_workshop(request: SignedIn, workshop_id: int) -> HttpResponse:
    sitting.close_workshop(workshop_id=workshop_id, by=request.user)
    messages.success(request, "The workshop is closed. Notes it did not agree are free for another one.")
    return redirect("reviews:workshop", workshop_id)
