"""The loop, as a page and as JSON: claim the next note, store a judgement."""

import json
from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from benchmarks.floor.models import Judgement, Note

SIX = ("level_of_need", "best_pathway", "proposed_pathway", "main_reason", "timing", "achievability")
QUESTIONS = {name: [f"choice-{n}" for n in range(8)] for name in SIX}  # 48 radio buttons


class SignedIn(HttpRequest):
    user: User


@login_required
def page(request: SignedIn, note_id: int) -> HttpResponse:
    """The note beside its form; a POST stores the form and leads to the next note."""
    if request.method != "POST":
        return render(request, "note.html", {"note": _mine(request, note_id), "questions": QUESTIONS})
    with transaction.atomic():
        _store(request, note_id, request.POST)
        following = _claim(request)
    return redirect("page", following.pk)


@require_POST
@login_required
@transaction.atomic
def take(request: SignedIn) -> HttpResponse:
    return redirect("page", _claim(request).pk)


@require_POST
@login_required
@transaction.atomic
def take_json(request: SignedIn) -> HttpResponse:
    note = _claim(request)
    return JsonResponse({"id": note.pk, "text": note.text, "questions": QUESTIONS})


@login_required
@transaction.atomic
def judgement_json(request: SignedIn, note_id: int) -> HttpResponse:
    _store(request, note_id, json.loads(request.body))
    return JsonResponse({"note": note_id})


def _mine(request: SignedIn, note_id: int) -> Note:
    return Note.objects.get(pk=note_id, taken_by=request.user)


def _claim(request: SignedIn) -> Note:
    note = Note.objects.select_for_update(skip_locked=True).filter(taken_by=None).order_by("pk")[0]
    note.taken_by = request.user
    note.save(update_fields=["taken_by"])
    return note


def _store(request: SignedIn, note_id: int, given: Mapping[str, str]) -> None:
    note = _mine(request, note_id)
    Judgement.objects.create(note=note, by=request.user, **{name: given.get(name, "")[:40] for name in SIX})
