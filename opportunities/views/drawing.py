"""One drawing as a file, from what the snapshot holds."""

from hashlib import blake2s

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from opportunities.access import controlled_edition_for, edition_for
from opportunities.drawings.drawing import Drawing
from opportunities.exports.drawing_file import FORMS, as_svg
from opportunities.exports.edition import Edition
from opportunities.exports.fonts import NoFont
from opportunities.gallery import drawing_of
from opportunities.taken import record_taken

HIDDEN = "Files are under disclosure control, which hides all that this drawing would show: there are too few reviews."


@login_required
@require_safe
def drawing(request: SignedIn, slug: str, code: str, form: str) -> HttpResponse:
    return _file(request, slug, code, form)


@login_required
@require_safe
def drawing_of_all(request: SignedIn, code: str, form: str) -> HttpResponse:
    return _file(request, None, code, form)


def _file(request: SignedIn, slug: str | None, code: str, form: str) -> HttpResponse:
    """Under disclosure control, as every file is."""
    edition = controlled_edition_for(request.user, slug)
    found = drawing_of(edition, code)
    if found is not None:
        return as_file(request, edition, found, code, form)
    return hidden(drawing_of(edition_for(request.user, slug), code) if form in FORMS else None)


def as_file(request: SignedIn, edition: Edition, found: Drawing, code: str, form: str) -> HttpResponse:
    """`code` ends the file's name. Raises Http404 for a form that is none."""
    if form not in FORMS:
        raise Http404
    revision, slug = edition.shown.revision, edition.shown.area
    record_taken(slug=slug, what=f"drawing: {code}", form=form, revision=revision, by=request.user)
    svg = as_svg(found, edition)
    etag = _etag(edition, svg, form)
    unchanged = get_conditional_response(request, etag=etag)
    return unchanged or _answer(svg, form, etag, f"{slugify(edition.name)}-{code}-r{edition.shown.revision}.{form}")


def hidden(on_page: Drawing | None) -> HttpResponse:
    """Whoever sees the drawing on a page is told why there is no file of it. Raises Http404 where none is there."""
    if on_page is None:
        raise Http404
    return HttpResponse(HIDDEN, status=409, content_type="text/plain; charset=utf-8")


def _etag(edition: Edition, svg: str, form: str) -> str:
    """The revision, and a digest of what is drawn: names, control of small counts and our own look move it too."""
    return f'"r{edition.shown.revision}-{blake2s(svg.encode(), digest_size=8).hexdigest()}-{form}"'


def _answer(svg: str, form: str, etag: str, name: str) -> HttpResponse:
    try:
        body = FORMS[form].write(svg)
    except NoFont as none:
        return HttpResponse(str(none), status=503, content_type="text/plain; charset=utf-8")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "ETag": etag,
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(body, content_type=FORMS[form].content_type, headers=headers)
