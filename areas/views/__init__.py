"""Pages about areas: the list, their inputs, files of them, their people."""

from django.http import QueryDict

from accounts.requests import SignedIn


def sent_by(request: SignedIn) -> QueryDict | None:
    """What a form is bound to: nothing when its page is only looked at, and also an empty form when that was sent."""
    return request.POST if request.method == "POST" else None
