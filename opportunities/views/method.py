"""How each saving of an area was worked out, from the inputs as they stand: for whoever sees working figures."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from areas.access import area_for
from areas.evidence import in_words_by_point
from areas.tabs import tabs
from opportunities.access import edition_for
from opportunities.cost_sources import cost_rows
from opportunities.exports.columns import Row
from opportunities.rollup.inputs import area_inputs
from opportunities.worked import WorkedPoint, worked_points, worked_rates
from pathways.questions import FOCUSES


@login_required
@require_safe
def method(request: SignedIn, slug: str) -> HttpResponse:
    """One area of focus at a time: the one the address names, else the first. Its counts are for who may open them."""
    place = area_for(request.user, slug, "open reviews")
    edition, inputs = edition_for(request.user, slug), area_inputs(place.pk)
    figures = edition.shown.figures
    wanted = request.GET.get("row", "")
    focus = next((focus for focus in FOCUSES if focus.code == wanted), FOCUSES[0])
    points = worked_points(focus.code, figures.flows["flows"], _reviewed(figures.breakdowns), inputs)
    context: dict[str, Any] = {
        "area": place,
        "edition": edition,
        "shown": edition.shown,
        "focuses": FOCUSES,
        "focus": focus,
        "row": next((row for row in figures.opportunities["rows"] if row["area_of_focus"] == focus.code), None),
        "points": points,
        "costs": cost_rows(place.pk, _pathways(points)),
        "rates": worked_rates(inputs.procurement) if focus.code == "q7" else [],
        "said": in_words_by_point(place),
        "share": inputs.procurement.realisable_share,
        "budget": inputs.total_budget,
        "tabs": tabs(request.user, place, "Figures"),
    }
    return render(request, "opportunities/method.html", context)


def _reviewed(breakdowns: Row) -> dict[str, int]:
    """N by decision point, as the table of answers has it."""
    answers: list[Row] = next((each["rows"] for each in breakdowns["breakdowns"] if each["code"] == "answers"), [])
    return {row["decision_point"]: row["denominator"] for row in answers if row["code"] == "no"}


def _pathways(points: list[WorkedPoint]) -> set[str]:
    return {code for point in points for flow in point.flows for code in (flow.actual, flow.proposed)}
