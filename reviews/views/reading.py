"""A note that can't be judged any more: what the panel agreed, to read; and answers that came too late, to keep."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import SignedIn
from config.errors import NotAllowed
from reviews import access
from reviews.forms import drafts, judging
from reviews.forms.judging import Entered
from reviews.models import Judgement, WorkshopNote
from reviews.views.draft_page import kept_for_self
from reviews.views.judging_page import page, spelt_out
from reviews.views.spread_page import shown_answers
from reviews.workshops import kept, private_notes
from reviews.workshops.hidden import NoteHidden


def agreed_page(request: SignedIn, place: WorkshopNote, about: str) -> HttpResponse:
    """The note, the panel's review, the answers where they were shown, and what this person kept to themselves."""
    review, own = access.review_to_read(place), access.judgement_of(request.user, place)
    shown = page(place, Entered(), revision=0)
    context: dict[str, Any] = {"mode": "judgement", **kept_for_self(request, place, about, shown=True, unsent=False)}
    if review:
        agreed = judging.from_kept(kept.plain(review), kept.plain_agreement(review))
        context |= {"review": spelt_out(agreed, shown), "presence": _presence(agreed, shown)}
    context |= {"own": _own(own, shown), "unsent_answers": _drafted(place, shown)}
    return render(request, "reviews/agreed.html", {**shown, **context, **shown_answers(request.user, place)[0]})


def not_recorded(
    request: SignedIn, place: WorkshopNote, entered: Entered, refused: NotAllowed, about: str
) -> HttpResponse:
    """What somebody sent when it was too late, for them to copy; their note to self is kept all the same."""
    note = drafts.private_note(request.POST)
    private_notes.save_private_note(
        workshop_id=place.workshop_id, note_id=place.pk, text=place.private_note or "" if note is None else note,
        by=request.user,
    )  # fmt: skip
    hidden = isinstance(refused, NoteHidden)
    entered = replace(entered, many={**entered.many, "evidence": []}) if hidden else entered  # words of the note
    shown = page(place, entered, revision=0)
    context = {
        "workshop": place.workshop,
        "place": place,
        "sentence": str(refused),
        "typed": spelt_out(entered, shown),
        "can_read": access.can_read(place) and not hidden,
        "about": about,
    }
    return render(request, "reviews/not_recorded.html", context, status=409)


def _presence(agreed: Entered, shown: dict[str, Any]) -> list[tuple[str, str]]:
    labels = dict(shown["professions"])
    return [(labels.get(code, code), number) for code, number in agreed.presence.items()]


def _own(judgement: Judgement | None, shown: dict[str, Any]) -> list[tuple[str, str]]:
    return spelt_out(judging.from_kept(kept.plain(judgement)), shown) if judgement else []


def _drafted(place: WorkshopNote, shown: dict[str, Any]) -> list[tuple[str, str]]:
    """Answers that were kept and never sent."""
    return spelt_out(judging.from_plain(place.draft_entered["form"]), shown) if place.draft_entered else []
