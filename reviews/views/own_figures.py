"""How I compare: a page that only the person it is about can open."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from pathways.questions import BY_CODE
from reviews.consistency.own import NOTES
from reviews.consistency.own_answers import own_for


@login_required
@never_cache
@require_safe
def how_i_compare(request: SignedIn) -> HttpResponse:
    found = own_for(request.user)
    points = {at.point: BY_CODE[at.point].label for at in found.points} if found else {}
    return render(request, "reviews/how_i_compare.html", {"found": found, "points": points, "fewest": NOTES})
