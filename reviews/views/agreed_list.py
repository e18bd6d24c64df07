"""The agreed reviews behind a figure, and one of them with its note, for a lead of the area."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import audit
from accounts.requests import SignedIn
from areas.tabs import tabs
from reviews import access, tally
from reviews.views.agreed_words import answered, chosen_by
from reviews.views.evidence_page import narrated
from reviews.workshops.facts import facts, title
from reviews.workshops.hidden import NoteHidden

PER_PAGE = 50


@login_required
@never_cache
@require_safe
def agreed_reviews(request: SignedIn, slug: str) -> HttpResponse:
    """Those that the address chooses, as many as the figure that leads here counts."""
    area = access.reviews_area_for(request.user, slug)
    choice, unclear = tally.read(request.GET)
    page = Paginator(access.reviews_listed(area, choice), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "area": area,
        "tabs": tabs(request.user, area, "Figures"),
        "by": chosen_by(choice, tally.offered(area.pk)),
        "unclear": unclear,
        "query": choice.query(),
        "page": page,
        "reviews": [(review, title(review.note)) for review in page],
    }
    return render(request, "reviews/counted/list.html", context)


@login_required
@never_cache
@require_safe
def agreed_review(request: SignedIn, slug: str, review_id: int) -> HttpResponse:
    """The note and what the panel agreed about it, to read."""
    area = access.reviews_area_for(request.user, slug)
    try:
        review = access.counted_review_for(request.user, area, review_id)
    except NoteHidden as hidden:
        back = reverse("reviews:agreed-reviews", args=[area.slug])
        told = {"sentence": str(hidden), "back": back, "back_label": f"Agreed reviews of {area.name}"}
        return render(request, "reviews/hidden_from_list.html", told, status=403)
    audit.read("agreed-review.read", review.note, by=request.user)
    entered, pairs = answered(review)
    context = {
        "area": area,
        "review": review,
        "note": review.note,
        "title": title(review.note),
        "facts": facts(review.note),
        "answers": pairs,
        **narrated(review.note.narrative, entered),
    }
    return render(request, "reviews/counted/review.html", context)
