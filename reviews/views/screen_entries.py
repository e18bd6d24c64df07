"""An area's own patterns and allowed texts for the identifier screen."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedIn
from areas.access import area_for
from config.errors import NotAllowed
from reviews.intake import screen_entries


@login_required
@require_http_methods(["GET", "POST"])
def entries(request: SignedIn, slug: str) -> HttpResponse:
    """The list, and adding to it."""
    area = area_for(request.user, slug, "load batches")
    use, text, errors = request.POST.get("use", ""), request.POST.get("text", ""), []
    if request.method == "POST":
        try:
            screen_entries.add(area=area, use=use, text=text, by=request.user)
            return redirect("reviews:screen-entries", slug)
        except NotAllowed as refused:
            errors = [{"text": str(refused), "href": f"#text-{use or 'pattern'}"}]
    context = {"area": area, "entries": list(screen_entries.entries_of(area)), "use": use, "text": text}
    return render(request, "reviews/batches/screen_entries.html", {**context, "error_lines": errors})


@login_required
@require_POST
def remove(request: SignedIn, slug: str, entry_id: int) -> HttpResponse:
    area = area_for(request.user, slug, "load batches")
    screen_entries.remove(area=area, entry_id=entry_id, by=request.user)
    return redirect("reviews:screen-entries", slug)
