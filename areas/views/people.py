"""Who holds which role in an area."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import SignedIn
from areas.access import area_for, can
from areas.forms import PersonForm
from areas.invitations.sending import invite, open_invitations
from areas.models import Area, Role
from areas.people import account_of, add_role, members, remove_role
from areas.permissions import check_can_manage_people
from areas.tabs import tabs
from areas.views import sent_by
from areas.views.invitations import tell


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def people(request: SignedIn, slug: str) -> HttpResponse:
    """The area's people by role; a steward's form adds or invites one. A link to hand over is on the answer, once."""
    area = area_for(request.user, slug, "see people")
    if request.method == "POST":
        check_can_manage_people(request.user, area)
    form = PersonForm(sent_by(request))
    done, handed = _add(request, area, form)
    if done and not handed:
        return redirect("areas:people", area.slug)
    may_manage = can(request.user, "manage people", area.pk)
    context = {
        "area": area,
        "form": PersonForm() if done else form,
        "members": members(area),
        "may_manage": may_manage,
        "invitations": open_invitations(area) if may_manage else [],
        "now": timezone.now(),
        "tabs": tabs(request.user, area, "People"),
        **handed,
    }
    return render(request, "areas/people.html", context)


def _add(request: SignedIn, area: Area, form: PersonForm) -> tuple[bool, dict[str, Any]]:
    """Whether somebody was added or invited, and what the page shows of it: an invitation's link to hand over."""
    if not form.is_valid():
        return False, {}
    person = account_of(form.cleaned_data["email"])
    if person is not None and not person.is_active:
        form.add_error("email", "This person’s account is closed. A site administrator can open it")
        return False, {}
    if person is not None:
        _give(request, area, person, form.cleaned_data["role"])
        return True, {}
    if not form.cleaned_data["name"]:
        form.add_error("name", "Enter the person’s name: nobody has this e-mail address yet")
        return False, {}
    invitation, token = invite(area=area, **form.cleaned_data, by=request.user)
    link = tell(request, invitation, token)
    return True, {"invitation": invitation, "link": link} if link else {}


def _give(request: SignedIn, area: Area, person: User, role: str) -> None:
    new = add_role(area=area, person=person, role=role, by=request.user)
    said = "has the role" if new else "has had the role already"
    messages.success(request, f"{person.name} {said}: {Role(role).label.lower()}.")


@login_required
@require_POST
def remove(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    area = area_for(request.user, slug, "see people")
    membership = remove_role(area=area, pk=pk, by=request.user)
    if membership is None:
        raise Http404
    role = membership.get_role_display().lower()
    messages.success(request, f"{membership.user.name} no longer has the role: {role}.")
    return redirect("areas:people", area.slug)
