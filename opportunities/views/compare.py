"""The page of areas beside each other: read from what is stored, in the order of their names."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from opportunities.comparison.access import compared_for
from opportunities.comparison.beside import FEWEST, Beside, standing
from opportunities.comparison.measures import GROUPS, measure_of
from opportunities.drawings.drawing import Drawing
from opportunities.drawings.funnel import funnel
from opportunities.drawings.share_dots import share_dots
from opportunities.views.page_drawings import on_page


@login_required
@require_safe
def compare(request: SignedIn) -> HttpResponse:
    shown, areas = compared_for(request.user, measure_of(request.GET.get("what", "")))
    context = {
        "shown": shown,
        "slug": None,
        "areas": areas,
        "measures": GROUPS,
        "standing": standing,
        "fewest": FEWEST,
        "dots": on_page("dots", partial(_dots, areas)),
        "funnel": on_page("funnel", partial(_funnel, areas)),
    }
    return render(request, "opportunities/compare.html", context)


def _dots(areas: Beside, width: float) -> Drawing | None:
    return share_dots(areas.rows, f"{areas.measure.label}, by area", width, areas.pooled)


def _funnel(areas: Beside, width: float) -> Drawing | None:
    title = f"{areas.measure.label}: areas, with the limits of chance"
    return funnel(areas.rows, title, areas.pooled, width) if areas.pooled else None
