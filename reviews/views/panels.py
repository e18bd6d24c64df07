"""Panels: the list, making one, and who is on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedIn
from areas.access import areas_for
from reviews import access
from reviews.forms.panels import MemberForm, PanelForm
from reviews.workshops import panels as written


@login_required
@require_safe
def panels(request: SignedIn) -> HttpResponse:
    listed = [(panel, written.coverage_of(panel.sitting)) for panel in access.panels_listed(request.user)]
    return render(request, "reviews/panels.html", {"panels": listed})


@login_required
@require_http_methods(["GET", "POST"])
def new_panel(request: SignedIn) -> HttpResponse:
    access.check_can_plan_somewhere(request.user)
    form = PanelForm(request.POST or None, areas=areas_for(request.user, "plan workshops"))
    if form.is_valid():
        made = written.make_panel(area=form.cleaned_data["area"], name=form.cleaned_data["name"], by=request.user)
        return redirect("reviews:panel", made.pk)
    return render(request, "reviews/new_panel.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def panel(request: SignedIn, panel_id: int) -> HttpResponse:
    """Who is on the panel; a POST adds somebody."""
    shown = access.panel_for(request.user, panel_id)
    form = MemberForm(request.POST or None, area=shown.area)
    if form.is_valid():
        written.add_member(panel=shown, by=request.user, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['user']} is on the panel.")
        return redirect("reviews:panel", panel_id)
    members = list(written.members_of(shown))
    context = {"panel": shown, "members": members, "coverage": written.coverage_of(members), "form": form}
    return render(request, "reviews/panel.html", context)


@login_required
@require_POST
def leave_panel(request: SignedIn, panel_id: int, member_id: int) -> HttpResponse:
    member = access.panel_member_for(request.user, panel_id, member_id)
    written.leave_panel(member=member, by=request.user)
    messages.success(request, f"{member.user} has left the panel. Their judgements stay.")
    return redirect("reviews:panel", panel_id)
