"""The page of how far members and panels agree, of an area and of all areas: chosen and ordered, never worked out."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from areas.tabs import tabs
from opportunities import agreement_words
from opportunities.access import edition_for, edition_in, figures_area_for
from opportunities.disclosure.words import about
from opportunities.exports.edition import Edition
from opportunities.rollup.tables import Table


@login_required
@require_safe
def consistency(request: SignedIn, slug: str) -> HttpResponse:
    place = figures_area_for(request.user, slug)
    context = _page(edition_in(request.user, place), slug, request.GET.get("pathway", ""))
    return render(
        request, "opportunities/consistency.html", context | {"tabs": tabs(request.user, place, "Consistency")}
    )


@login_required
@require_safe
def consistency_of_all(request: SignedIn) -> HttpResponse:
    context = _page(edition_for(request.user, None), None, request.GET.get("pathway", ""))
    return render(request, "opportunities/consistency.html", context)


def _page(edition: Edition, slug: str | None, pathway: str) -> dict[str, Any]:
    found = edition.shown.figures.consistency
    whole = [row for row in found["agreement"] if row["decision_point"] is None]
    best = [row for row in found["agreement"] if row["field"] == "best_pathway"]
    return {
        "edition": edition,
        "shown": edition.shown,
        "publication": about(edition.shown.control),
        "slug": slug,
        "found": found,
        "questions": whole,
        "points": best[1:],
        "whole": best[0] if best and best[0]["notes"] else None,
        "referral": _referral(found, pathway),
        "words": agreement_words,
    }


def _referral(found: Table, wanted: str) -> Table | None:
    """The pathway asked for, or else the one to which the panels refer most unlike; None where nothing was decided."""
    rows = found["referrals"]
    by_key = {row["pathway"]: row for row in rows}
    return by_key.get(wanted) or max(rows, key=_spread, default=None)


def _spread(row: Table) -> float:
    shares = [each["share"] for each in row["panels"] or row["professions"] if each["share"] is not None]
    return max(shares) - min(shares) if shares else 0
