"""Scenarios of an area: the list, and up to four beside what is set. Nothing is worked out here."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from areas.tabs import tabs
from opportunities.drawings.drawing import Drawing
from opportunities.drawings.rows import NARROW, WIDE
from opportunities.drawings.saving_dots import saving_dots
from opportunities.figures import Shown, snapshot_for
from opportunities.scenarios.access import scenarios_area_for
from opportunities.scenarios.keep import MOST
from opportunities.scenarios.planning import panels_of, planning_of
from opportunities.scenarios.shown import ShownScenario, in_words, scenarios_of, some_scenarios_of
from opportunities.scenarios.side_by_side import AS_SET, AT_MOST, Column, movements, savings


@login_required
@require_safe
def scenarios(request: SignedIn, slug: str) -> HttpResponse:
    area = scenarios_area_for(request.user, slug)
    context = {
        "area": area,
        "as_set": snapshot_for(area),
        "scenarios": scenarios_of(area),
        "most": MOST,
        "at_most": AT_MOST,
        "tabs": tabs(request.user, area, "Scenarios"),
    }
    return render(request, "opportunities/scenarios/list.html", context)


@login_required
@require_safe
def compare(request: SignedIn, slug: str) -> HttpResponse:
    """Those chosen (`with`, any number of times); of more than four the first by name."""
    area = scenarios_area_for(request.user, slug)
    wanted = {int(each) for each in request.GET.getlist("with") if each.isdecimal() and len(each) < 19}
    found = some_scenarios_of(area, wanted) if wanted else scenarios_of(area)
    chosen = found[:AT_MOST]
    as_set, planning = snapshot_for(area), planning_of(area)
    columns = _columns(as_set, chosen)
    context = {
        "area": area,
        "as_set": as_set,
        "columns": columns,
        "chosen": chosen,
        "left_out": found[AT_MOST:],
        "savings": savings(columns),
        "movements": movements(columns),
        "drawings": _drawings(columns),
        "changes": {each.pk: in_words(each.changes, planning.inputs, planning.catalogue) for each in chosen},
        "panels": panels_of(area, planning.inputs) if any(each.from_panels for each in chosen) else [],
        "tabs": tabs(request.user, area, "Scenarios"),
    }
    return render(request, "opportunities/scenarios/compare.html", context)


def _columns(as_set: Shown, chosen: list[ShownScenario]) -> list[Column]:
    figures = as_set.figures
    others = [Column(each.name, each.opportunities, each.cost_movements) for each in chosen]
    return [Column(AS_SET, figures.opportunities, figures.cost_movements), *others]


def _drawings(columns: list[Column]) -> dict[str, Drawing | None]:
    """The total saving of each, for a desk and for a phone."""
    first, *others = [{"label": column.name, **_total(column)} for column in columns]
    title = "Saving a year in each scenario"
    return {
        name: saving_dots([first, *others], title, width, first) for name, width in (("wide", WIDE), ("narrow", NARROW))
    }


def _total(column: Column) -> dict[str, Any]:
    total = column.opportunities["total"]
    return {"saving": total["saving"], "saving_interval": total["saving_interval"]}
