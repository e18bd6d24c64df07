"""What the pages of figures show, from an edition: chosen and put in order, never worked out."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.requests import SignedIn
from areas.access import can_anywhere
from opportunities.behind import Behind
from opportunities.broken_down import broken_down
from opportunities.disclosure.words import about
from opportunities.exports.columns import Row
from opportunities.exports.edition import Edition
from opportunities.exports.formats import FORMATS
from opportunities.models.export_job import ExportForm
from opportunities.rankable import groups_in_words, parts_in_words
from opportunities.sentences import MAIN_ONES, sentences
from opportunities.views.filters import Filters
from opportunities.views.flows_by_focus import flows_by_focus
from opportunities.views.page_drawings import drawings_on_page
from pathways.catalogue import labels
from pathways.questions import WITH_NOTES

# The pages of one area, and of all areas, each with the end of its address' name.
PAGES = {"overview": "Overview", "flows": "Flows", "why": "Why and when", "where": "Where and who"}
DRAWINGS = {
    "overview": ("system-map", "cost-movements", "what-matters-most", "areas", "areas-funnel"),
    "flows": ("avoidable-admissions", "missed-prevention"),
    "why": ("reasons", "timing", "alternatives", "level-of-care", "achievability", "answers"),
    "where": ("locality", "locality-funnel", "organisation", "organisation-funnel", "age-band"),
}


def figures_page(
    request: SignedIn, page: str, edition: Edition, slug: str | None, filters: Filters | None
) -> dict[str, Any]:
    """Everything opportunities/figures.html and its pages read; `slug` is None for all areas.

    page     a key of PAGES
    filters  of a person who may open reviews; without them counts lead nowhere
    """
    figures = edition.shown.figures
    flows = flows_by_focus(edition, request.GET.get("focus", "")) if page == "flows" else None
    filtered = bool(filters and filters.choice)
    codes = [*DRAWINGS[page], *(f"flows-{measure}-{flows.focus.code}" for measure in ("people", "pounds") if flows)]
    said = list(sentences(figures.headlines["headlines"]))
    return {
        "edition": edition,
        "shown": edition.shown,
        "publication": about(edition.shown.control),
        "slug": slug,
        "filters": filters,
        "filtered": filtered,
        "behind": _behind(slug, filters) if slug and filters else None,
        "main": [sentence for sentence in said if sentence.code in MAIN_ONES],
        "besides": [sentence for sentence in said if sentence.code not in MAIN_ONES],
        "headlines": {headline["code"]: headline for headline in figures.headlines["headlines"]},
        "opportunities": figures.opportunities,
        "costs": figures.cost_movements,
        "flows": flows,
        "drawings": drawings_on_page(edition, slug, codes, as_files=not filtered),
        "focus_links": {point.code: _address("flows", slug, filters, focus=point.focus) for point in WITH_NOTES},
        "breakdowns": broken_down(figures.breakdowns),
        "groups_in_words": groups_in_words,
        "parts_in_words": parts_in_words,
        "focus_in_words": groups_in_words([_as_group(row) for row in figures.opportunities["rows"]]),
        "unseen": _nothing_to_see(figures.opportunities),
        "files": [*_files(slug), *(_answers(slug) if slug and filters else [])],
        "unlifted": _files(slug, "lift") if edition.shown.control is None else [],
        "can": can_anywhere(request.user, ["edit inputs", "plan workshops", "load batches"]),
    }


def _as_group(row: Row) -> Row:
    """A row of Figure 3 as a group with a share of its own."""
    share, interval = row["improvable_share"], row["improvable_share_interval"]
    return {"label": row["label"], "share": share, "interval": interval, "denominator": row["notes_reviewed"]}


def pages(slug: str | None, current: str, filters: Filters | None) -> list[dict[str, Any]]:
    """Links to the pages of figures, which keep the filters."""
    here = [
        {"label": label, "href": _address(page, slug, filters), "current": page == current}
        for page, label in PAGES.items()
    ]
    if slug:  # an area has consistency among its tabs
        return here
    return [*here, {"label": "Consistency", "href": reverse("opportunities:consistency-of-all"), "current": False}]


def _address(page: str, slug: str | None, filters: Filters | None, **more: str) -> str:
    whose = "area" if slug else "all-areas"
    name = whose if page == "overview" else f"{whose}-{page}"
    query = "&".join(filter(None, [urlencode(more), filters.choice.query() if filters else ""]))
    return reverse(f"opportunities:{name}", args=[slug] if slug else []) + (f"?{query}" if query else "")


def _behind(slug: str, filters: Filters) -> Behind:
    offered = filters.offered
    places = {"locality": offered.localities, "organisation": offered.organisations}
    by_name = {kind: {name: pk for pk, name in rows} for kind, rows in places.items()}
    return Behind(slug, filters.choice, labels(), by_name)


def _nothing_to_see(table: Row) -> bool:
    """True while there is neither a review nor any money: the page then says what to do next."""
    total = table["total"]
    return not (total["notes_reviewed"] or total["unclear"] or total["saving"] or total.get("suppressed"))


def _files(slug: str | None, what: str = "export") -> list[dict[str, Any]]:
    name, before = (f"opportunities:{what}-all", []) if slug is None else (f"opportunities:{what}", [slug])
    return [file_link(form, reverse(name, args=[*before, form])) for form in FORMATS]


def file_link(form: str, href: str) -> dict[str, Any]:
    """An entry of the menu of files; `post`: what a worker makes is asked for, not fetched."""
    return {"label": FORMATS[form].label, "note": FORMATS[form].note, "href": href, "post": form in ExportForm.values}


def _answers(slug: str) -> list[dict[str, Any]]:
    """For whoever may open reviews."""
    note = "CSV, for research: leads only, for a reason that is recorded"
    return [{"label": "Every answer", "note": note, "href": reverse("opportunities:research", args=[slug])}]
