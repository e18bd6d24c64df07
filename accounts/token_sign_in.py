"""A program signs in with a token: its person comes with the token's limits, which `areas.access` keeps to."""

from typing import Any

from django.utils import timezone
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from accounts.token_limits import READ_ONLY, TokenLimits

ONLY_READS = "This token only reads. Make one that may do more on the page of your API tokens."


class LimitedTokens(TokenAuthentication):
    """A token without limits is none. Raises PermissionDenied (403) where one that only reads would write."""

    def authenticate(self, request: Request) -> Any:
        found = super().authenticate(request)
        if found is None:
            return None
        user, token = found
        limits = TokenLimits.objects.filter(token=token).first()
        if limits is None:
            raise AuthenticationFailed("Invalid token.")
        if limits.scope in READ_ONLY and request.method not in SAFE_METHODS:
            raise PermissionDenied(ONLY_READS, code="token-only-reads")
        user.limits = limits
        _used(limits)
        return user, token


def _used(limits: TokenLimits) -> None:
    """On which day it was last used: at most one write a day."""
    today = timezone.localdate()
    if limits.last_used_on != today:
        TokenLimits.objects.filter(pk=limits.pk).update(last_used_on=today)


class LimitedTokensScheme(KnoxTokenScheme):
    """In the OpenAPI description."""

    target_class = "accounts.token_sign_in.LimitedTokens"
