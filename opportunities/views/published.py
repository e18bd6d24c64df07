"""One publication to read, to take away and to hold against another: as it was published, nothing worked out."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedIn
from areas.tabs import tabs
from opportunities.export_jobs.source import Wanted
from opportunities.exports.formats import FORMATS
from opportunities.models import Publication
from opportunities.publications import access
from opportunities.publications.addresses import address
from opportunities.publications.compared import compared
from opportunities.publications.contents import content_of
from opportunities.publications.edition import edition_of
from opportunities.taken import record_taken
from opportunities.views.export import as_file
from opportunities.views.export_jobs import ask_and_follow
from opportunities.views.figures_page import PAGES, figures_page, file_link
from pathways.questions import WITH_NOTES


@login_required
@require_safe
def publication(request: SignedIn, number: int, page: str, slug: str | None = None) -> HttpResponse:
    """The same pages as of working figures, from what the publication holds."""
    found = access.publication_for(request.user, slug, number)
    context = figures_page(request, page, edition_of(found, content_of(found)), slug, None)
    return render(request, f"opportunities/{page}.html", context | _instead(request, context, found, page))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: SignedIn, number: int, form: str, slug: str | None = None) -> HttpResponse:
    """The file at once, or made in the background when it is posted to."""
    if request.method == "POST":
        return ask_and_follow(request, Wanted(form, slug, number))
    found = access.publication_for(request.user, slug, number)
    if form not in FORMATS:
        raise Http404
    what = f"publication {found.number}"
    record_taken(slug=slug, what=what, form=form, revision=found.number, by=request.user)
    return as_file(request, edition_of(found, content_of(found)), form)


@login_required
@require_safe
def compare(request: SignedIn, slug: str | None = None) -> HttpResponse:
    """Two approved publications beside each other: `first` and `second` in the address, else the last two."""
    area = access.place_for(request.user, slug)
    approved = [each for each in access.publications_for(request.user, area) if each.approved]
    chosen = _two_of(request, [each.number for each in approved])
    both = [access.publication_for(request.user, slug, number) for number in chosen]
    context = {
        "area": area,
        "slug": slug,
        "name": area.name if area else "All areas",
        "address": address,
        "tabs": tabs(request.user, area, "Publications") if area else None,
        "approved": approved,
        "chosen": chosen,
        "compared": compared(request.user, *both) if len(both) == 2 else None,
    }
    return render(request, "opportunities/publications/compare.html", context)


def _two_of(request: SignedIn, numbers: list[int]) -> list[int]:
    """The earlier one first. What the address asks for and is not there falls back to the last two."""
    asked = [request.GET.get(name, "") for name in ("first", "second")]
    found = [number for text in asked for number in numbers if str(number) == text]
    return found if len(found) == 2 else sorted(numbers[:2])


def _instead(request: SignedIn, context: dict[str, Any], found: Publication, page: str) -> dict[str, Any]:
    """What differs from the page of working figures: every link stays within the publication."""
    slug = found.area.slug if found.area else None
    return {
        "published": found,
        "address": address,
        "tabs": tabs(request.user, found.area, "Publications") if found.area else None,
        "pages": [
            {"label": label, "href": _page(slug, found.number, code), "current": code == page}
            for code, label in PAGES.items()
        ],
        "files": [file_link(form, address("publication-export", slug, found.number, form)) for form in FORMATS],
        "focus_links": {
            point.code: f"{_page(slug, found.number, 'flows')}?focus={point.focus}" for point in WITH_NOTES
        },
        "drawings": {code: replace(drawing, files={}) for code, drawing in context["drawings"].items()},
        "unlifted": [],
        "can": set(),
    }


def _page(slug: str | None, number: int, page: str) -> str:
    return address("publication" if page == "overview" else f"publication-{page}", slug, number)
