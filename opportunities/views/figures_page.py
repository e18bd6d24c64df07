"""What the page of figures shows, from an edition: chosen and put in order, never worked out."""

from typing import Any

from django.urls import reverse

from accounts.requests import SignedIn
from areas.access import can_anywhere
from opportunities.exports.edition import Edition
from opportunities.exports.formats import FORMATS
from opportunities.exports.sheets import Row
from opportunities.sentences import MAIN_ONES, sentences
from opportunities.views.flows_by_focus import FlowsOfFocus, flows_by_focus
from opportunities.views.page_drawings import drawings_on_page
from pathways.questions import WITH_NOTES

ON_EVERY_PAGE = ("system-map", "cost-movements", "avoidable-admissions", "missed-prevention", "areas", "areas-funnel")


def figures_page(request: SignedIn, edition: Edition, slug: str | None) -> dict[str, Any]:
    """Everything opportunities/area.html and all_areas.html read; `slug` is None for all areas."""
    figures = edition.shown.figures
    flows = flows_by_focus(edition, request.GET.get("focus", ""))
    said = list(sentences(figures.headlines["headlines"]))
    return {
        "edition": edition,
        "shown": edition.shown,
        "slug": slug,
        "main": [sentence for sentence in said if sentence.code in MAIN_ONES],
        "besides": [sentence for sentence in said if sentence.code not in MAIN_ONES],
        "headlines": {headline["code"]: headline for headline in figures.headlines["headlines"]},
        "opportunities": figures.opportunities,
        "costs": figures.cost_movements,
        "flows": flows,
        "drawings": drawings_on_page(edition, slug, _drawings(flows)),
        "focus_links": {point.code: f"?focus={point.focus}#flows" for point in WITH_NOTES},
        "unseen": _nothing_to_see(figures.opportunities),
        "files": _files(slug),
        "can": can_anywhere(request.user, ["edit inputs", "plan workshops", "load batches"]),
    }


def _drawings(flows: FlowsOfFocus | None) -> tuple[str, ...]:
    of_focus = (f"flows-people-{flows.focus.code}", f"flows-pounds-{flows.focus.code}") if flows else ()
    return (*ON_EVERY_PAGE, *of_focus)


def _nothing_to_see(table: Row) -> bool:
    """True while there is neither a review nor any money: the page then says what to do next."""
    total = table["total"]
    return not (total["notes_reviewed"] or total["unclear"] or total["saving"])


def _files(slug: str | None) -> list[dict[str, str]]:
    name, before = ("opportunities:export-all", []) if slug is None else ("opportunities:export", [slug])
    return [
        {"label": each.label, "note": each.note, "href": reverse(name, args=[*before, form])}
        for form, each in FORMATS.items()
    ]
