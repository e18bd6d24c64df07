"""The page instead of a note that may not be read: the reason in words, and the way on."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import SignedIn
from reviews.workshops.hidden import NoteHidden

View = Callable[..., HttpResponse]


def tells_when_hidden(view: View) -> View:
    """Around a view of a note's place."""

    @wraps(view)
    def told(request: SignedIn, workshop_id: int, note_id: int, **more: str) -> HttpResponse:
        try:
            return view(request, workshop_id, note_id, **more)
        except NoteHidden as hidden:
            context = {"sentence": str(hidden), "workshop_id": workshop_id}
            return render(request, "reviews/hidden.html", context, status=403)

    return told
