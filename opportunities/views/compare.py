"""The page of areas beside each other: read from what is stored, in the order of their names."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from opportunities.comparison.access import compared_for, controlled_for
from opportunities.comparison.beside import FEWEST, Beside, standing
from opportunities.comparison.measures import GROUPS, measure_of
from opportunities.disclosure.words import about
from opportunities.drawings.drawing import Drawing
from opportunities.drawings.funnel import funnel
from opportunities.drawings.rows import WIDE
from opportunities.drawings.share_dots import share_dots
from opportunities.editions import ALL_AREAS
from opportunities.exports.drawing_file import FORMS
from opportunities.exports.edition import Edition
from opportunities.views.drawing import as_file, hidden
from opportunities.views.page_drawings import OnPage, on_page


@login_required
@require_safe
def compare(request: SignedIn) -> HttpResponse:
    shown, areas = compared_for(request.user, measure_of(request.GET.get("what", "")))
    context = {
        "shown": shown,
        "slug": None,
        "publication": about(shown.control),
        "areas": areas,
        "measures": GROUPS,
        "standing": standing,
        "fewest": FEWEST,
        "dots": _on_page("dots", areas),
        "funnel": _on_page("funnel", areas),
    }
    return render(request, "opportunities/compare.html", context)


@login_required
@require_safe
def drawing(request: SignedIn, code: str, form: str) -> HttpResponse:
    """One of the two as a file, which is always under disclosure control."""
    make, measure = DRAWINGS.get(code), measure_of(request.GET.get("what", ""))
    if make is None or form not in FORMS:
        raise Http404
    shown, areas = controlled_for(request.user, measure)
    found = make(areas, WIDE)
    if found is None:
        return hidden(make(compared_for(request.user, measure)[1], WIDE))
    return as_file(request, Edition(ALL_AREAS, shown, {}), found, f"{measure.code}-by-area-{code}", form)


def _on_page(code: str, areas: Beside) -> OnPage | None:
    files = {form: reverse("opportunities:compare-drawing", args=[code, form]) for form in FORMS}
    of = {form: f"{address}?what={areas.measure.code}" for form, address in files.items()}
    return on_page(code, partial(DRAWINGS[code], areas), of)


def _dots(areas: Beside, width: float) -> Drawing | None:
    return share_dots(areas.rows, f"{areas.measure.label}, by area", width, areas.pooled)


def _funnel(areas: Beside, width: float) -> Drawing | None:
    title = f"{areas.measure.label}: areas, with the limits of chance"
    return funnel(areas.rows, title, areas.pooled, width) if areas.pooled else None


Make = Callable[[Beside, float], Drawing | None]
DRAWINGS: Mapping[str, Make] = MappingProxyType({"dots": _dots, "funnel": _funnel})
