"""Who holds which role in an area."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedIn
from areas.access import area_for, can
from areas.forms import PersonForm
from areas.models import Area
from areas.people import Added, account_of, add_role, members, remove_role
from areas.permissions import check_can_manage_people
from areas.tabs import tabs
from areas.views import sent_by


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def people(request: SignedIn, slug: str) -> HttpResponse:
    """The area's people by role; a steward's form adds one. A first password is on the answer to it, once."""
    area = area_for(request.user, slug, "see people")
    if request.method == "POST":
        check_can_manage_people(request.user, area)
    form = PersonForm(sent_by(request))
    added = _add(request, area, form)
    if added and not added.password:
        return redirect("areas:people", area.slug)
    context = {
        "area": area,
        "form": PersonForm() if added else form,
        "added": added,
        "members": members(area),
        "may_manage": can(request.user, "manage people", area.pk),
        "tabs": tabs(request.user, area, "People"),
    }
    return render(request, "areas/people.html", context)


def _add(request: SignedIn, area: Area, form: PersonForm) -> Added | None:
    if not form.is_valid():
        return None
    given = form.cleaned_data
    person = account_of(given["email"])
    if person is None and not given["name"]:
        form.add_error("name", "Enter the person’s name: nobody has this e-mail address yet")
        return None
    if person is not None and not person.is_active:
        form.add_error("email", "This person’s account is closed. A site administrator can open it")
        return None
    added = add_role(area=area, **given, by=request.user)
    if not added.password:
        label = form.fields["role"].choices  # type: ignore[attr-defined]
        said = "has the role" if added.new_role else "has had the role already"
        messages.success(request, f"{added.person.name} {said}: {dict(label)[given['role']].lower()}.")
    return added


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
