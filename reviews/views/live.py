"""What a page of a room asks again and again: whether anything moved, and if so what to show and where to go."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from reviews import access
from reviews.models import Workshop, WorkshopNote
from reviews.workshops import room_state
from reviews.workshops.moment import Moment, moment
from reviews.workshops.pace import in_words
from reviews.workshops.pace_of import progress_of

LIVE = {"judge": "reviews:live-judge", "agree": "reviews:live-agree", "workshop": "reviews:live"}


@dataclass(frozen=True)
class Live:
    """What a page needs to follow its room. `follows`: it may be led on by itself, as long as nobody types in it."""

    address: str
    key: str
    follows: bool


def on_workshop(workshop: Workshop, open_now: WorkshopNote | None) -> Live | None:
    """Takes a workshop of `access.workshop_for`; None where there is no room to follow, or none any more."""
    if workshop.closed_at or workshop.mode == Workshop.Mode.OWN_TIME:
        return None
    now = moment(room_state.room_with(workshop, open_now), room_state.viewer(workshop, "workshop"))
    return Live(reverse(LIVE["workshop"], args=[workshop.pk]), now.key, True)


def on_note(place: WorkshopNote, page: str, *, follows: bool) -> Live | None:
    """Takes a place of `access.workshop_note_for`; None where there is no room to follow.

    The key is left open while the note is not before the room: the first answer says where the room is.
    """
    if place.workshop.mode == Workshop.Mode.OWN_TIME:
        return None
    here = place.phase in WorkshopNote.IN_ROOM or (place.workshop.mode == Workshop.Mode.TOGETHER and page == "judge")
    now = moment(room_state.room_with(place.workshop, place), room_state.viewer(place, page, place))
    return Live(reverse(LIVE[page], args=[place.workshop_id, place.pk]), now.key if here else "", follows)


def at_the_note(note_id: int, panel_id: int, *, warns: bool) -> dict[str, Any]:
    """Who has submitted, and for who runs the room what is lacking."""
    seats = room_state.seats(note_id, panel_id)
    return {"seats": seats, "lacking": room_state.lacking(panel_id, seats.by_profession) if warns else ()}


@login_required
@never_cache
@require_safe
def live(request: SignedIn, workshop_id: int, note_id: int | None = None, page: str = "workshop") -> HttpResponse:
    """304 while nothing moved, after one statement; else the parts of the page that follow the room."""
    now = access.room_for(request.user, workshop_id)
    etag = room_state.etag(now, page)
    answer = get_conditional_response(request, etag=etag) or _parts(request, now, note_id, page)
    answer["ETag"] = etag
    return answer


def _parts(request: SignedIn, now: Workshop, note_id: int | None, page: str) -> HttpResponse:
    place = access.place_of(request.user, now, note_id) if note_id else None
    found = moment(room_state.room_now(now), room_state.viewer(now, page, place))
    context: dict[str, Any] = {
        "workshop": now, "page": page, "moment": found, "go": _go(now, found), "changes": now.room_changes or 0,
    }  # fmt: skip
    if now.mode == Workshop.Mode.INDEPENDENT and now.room_note and note_id in {None, now.room_note}:
        context |= at_the_note(now.room_note, now.panel_id, warns=page != "judge")
    if page == "agree":
        context |= {"progress": progress_of(now), "in_words": in_words}
    return render(request, "reviews/live.html", context)


def _go(workshop: Workshop, found: Moment) -> str:
    where = [workshop.pk] if found.note is None else [workshop.pk, found.note]
    return reverse(f"reviews:{found.page}", args=where)
