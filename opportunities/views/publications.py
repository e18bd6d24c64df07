"""Publications of an area and of all areas: listed, proposed, decided."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedIn
from areas.models import Area
from areas.tabs import tabs
from config.errors import NotAllowed
from opportunities.forms_publications import ProposeForm, RefuseForm
from opportunities.models import Publication
from opportunities.publications import access, decide, permissions
from opportunities.publications.addresses import address
from opportunities.publications.offered import offered
from opportunities.publications.propose import propose as propose_it


@login_required
@require_safe
def publications(request: SignedIn, slug: str | None = None) -> HttpResponse:
    area = access.place_for(request.user, slug)
    found = list(access.publications_for(request.user, area))
    context = _around(request, area) | {
        "publications": found,
        "approved": [each for each in found if each.approved],
        "may_propose": permissions.can_propose(request.user, area.pk if area else None),
    }
    return render(request, "opportunities/publications/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: SignedIn, slug: str | None = None) -> HttpResponse:
    """What would be published, and the words that go with it."""
    area = access.place_to_publish(request.user, slug)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_it(area=area, proposal=form.proposal, by=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, f"Proposed as no. {made.number}. It is published once another person approves it."
            )
            return redirect(address("publications", slug))
    context = _around(request, area) | {"form": form, "offered": offered(area)}
    return render(request, "opportunities/publications/propose.html", context)


@login_required
@require_safe
def decision(request: SignedIn, number: int, slug: str | None = None) -> HttpResponse:
    publication = _to_decide(request, slug, number)
    return _decision_page(request, publication, RefuseForm())


@login_required
@require_POST
def approve(request: SignedIn, number: int, slug: str | None = None) -> HttpResponse:
    decide.approve(publication_id=_to_decide(request, slug, number).pk, by=request.user)
    messages.success(request, f"No. {number} is published. It stays as it is from now on.")
    return redirect(address("publication", slug, number))


@login_required
@require_POST
def refuse(request: SignedIn, number: int, slug: str | None = None) -> HttpResponse:
    publication, form = _to_decide(request, slug, number), RefuseForm(request.POST)
    if not form.is_valid():
        return _decision_page(request, publication, form)
    decide.refuse(publication_id=publication.pk, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, f"No. {number} is refused. Its number is not used again.")
    return redirect(address("publications", slug))


@login_required
@require_POST
def withdraw(request: SignedIn, number: int, slug: str | None = None) -> HttpResponse:
    decide.withdraw(publication_id=_to_decide(request, slug, number).pk, by=request.user)
    messages.success(request, f"No. {number} is withdrawn. Its number is not used again.")
    return redirect(address("publications", slug))


def _to_decide(request: SignedIn, slug: str | None, number: int) -> Publication:
    access.place_to_publish(request.user, slug)
    return access.publication_for(request.user, slug, number)


def _decision_page(request: SignedIn, publication: Publication, form: RefuseForm) -> HttpResponse:
    context = _around(request, publication.area) | {
        "publication": publication,
        "form": form,
        "may_decide": permissions.can_decide(request.user, publication),
        "may_withdraw": permissions.can_withdraw(request.user, publication),
    }
    return render(request, "opportunities/publications/decide.html", context)


def _around(request: SignedIn, area: Area | None) -> dict[str, object]:
    return {
        "area": area,
        "slug": area.slug if area else None,
        "name": area.name if area else "All areas",
        "address": address,
        "tabs": tabs(request.user, area, "Publications") if area else None,
    }
