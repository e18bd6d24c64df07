"""The person behind a request."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from accounts.models import User


class SignedIn(HttpRequest):
    """A page's request once `login_required` has let it through. For types only: Django makes the real one."""

    user: User
    htmx: HtmxDetails


def caller(request: Request) -> User:
    """Who makes this API call. Raises NotAuthenticated (401) when nobody signed in."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user
