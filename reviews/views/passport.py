"""The passport of a batch, to read and to print: where it comes from, who signed for it, what became of its rows."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import audit
from accounts.requests import SignedIn
from reviews.intake import access, statement
from reviews.intake.passport import passport_of
from reviews.intake.small_groups import in_words
from reviews.models import CaseNote
from reviews.workshops.facts import facts, title
from reviews.workshops.sections import sections


@login_required
@never_cache
@require_safe
def passport(request: SignedIn, batch_id: int) -> HttpResponse:
    """For whoever sees batches; the sample of notes only for who may load there."""
    batch = access.batch_for(request.user, batch_id)
    told = passport_of(batch)
    sample = told.sample if access.can_load(request.user, batch.area) else []
    if sample:
        audit.read("batch.notes-read", batch, by=request.user, notes=[note.pk for note in sample])
    context = {
        "batch": batch,
        "passport": told,
        "stated": statement.in_words(batch.statement),
        "signed_at": statement.signed_at(batch.statement),
        "few": [] if batch.purged_at else in_words(batch.small_groups),
        "put_away": access.notes_put_away(batch),
        "sample": [_shown(note) for note in sample],
    }
    return render(request, "reviews/batches/passport.html", context)


def _shown(note: CaseNote) -> dict[str, Any]:
    said = {"reference": note.reference, "title": title(note), "facts": facts(note)}
    return said | {"sections": sections(note.narrative)}
