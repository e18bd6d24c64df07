"""An area's rounds of review over time, and the forms by which its leads name them."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedIn
from areas.models import Area
from areas.tabs import tabs
from areas.views import sent_by
from config.errors import NotAllowed, Stale
from opportunities.comparison import keep
from opportunities.comparison.access import round_for, rounds_area_for
from opportunities.comparison.change_words import in_words
from opportunities.comparison.form import RoundForm
from opportunities.comparison.over_time import OverTime
from opportunities.comparison.rounds import counted_rounds
from opportunities.disclosure.words import NOT_FOR_PUBLICATION
from opportunities.drawings.drawing import Drawing
from opportunities.drawings.share_dots import share_dots
from opportunities.views.page_drawings import on_page


@login_required
@require_safe
def rounds(request: SignedIn, slug: str) -> HttpResponse:
    """For leads: rounds single few reviews out, as filters do."""
    area = rounds_area_for(request.user, slug)
    kept, found = counted_rounds(area)
    context = {
        "area": area,
        "rounds": kept,
        "found": found,
        "publication": NOT_FOR_PUBLICATION,
        "in_words": in_words,
        "together": on_page("together", partial(_together, found.shares[:1])),
        "by_point": on_page("by-point", partial(_by_point, found.shares[1:])),
        "tabs": tabs(request.user, area, "Rounds"),
    }
    return render(request, "opportunities/rounds.html", context)


def _together(shares: tuple[OverTime, ...], width: float) -> Drawing | None:
    rows = [asdict(each) for share in shares for each in share.rounds]
    return share_dots(rows, "Decisions that could have been better, by round", width)


def _by_point(shares: tuple[OverTime, ...], width: float) -> Drawing | None:
    rows = [asdict(each) | {"label": f"{share.label}: {each.label}"} for share in shares for each in share.rounds]
    return share_dots(rows, "Decisions that could have been better, by decision point and round", width)


@login_required
@require_http_methods(["GET", "POST"])
def new_round(request: SignedIn, slug: str) -> HttpResponse:
    area = rounds_area_for(request.user, slug)
    form = RoundForm(sent_by(request), None)
    return _answer(request, area, form, lambda given: keep.make_round(area=area, given=given, by=request.user))


@login_required
@require_http_methods(["GET", "POST"])
def round_(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    area = rounds_area_for(request.user, slug)
    form = RoundForm(sent_by(request), keep.contents(round_for(area, pk)))

    def save(given: keep.Given) -> None:
        keep.change_round(area=area, pk=pk, seen=form.cleaned_data["seen"], given=given, by=request.user)

    return _answer(request, area, form, save, kept=pk)


@login_required
@require_POST
def remove(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Raises Stale (412) when the round was changed since the page was opened."""
    area = rounds_area_for(request.user, slug)
    name = round_for(area, pk).name
    keep.remove_round(area=area, pk=pk, seen=request.POST.get("seen", ""), by=request.user)
    messages.success(request, f"The round “{name}” was removed. Its reviews stay.")
    return redirect("opportunities:rounds", slug)


def _answer(
    request: SignedIn, area: Area, form: RoundForm, save: Callable[[keep.Given], object], kept: int | None = None
) -> HttpResponse:
    """Save and go back to the rounds, or show the form with what to mend; with 412 what is saved now."""
    newer, status = None, 200
    if form.is_valid():
        try:
            save(form.given())
        except Stale:
            newer, status = form.renew(), 412
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The round “{form.cleaned_data['name']}” was saved.")
            return redirect("opportunities:rounds", area.slug)
    context: dict[str, Any] = {"area": area, "form": form, "newer": newer, "kept": kept}
    return render(request, "opportunities/round.html", context, status=status)
