"""Figures as files to take away, under disclosure control: what the snapshot holds, nothing worked out."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from opportunities.access import controlled_edition_for
from opportunities.exports.edition import Edition
from opportunities.exports.formats import FORMATS, file_name
from opportunities.exports.typesetting import CannotWrite


@login_required
@require_safe
def export(request: SignedIn, slug: str, form: str) -> HttpResponse:
    return _file(request, slug, form)


@login_required
@require_safe
def export_all(request: SignedIn, form: str) -> HttpResponse:
    return _file(request, None, form)


def _file(request: SignedIn, slug: str | None, form: str) -> HttpResponse:
    edition = controlled_edition_for(request.user, slug)
    if form not in FORMATS:
        raise Http404
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
