"""What a person could see on a day, for who may look at the audit trail."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import SignedIn
from areas.forms_audit import OnDayForm
from areas.on_day import Day, looked_at, person_for, roles_on, standing_on, whole_day
from reviews.intake.access import checks_for
from reviews.on_day import LISTED, opened_on, panels_on, workshops_on


@login_required
@never_cache
@require_safe
def on_day(request: SignedIn) -> HttpResponse:
    """A form, and below it the answer once it is asked."""
    looked_at(request.user)
    form = OnDayForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "asked": form.is_valid()}
    if context["asked"]:
        context["day"] = day = whole_day(form.cleaned_data["day"])
        context["person"] = person = person_for(request.user, form.cleaned_data["person"])
        if person:
            context |= _seen(request.user, person, day)
    return render(request, "reviews/on_day.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def checks(request: SignedIn) -> HttpResponse:
    """What the newest looks at all hashes found."""
    return render(request, "reviews/checks.html", {"checks": checks_for(request.user)})


def _seen(user: User, person: User, day: Day) -> dict[str, Any]:
    areas = looked_at(user)
    seats = panels_on(person, day, areas)
    opened = opened_on(person, day, areas, everything=user.is_superuser)
    return {
        "standing": standing_on(person, day),
        "areas": roles_on(person, day, areas),
        "seats": seats,
        "workshops": workshops_on(day, seats),
        "opened": opened[:LISTED],
        "opened_in_all": len(opened),
    }
