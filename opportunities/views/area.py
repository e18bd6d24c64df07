"""The pages of an area's figures, the same pages of all areas, and the button that brings them up to date."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedIn
from areas.access import can
from areas.tabs import tabs
from opportunities.access import check_can_see_all_areas, edition_for, figures_area_for, newest_edition_for
from opportunities.catch_up import catch_up, catch_up_all
from opportunities.filtered import filtered_edition
from opportunities.views.figures_page import figures_page, pages
from opportunities.views.filters import filters_of

BUSY = "The tables are being rolled up just now. Look again in a few seconds."


@login_required
@require_safe
def area(request: SignedIn, slug: str, page: str) -> HttpResponse:
    """Filters single few reviews out, so only who may open reviews has them; to others the address says nothing."""
    place = figures_area_for(request.user, slug)
    filters = filters_of(place, request.GET) if can(request.user, "open reviews", place.pk) else None
    chosen = filters.choice if filters else None
    edition = filtered_edition(place, chosen) if chosen else newest_edition_for(request.user, slug)
    context = figures_page(request, page, edition, slug, filters)
    around = {"tabs": tabs(request.user, place, "Figures"), "pages": pages(slug, page, filters)}
    return render(request, f"opportunities/{page}.html", {**context, **around})


@login_required
@require_safe
def all_areas(request: SignedIn, page: str) -> HttpResponse:
    context = figures_page(request, page, edition_for(request.user, None), None, None)
    return render(request, f"opportunities/{page}.html", {**context, "pages": pages(None, page, None)})


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
