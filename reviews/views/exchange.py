"""Putting one panel's notes before another: offering, accepting, and what the two decided."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedIn
from accounts.tries import TriedTooOften, a_try
from areas.access import area_for, areas_for
from config.errors import NotAllowed
from reviews import access
from reviews.consistency.access import exchange_for, exchanges_for
from reviews.consistency.exchanges import standing
from reviews.consistency.gather import compare
from reviews.forms.exchange import AcceptForm, OfferForm
from reviews.workshops import exchange as written
from reviews.workshops.exchange_notes import offerable_by_decision_point

PAGE = 50


@login_required
@require_safe
def exchanges(request: SignedIn) -> HttpResponse:
    """Every exchange that this person leads on one side, the newest first."""
    access.check_can_plan_somewhere(request.user)
    page = Paginator(exchanges_for(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/exchange/list.html", {"page": page, "shown": [standing(each) for each in page]})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: SignedIn, panel_id: int) -> HttpResponse:
    """Choose notes that the panel has agreed. The answer to the POST shows the code, once."""
    panel = access.panel_for(request.user, panel_id)
    form = OfferForm(request.POST or None, available=offerable_by_decision_point(panel))
    if form.is_valid():
        try:
            offered = written.offer(panel=panel, wanted=form.wanted, by=request.user)
            return render(request, "reviews/exchange/code.html", {"panel": panel, "offered": offered})
        except NotAllowed as refusal:
            form.add_error("references" if form.wanted.references else "number", str(refusal))
    return render(request, "reviews/exchange/offer.html", {"panel": panel, "form": form})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: SignedIn) -> HttpResponse:
    """Enter the code of an offer, and plan the workshop that reads its notes."""
    access.check_can_plan_somewhere(request.user)
    slug = request.GET.get("area", "")
    areas = list(areas_for(request.user, "plan workshops"))
    if not slug and len(areas) != 1:
        return render(request, "reviews/exchange/choose_area.html", {"areas": areas})
    area = area_for(request.user, slug or areas[0].slug, "plan workshops")
    panels = access.panels_for(request.user).filter(area=area)
    form = AcceptForm(request.POST or None, area=area, panels=panels)
    wait = 0  # seconds
    if form.is_valid():
        try:
            with a_try(request, "code", wrong=written.NoSuchOffer):
                made = written.accept(code=form.cleaned_data["code"], plan=form.plan, by=request.user)
            return redirect("reviews:workshop", made.pk)
        except TriedTooOften as refusal:
            form.add_error("code", str(refusal))
            wait = refusal.seconds
        except written.NotBlind as refusal:
            form.add_error("panel", str(refusal))
        except NotAllowed as refusal:
            form.add_error("code", str(refusal))
    page = {"area": area, "form": form, "has_panels": panels.exists()}
    answer = render(request, "reviews/exchange/accept.html", page, status=429 if wait else 200)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


@login_required
@never_cache
@require_safe
def exchange(request: SignedIn, exchange_id: int) -> HttpResponse:
    """Where it stands; once it is complete, what the two panels decided about the same notes."""
    found = exchange_for(request.user, exchange_id)
    context: dict[str, Any] = {"exchange": standing(found)}
    if not found.complete:
        return render(request, "reviews/exchange/waiting.html", context)
    compared = compare(found)
    choice = compared.choice(request.GET.get("pathway", ""))
    referral = compared.referral(choice) if choice else None
    context |= {"compared": compared, "choice": choice, "referral": referral}
    return render(request, "reviews/exchange/comparison.html", context)


@login_required
@require_POST
def withdraw(request: SignedIn, exchange_id: int) -> HttpResponse:
    written.withdraw_offer(exchange=exchange_for(request.user, exchange_id), by=request.user)
    messages.success(request, "The offer is withdrawn. Nobody can accept it any more.")
    return redirect("reviews:exchanges")
