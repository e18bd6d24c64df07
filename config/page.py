"""What every page of ours knows: who is signed in, where they may go, and whether this is the demonstration."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.sessions.middleware import seconds_left
from areas.access import can_anywhere


@dataclass(frozen=True)
class Place:
    """A line of the navigation: where it leads, and the rights of which any one shows it (none: everybody sees it)."""

    label: str
    name: str
    rights: frozenset[str] = frozenset()
    also: str = ""


AREAS, AUDIT = "areas:list", "areas:audit"
PLACES = (
    Place("Start", "start"),
    Place("Workshops", "reviews:workshops", frozenset({"judge"})),
    Place("Panels", "reviews:panels", frozenset({"plan workshops"}), also="reviews:exchanges"),
    Place("Batches", "reviews:batches", frozenset({"see batches"})),
    Place("Areas", AREAS, frozenset({"see figures", "see people"}), also="opportunities:all-areas"),
    Place("Audit", AUDIT, frozenset({"see audit"})),
    Place("Catalogue", "pathways:catalogue"),
)
EVERY_RIGHT = frozenset().union(*(place.rights for place in PLACES))


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The places this person may go, in order, with the current one marked."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    rights = can_anywhere(user, EVERY_RIGHT)
    shown = [place for place in PLACES if not place.rights or place.rights & rights]
    return [
        {"label": place.label, "href": reverse(place.name), "current": _is_in(place, request.path)} for place in shown
    ]


def _is_in(place: Place, path: str) -> bool:
    roots = [reverse(name) for name in (place.name, place.also) if name]
    if place.name in (AREAS, AUDIT):  # the trail's pages lie among the areas', and are a place of their own
        audit = reverse(AUDIT).removesuffix("all/")
        return path.startswith(audit) if place.name == AUDIT else not path.startswith(audit) and _below(roots, path)
    return path == roots[0] or _below(roots, path)


def _below(roots: list[str], path: str) -> bool:
    return any(path.startswith(root) for root in roots if root != "/")


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for every template. `nav` is worked out only where a page shows it."""
    return {
        "DEMONSTRATION": settings.DEMONSTRATION,
        "ACCESSIBILITY_CONTACT": settings.ACCESSIBILITY_CONTACT,
        "request_number": request.META.get("HTTP_X_REQUEST_ID", ""),
        # Error pages are also shown for requests that were refused before anybody was recognised.
        "user": getattr(request, "user", AnonymousUser()),
        "session_left": SimpleLazyObject(lambda: _session_left(request)),  # asks the database who this is
        "nav": SimpleLazyObject(lambda: navigation(request)),
    }


def _session_left(request: HttpRequest) -> int | None:
    """Seconds until the session ends by being left alone, for the page that warns of it; None where it does not."""
    user = getattr(request, "user", None)
    if not settings.SESSION_IDLE or not isinstance(user, User) or not user.is_authenticated:
        return None
    return round(seconds_left(request))
