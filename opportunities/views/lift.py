"""A file without disclosure control: asked for with a reason, and given as the answer to that very request.

There is no address that holds the file: nobody can follow a link to it, and each file has its own record.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from opportunities.access import working_edition_for
from opportunities.exports.formats import FORMATS
from opportunities.forms import LiftForm
from opportunities.lifting import record_lift
from opportunities.views.export import as_file


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: SignedIn, slug: str, form: str) -> HttpResponse:
    return _lift(request, slug, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lift_all(request: SignedIn, form: str) -> HttpResponse:
    return _lift(request, None, form)


def _lift(request: SignedIn, slug: str | None, form: str) -> HttpResponse:
    edition = working_edition_for(request.user, slug)
    if form not in FORMATS:
        raise Http404
    asked = LiftForm(request.POST or None)
    if request.method == "POST" and asked.is_valid():
        record_lift(edition=edition, form=form, reason=asked.cleaned_data["reason"], by=request.user)
        return as_file(request, edition, form)
    context = {"edition": edition, "slug": slug, "form": asked, "file": FORMATS[form]}
    return render(request, "opportunities/lift.html", context, status=422 if request.method == "POST" else 200)
