"""Figures as files to take away, under disclosure control: what the snapshot holds, nothing worked out.

The same address gives a file at once, and makes it in the background when it is posted to.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from opportunities.access import controlled_edition_for
from opportunities.export_jobs.source import Wanted
from opportunities.exports.edition import Edition
from opportunities.exports.formats import FORMATS, file_name
from opportunities.exports.typesetting import CannotWrite
from opportunities.taken import record_taken
from opportunities.views.export_jobs import ask_and_follow


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: SignedIn, slug: str, form: str) -> HttpResponse:
    return _file(request, slug, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export_all(request: SignedIn, form: str) -> HttpResponse:
    return _file(request, None, form)


def _file(request: SignedIn, slug: str | None, form: str) -> HttpResponse:
    if request.method == "POST":
        return ask_and_follow(request, Wanted(form, slug))
    edition = controlled_edition_for(request.user, slug)
    if form not in FORMATS:
        raise Http404
    record_taken(slug=slug, what="figures", form=form, revision=edition.shown.revision, by=request.user)
    return as_file(request, edition, form)


def as_file(request: SignedIn, edition: Edition, form: str) -> HttpResponse:
    """What the browser saves."""
    chosen = FORMATS[form]
    try:
        content = chosen.write(edition)
    except CannotWrite as reason:
        slug = edition.shown.area
        return render(request, "opportunities/no_pdf.html", {"slug": slug, "reason": reason}, status=503)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(edition, form)}"'}
    return HttpResponse(content, content_type=chosen.content_type, headers=headers)
