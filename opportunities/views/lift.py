"""A file without disclosure control: asked for with a reason, and given as the answer to that very request.

There is no address that holds such a file for anybody but whoever asked, and each has its own record. The page's form
says `later` of what a worker makes; without that word the answer is the file.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from opportunities.access import working_edition_for
from opportunities.export_jobs.source import Wanted
from opportunities.exports.formats import FORMATS
from opportunities.forms import LiftForm
from opportunities.lifting import record_lift
from opportunities.models.export_job import ExportForm
from opportunities.views.export import as_file
from opportunities.views.export_jobs import ask_and_follow


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
        reason = asked.cleaned_data["reason"]
        if "later" in request.POST:
            return ask_and_follow(request, Wanted(form, slug, lifted_because=reason))
        record_lift(edition=edition, form=form, reason=reason, by=request.user)
        return as_file(request, edition, form)
    context = {
        "edition": edition,
        "slug": slug,
        "form": asked,
        "file": FORMATS[form],
        "later": form in ExportForm.values,
    }
    return render(request, "opportunities/lift.html", context, status=422 if request.method == "POST" else 200)
