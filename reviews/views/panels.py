"""Panels: the list, making one, who is on it, and which professions it must have."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedIn
from areas.access import areas_for
from reviews import access
from reviews.forms.panels import MemberForm, PanelForm, RuleForm
from reviews.models import Panel
from reviews.workshops import panels as written


@login_required
@require_safe
def panels(request: SignedIn) -> HttpResponse:
    found = written.with_rules(access.panels_listed(request.user))
    listed = [(panel, written.coverage_of(panel.sitting), panel.quorum(panel.sitting)) for panel in found]
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
    form = MemberForm(request.POST if request.method == "POST" else None, area=shown.area)
    if form.is_valid():
        written.add_member(panel=shown, by=request.user, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['user']} is on the panel.")
        return redirect("reviews:panel", panel_id)
    return _page(request, shown, form=form)


@login_required
@require_POST
def leave_panel(request: SignedIn, panel_id: int, member_id: int) -> HttpResponse:
    member = access.panel_member_for(request.user, panel_id, member_id)
    written.leave_panel(member=member, by=request.user)
    messages.success(request, f"{member.user} has left the panel. Their judgements stay.")
    return redirect("reviews:panel", panel_id)


@login_required
@require_http_methods(["GET", "POST"])
def add_rule(request: SignedIn, panel_id: int) -> HttpResponse:
    """A POST adds a rule to the quorum. Its address, opened again after a slip was shown, leads to the panel."""
    shown = access.panel_for(request.user, panel_id)
    rule_form = RuleForm(request.POST if request.method == "POST" else None)
    if rule_form.is_valid():
        written.add_rule(panel=shown, professions=rule_form.cleaned_data["professions"], by=request.user)
        messages.success(request, "The rule is part of the quorum.")
    if not rule_form.is_bound or rule_form.is_valid():
        return redirect("reviews:panel", panel_id)
    return _page(request, shown, rule_form=rule_form)


@login_required
@require_POST
def remove_rule(request: SignedIn, panel_id: int, rule_id: int) -> HttpResponse:
    rule = written.rule_of(access.panel_for(request.user, panel_id), rule_id)
    written.remove_rule(rule=rule, by=request.user)
    messages.success(request, "The rule is no longer part of the quorum.")
    return redirect("reviews:panel", panel_id)


def _page(
    request: SignedIn, shown: Panel, *, form: MemberForm | None = None, rule_form: RuleForm | None = None
) -> HttpResponse:
    """The panel with its two forms: the one that was sent, with what is to be mended, and the other one empty."""
    members = list(written.members_of(shown))
    context = {
        "panel": shown,
        "members": members,
        "coverage": written.coverage_of(members),
        "quorum": shown.quorum(members),
        "form": form or MemberForm(area=shown.area),
        "rule_form": rule_form or RuleForm(),
    }
    return render(request, "reviews/panel.html", context)
