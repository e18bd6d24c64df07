"""Taking over a workshop: who runs it now, and one button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from reviews import access
from reviews.workshops import handover


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def take_over(request: SignedIn, workshop_id: int) -> HttpResponse:
    if request.method == "POST":
        handover.take_over(workshop_id=workshop_id, by=request.user)
        messages.success(request, "You run this workshop now.")
        return redirect("reviews:workshop", workshop_id)
    workshop = access.workshop_for(request.user, workshop_id)
    access.check_can_take_over(workshop)
    return render(request, "reviews/take_over.html", {"workshop": workshop})
