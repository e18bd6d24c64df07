"""Pages about one's sessions, and what the warning before a session ends asks."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedIn
from accounts.sessions import listing
from accounts.sessions.middleware import note_activity, seconds_left
from accounts.sessions.time_left import STARTED


@login_required
@never_cache
@require_safe
def sessions(request: SignedIn) -> HttpResponse:
    shown = listing.sessions_of(request.user, key=request.session.session_key or "")
    return render(request, "accounts/sessions/list.html", {"sessions": shown})


@login_required
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    listing.end_session(pk=pk, by=request.user)
    messages.success(request, "That session is ended.")
    return redirect("accounts:sessions")


@login_required
@require_POST
def end_others(request: SignedIn) -> HttpResponse:
    listing.end_others(key=request.session.session_key, by=request.user)
    messages.success(request, "You are signed out everywhere else.")
    return redirect("accounts:sessions")


@never_cache
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Seconds `left`; asking does not make them more, sending does. `longest`: seconds left of the working day.

    `user` and `token` let a page that stayed open go on after its person has signed in again in another tab.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0, "longest": 0, "user": None, "token": ""})
    if request.method == "POST":
        note_activity(request, every=0)
    longest = request.session[STARTED] + settings.SESSION_LONGEST - time.time()
    told = {"left": round(seconds_left(request)), "longest": round(longest), "user": request.user.pk}
    return JsonResponse({**told, "token": get_token(request)})
