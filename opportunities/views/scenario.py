"""One scenario: made, changed, copied and removed by leads of its area. Its figures are worked out as it is saved."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedIn
from areas.models import Area
from areas.views import sent_by
from config.errors import NotAllowed, Stale
from opportunities.models import Scenario
from opportunities.scenarios.access import scenario_for, scenarios_area_for
from opportunities.scenarios.form import MOST, ScenarioForm
from opportunities.scenarios.keep import NameTaken, change_scenario, copy_scenario, make_scenario, remove_scenario
from opportunities.scenarios.planning import Planning, form_of, panels_of, planning_of, saved_in_words
from opportunities.scenarios.run import work_out_scenario
from opportunities.scenarios.said import seen_of

SAVED = "Saved and worked out."
LATER = "Saved. Its figures follow within a few seconds."


@login_required
@require_http_methods(["GET", "POST"])
def new_scenario(request: SignedIn, slug: str) -> HttpResponse:
    return _form(request, scenarios_area_for(request.user, slug), None)


@login_required
@require_http_methods(["GET", "POST"])
def scenario(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    found = scenario_for(request.user, slug, pk)
    return _form(request, found.area, found)


def _form(request: SignedIn, area: Area, found: Scenario | None) -> HttpResponse:
    planning = planning_of(area)
    form = form_of(planning, found, sent_by(request))
    if form.is_valid():
        try:
            return _saved(request, area, found, form)
        except NameTaken:
            form.add_error("name", "Another scenario here has this name. Enter a different one")
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        except Scenario.DoesNotExist as gone:
            raise Http404 from gone
        except Stale:
            return _page(request, area, found, form, planning, stale=True)
    return _page(request, area, found, form, planning)


def _saved(request: SignedIn, area: Area, found: Scenario | None, form: ScenarioForm) -> HttpResponseRedirect:
    """What is missing, or a room that keeps moving the area, leaves the figures to the timetable."""
    given, changes = form.given(), form.changes()
    if found is None:
        kept = make_scenario(area, given, changes, by=request.user)
    else:
        kept = change_scenario(found.pk, given, changes, seen=form.cleaned_data["seen"], by=request.user)
    messages.success(request, SAVED if work_out_scenario(kept.pk) else LATER)
    return redirect("opportunities:scenarios", area.slug)


def _page(
    request: SignedIn,
    area: Area,
    found: Scenario | None,
    form: ScenarioForm,
    planning: Planning,
    *,
    stale: bool = False,
) -> HttpResponse:
    """With 412, and what is saved now, when somebody else saved meanwhile: saving again then counts that as seen."""
    changing = stale and found is not None
    offered = [choice for choice in planning.offered.values() if choice.code not in form.codes]
    context = {
        "area": area,
        "scenario": found,
        "form": form,
        "newer": saved_in_words(planning, found) if changing and found else None,
        "seen": seen_of(found) if changing and found else form["seen"].value(),
        "groups": {choice.group: [each for each in offered if each.group == choice.group] for choice in offered},
        "full": len(form.codes) >= MOST,
        "added": request.method == "POST" and not form.is_bound,
        "panels": panels_of(area, planning.inputs),
    }
    return render(request, "opportunities/scenarios/form.html", context, status=412 if changing else 200)


@login_required
@require_POST
def copy(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    found = scenario_for(request.user, slug, pk)
    try:
        made = copy_scenario(found.pk, by=request.user)
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
        return redirect("opportunities:scenarios", slug)
    work_out_scenario(made.pk)
    messages.success(request, "Copied. Give the copy a name of its own.")
    return redirect("opportunities:scenario", slug, made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Asks first."""
    found = scenario_for(request.user, slug, pk)
    if request.method == "POST":
        remove_scenario(found.pk, by=request.user)
        messages.success(request, f"“{found.name}” was removed.")
        return redirect("opportunities:scenarios", slug)
    return render(request, "opportunities/scenarios/remove.html", {"area": found.area, "scenario": found})
