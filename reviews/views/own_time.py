"""A workshop in own time: members take notes, who runs it agrees in one step and discusses the rest."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.requests import SignedIn
from reviews import access
from reviews.models import Workshop
from reviews.workshops import collecting, discussion, one_step, own_time_lists, taking

NONE_LEFT = "No note is left for you now. One may come back: look again later."


def section(request: SignedIn, shown: Workshop) -> dict[str, Any]:
    """What the workshop's page shows besides, in own time. Takes a workshop from `access.workshop_for`.

    How far the judging is tells nothing of one note, and is kept from who judges too: they could tell who differs.
    """
    if shown.mode != Workshop.Mode.OWN_TIME:
        return {}
    told: dict[str, Any] = {}
    if shown.is_member and not shown.closed_at:
        told["mine"] = own_time_lists.mine(request.user, shown)
    if access.can_run(shown):
        told["ready"] = own_time_lists.ready_list(request.user, shown)
        told["elsewhere"] = list(discussion.agreed_elsewhere(request.user, shown))
        told["contested"] = list(discussion.to_discuss(request.user, shown))
        told["judging"] = None if shown.is_member else own_time_lists.judging(shown)
    return {"own_time": told}


@login_required
@require_POST
def take_note(request: SignedIn, workshop_id: int) -> HttpResponse:
    """The note that this member holds, or the next one; it is theirs for an hour."""
    place = taking.take_note(workshop_id=workshop_id, by=request.user)
    if place is None:
        messages.success(request, NONE_LEFT)
        return redirect("reviews:workshop", workshop_id)
    return redirect("reviews:judge", workshop_id, place.pk)


@login_required
@require_POST
def agree_ready(request: SignedIn, workshop_id: int) -> HttpResponse:
    """Record the agreed review of every ticked note, each as it was shown."""
    done = one_step.agree_ready(workshop_id=workshop_id, shown=_shown(request), by=request.user)
    messages.success(request, _told(done))
    return redirect("reviews:workshop", workshop_id)


@login_required
@require_POST
def stop_waiting(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    """To the panel with the judgements that a note has."""
    collecting.stop_waiting(workshop_id=workshop_id, note_id=note_id, by=request.user)
    messages.success(request, "The note is with the panel now, with the judgements it has.")
    return redirect("reviews:workshop", workshop_id)


def _shown(request: SignedIn) -> dict[int, int]:
    """Ticked notes with the version that was shown, as `note` has them: "41-3"."""
    pairs = [given.split("-") for given in request.POST.getlist("note")]
    numbers = [pair for pair in pairs if len(pair) == 2 and all(map(_is_number, pair))]
    return {int(note): int(version) for note, version in numbers}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _told(done: one_step.InOneStep) -> str:
    recorded = f"{done.recorded} agreed {'review is' if done.recorded == 1 else 'reviews are'} recorded."
    if not done.left_out:
        return recorded
    was = "note was" if done.left_out == 1 else "notes were"
    return f"{recorded} {done.left_out} {was} left out: changed meanwhile, or agreed by another panel."
