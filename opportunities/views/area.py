"""The page of an area's figures, the same page of all areas, and the button that brings them up to date."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedIn
from areas.tabs import tabs
from opportunities.access import check_can_see_all_areas, edition_for, figures_area_for
from opportunities.catch_up import catch_up, catch_up_all
from opportunities.editions import edition_of
from opportunities.views.figures_page import figures_page

BUSY = "The tables are being rolled up just now. Look again in a few seconds."


@login_required
@require_safe
def area(request: SignedIn, slug: str) -> HttpResponse:
    place = figures_area_for(request.user, slug)
    context = figures_page(request, edition_of(place), slug)
    return render(request, "opportunities/area.html", {**context, "tabs": tabs(request.user, place, "Figures")})


@login_required
@require_safe
def all_areas(request: SignedIn) -> HttpResponse:
    return render(request, "opportunities/all_areas.html", figures_page(request, edition_for(request.user, None), None))


@login_required
@require_POST
def roll_up(request: SignedIn, slug: str) -> HttpResponse:
    if not catch_up(figures_area_for(request.user, slug).pk):
        messages.warning(request, BUSY)
    return redirect("opportunities:area", slug)


@login_required
@require_POST
def roll_up_all(request: SignedIn) -> HttpResponse:
    check_can_see_all_areas(request.user)
    if not catch_up_all():
        messages.warning(request, BUSY)
    return redirect("opportunities:all-areas")
