"""The start page: what waits for the person who signed in."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import SignedIn
from areas.access import can_anywhere
from config.waiting.batches import latest_batches
from config.waiting.figures import areas_in_progress
from config.waiting.reported import notes_reported
from config.waiting.workshops import open_workshops, seats
from reviews.worker import worker_alive

RIGHTS = ("see figures", "plan workshops", "load batches", "see batches", "judge", "run workshops", "edit inputs")


@login_required
@require_safe
def start(request: SignedIn) -> HttpResponse:
    return render(request, "start.html", waiting_for(request.user))


def waiting_for(user: User) -> dict[str, Any]:
    """What the page shows. The same number of queries for one area as for five."""
    rights = can_anywhere(user, RIGHTS)
    return {
        "greeting": greeting(timezone.localtime()),
        "rights": rights,
        "seats": seats(user),
        "workshops": open_workshops(user),
        "areas": areas_in_progress(user) if "see figures" in rights else [],
        "batches": latest_batches(user) if "see batches" in rights else [],
        "reported": notes_reported(user) if "load batches" in rights else 0,
        "unattended": not worker_alive(),
    }


def greeting(now: datetime) -> str:
    """Good afternoon, by the clock on the wall."""
    if now.hour < 12:
        return "Good morning"
    return "Good afternoon" if now.hour < 18 else "Good evening"
