"""The small forms by which a lead changes an area's inputs, one subject each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedIn
from areas import inputs, local_services, overview
from areas.access import area_for, can
from areas.decision_point_form import DecisionPointForm
from areas.forms import BudgetsForm, CostsForm, InputsForm, ProcurementForm, RateForm, ServicesForm
from areas.models import Area, LocalStatus
from areas.views import sent_by
from config.errors import Stale
from pathways import questions
from pathways.catalogue import pathway_of, sectors


def _answer(
    request: SignedIn,
    area: Area,
    form: InputsForm,
    save: Callable[[], None],
    template: str,
    done: str = "Saved. Tables follow within a few seconds.",
    **context: Any,
) -> HttpResponse:
    """Save and go back to the inputs, or show the form; with 412 and what is saved now, if that changed meanwhile."""
    newer, status = None, 200
    if form.is_valid():
        try:
            save()
        except Stale:
            newer, status = form.renew(), 412
        else:
            messages.success(request, done)
            return redirect("areas:inputs", area.slug)
    return render(request, template, {"area": area, "form": form, "newer": newer, **context}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def budgets(request: SignedIn, slug: str) -> HttpResponse:
    area = area_for(request.user, slug, "edit inputs")
    form = BudgetsForm(sent_by(request), inputs.budgets(area))

    def save() -> None:
        inputs.set_budgets(area=area, **form.cleaned_data, by=request.user)

    return _answer(request, area, form, save, "areas/budgets.html")


@login_required
@require_http_methods(["GET", "POST"])
def decision_point(request: SignedIn, slug: str, code: str) -> HttpResponse:
    area = area_for(request.user, slug, "edit inputs")
    point = next((point for point in questions.WITH_NOTES if point.code == code), None)
    if point is None:
        raise Http404
    now = inputs.decision_point(area, code)
    form = DecisionPointForm(sent_by(request), now, pathways=overview.with_a_share(code, now))

    def save() -> None:
        given = form.cleaned_data
        inputs.set_decision_point(
            area=area,
            code=code,
            seen=given["seen"],
            annual_volume=given["annual_volume"],
            realisable_share=given["realisable_share"],
            by_actual=form.by_actual(),
            evidence=form.evidence(),
            by=request.user,
        )

    return _answer(request, area, form, save, "areas/decision_point.html", point=point)


@login_required
@require_http_methods(["GET", "POST"])
def costs(request: SignedIn, slug: str, code: str) -> HttpResponse:
    """Local costs of one pathway, beside the national ones; `?from=national` fills the form with those."""
    area, pathway = area_for(request.user, slug, "edit inputs"), pathway_of(code)
    now, national = inputs.costs(area, code), overview.national_costs(pathway)
    shown = national if request.GET.get("from") == "national" else now
    labels = sectors()
    form = CostsForm(sent_by(request), now, sectors=labels, shown=shown)

    def save() -> None:
        seen = form.cleaned_data["seen"]
        inputs.set_costs(area=area, pathway=pathway, seen=seen, rows=form.rows(), by=request.user)

    lines = [overview.cost_line(row, labels) for row in national]
    return _answer(request, area, form, save, "areas/costs.html", pathway=pathway, national=lines, local=now)


@login_required
@require_http_methods(["GET", "POST"])
def procurement(request: SignedIn, slug: str) -> HttpResponse:
    area = area_for(request.user, slug, "edit inputs")
    form = ProcurementForm(sent_by(request), inputs.procurement(area))

    def save() -> None:
        inputs.set_procurement(area=area, **form.cleaned_data, by=request.user)

    return _answer(request, area, form, save, "areas/procurement.html")


@login_required
@require_http_methods(["GET", "POST"])
def services(request: SignedIn, slug: str) -> HttpResponse:
    """Which services are there: leads change it, viewers look."""
    area = area_for(request.user, slug, "edit inputs" if request.method == "POST" else "see figures")
    now = inputs.services(area)
    form = ServicesForm(sent_by(request), now, services=local_services.services())

    def save() -> None:
        seen, statuses = form.cleaned_data["seen"], form.statuses(now)
        inputs.set_services(area=area, seen=seen, statuses=statuses, by=request.user)

    may_edit = can(request.user, "edit inputs", area.pk)
    choices = [("", "Not said"), *LocalStatus.choices]
    done = "Saved. Panels see it on the next page they open."
    return _answer(request, area, form, save, "areas/services.html", done, may_edit=may_edit, choices=choices)


@login_required
@require_http_methods(["GET", "POST"])
def new_rate(request: SignedIn, slug: str) -> HttpResponse:
    area = area_for(request.user, slug, "edit inputs")
    form = RateForm(sent_by(request), None, sectors=sectors())

    def save() -> None:
        inputs.add_rate(area=area, given=form.given(), by=request.user)

    return _answer(request, area, form, save, "areas/rate.html", rate=None)


@login_required
@require_http_methods(["GET", "POST"])
def rate(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    area = area_for(request.user, slug, "edit inputs")
    now = inputs.rate(area, pk)
    if now is None:
        raise Http404
    form = RateForm(sent_by(request), now, sectors=sectors())

    def save() -> None:
        seen = form.cleaned_data["seen"]
        inputs.set_rate(area=area, pk=pk, seen=seen, given=form.given(), by=request.user)

    return _answer(request, area, form, save, "areas/rate.html", rate=pk)


@login_required
@require_POST
def remove_rate(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Raises Stale (412) when the rate was changed since the page was opened."""
    area = area_for(request.user, slug, "edit inputs")
    inputs.remove_rate(area=area, pk=pk, seen=request.POST.get("seen", ""), by=request.user)
    messages.success(request, "The rate was removed.")
    return redirect("areas:inputs", area.slug)
