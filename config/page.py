"""What every page of ours knows: who is signed in, where they may go, and whether this is the demonstration."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from areas.access import can_anywhere

# (label, address, the right that shows it; "" for everybody)
PLACES = (
    ("Start", "start", ""),
    ("Workshops", "reviews:workshops", "judge"),
    ("Panels", "reviews:panels", "plan workshops"),
    ("Batches", "reviews:batches", "see batches"),
    ("Areas", "areas:list", "see figures"),
    ("Catalogue", "pathways:catalogue", ""),
)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The places this person may go, in order, with the current one marked."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return []
    rights = can_anywhere(request.user, [right for _, _, right in PLACES if right])
    shown = [(label, reverse(name)) for label, name, right in PLACES if not right or right in rights]
    here = max((path for _, path in shown if request.path.startswith(path)), key=len, default="")
    return [{"label": label, "href": path, "current": path == here} for label, path in shown]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for every template. `nav` is worked out only where a page shows it."""
    return {
        "DEMONSTRATION": settings.DEMONSTRATION,
        # Error pages are also shown for requests that were refused before anybody was recognised.
        "user": getattr(request, "user", AnonymousUser()),
        "nav": SimpleLazyObject(lambda: navigation(request)),
    }
