"""Ends sessions in time, and writes down once a minute that one is in use."""

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout, user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.sessions.time_left import ACTIVE, EVERY, STARTED, is_activity, left

ENDED = (
    "You were signed out, because nothing was done here for a while or a working day had passed. Saved work is kept."
)


def seconds_left(request: HttpRequest) -> float:
    session = request.session
    return left(
        now=time.time(), started=session.get(STARTED, 0), active=session.get(ACTIVE, 0), idle=settings.SESSION_IDLE,
        longest=settings.SESSION_LONGEST,
    )  # fmt: skip


@receiver(user_logged_in)
def begin(request: HttpRequest, **more: Any) -> None:
    request.session[STARTED] = request.session[ACTIVE] = time.time()


def note_activity(request: HttpRequest, *, every: int = EVERY) -> None:
    """At most one UPDATE of each of two rows a minute, whatever is asked: not every GET can go without writing."""
    now = time.time()
    if now - request.session.get(ACTIVE, 0) >= every:
        request.session[ACTIVE] = now
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def end_in_time(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: after its time a session is gone before anything is fetched in its name."""

    def answer(request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            if seconds_left(request) <= 0:
                logout(request)
                messages.info(request, ENDED)
            elif is_activity(str(request.method), by_script=_asked_by_script(request)):
                note_activity(request)
        return get_response(request)

    return answer


def _asked_by_script(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Dest") == "empty" or "HX-Request" in request.headers
