"""The list of areas, and all inputs of one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from areas import missing
from areas.access import area_for, can, can_anywhere
from areas.models import Area
from areas.overview import inputs as inputs_of
from areas.overview import summaries
from areas.tabs import tabs


@login_required
@require_safe
def areas(request: SignedIn) -> HttpResponse:
    """The areas that this person belongs to."""
    sees_figures = "see figures" in can_anywhere(request.user, ["see figures"])
    return render(request, "areas/areas.html", {"areas": summaries(request.user), "sees_figures": sees_figures})


@login_required
@require_safe
def inputs(request: SignedIn, slug: str) -> HttpResponse:
    """Everything an area has entered; leads find the way to each form."""
    area = area_for(request.user, slug, "see figures")
    shown = inputs_of(area)
    may_edit = can(request.user, "edit inputs", area.pk)
    gaps = [{"title": gap.sentence, **(to_form(area, gap) if may_edit else {})} for gap in shown.gaps]
    context = {"area": area, "inputs": shown, "gaps": gaps, "may_edit": may_edit}
    return render(request, "areas/inputs.html", {**context, "tabs": tabs(request.user, area, "Inputs")})


def to_form(area: Area, gap: missing.Gap) -> dict[str, str]:
    """What the button beside a gap says, and the address of the form that fills it."""
    action, name = FORMS[gap.where]
    return {"action": action, "href": reverse(name, args=[area.slug, gap.code] if gap.code else [area.slug])}


FORMS = {
    missing.BUDGETS: ("Set the budget", "areas:budgets"),
    missing.POINT: ("Set volume and share", "areas:decision-point"),
    missing.COST: ("Add a cost", "areas:costs"),
    missing.PROCUREMENT: ("Fill in", "areas:procurement"),
    missing.RATES: ("Add a rate", "areas:new-rate"),
}
