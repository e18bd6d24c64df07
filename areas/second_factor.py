"""Who must have a second factor, by role, and what they may do without: set one up, and nothing else.

A session has shown one when signing in, setting one up, or proving it again. A token shows nothing, so of whoever made
it a second factor must stand there.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import User
from areas.access import remember_roles, roles_anywhere

MISSING = "Your role needs a second factor. Sign in on the site and set one up first."
# What opens without: signing in and out, one's password, second factors themselves, and pages that everybody sees.
OPEN = frozenset(
    f"accounts:{name}" for name in ("sign-in", "sign-out", "signed-out", "password", "password-changed", "session")
) | frozenset(["help", "accessibility", "privacy", "health", "ready"])
OPEN_BEGIN = ("account_", "mfa_", "openid_connect_", "socialaccount_", "invitations:")


def is_required(user: User) -> bool:
    """Whether a role that this person holds anywhere needs a second factor. At most one query."""
    named = settings.REQUIRE_SECOND_FACTOR
    if user.is_superuser and "site-administrator" in named:
        return True
    return bool(named) and not named.isdisjoint(roles_anywhere(user))


def has_shown(request: HttpRequest, user: User) -> bool:
    """Whether a second factor was used in this session, here or at the provider that signed the person in."""
    shown = get_authentication_records(request, user)
    return any(each["method"] == "mfa" or each.get("second_factor") for each in shown)


def has_one(user: User) -> bool:
    """Whether this person has a second factor here, or signs in by a provider that is trusted to ask for one."""
    by_provider = bool(settings.OIDC_SECOND_FACTOR) and SocialAccount.objects.filter(user=user).exists()
    return is_mfa_enabled(user) or by_provider


def is_open(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in OPEN or name.startswith(OPEN_BEGIN)


class RequireSecondFactor:
    """Middleware: leads whoever needs a second factor to it. Nothing is asked of the database once it was shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        user = request.user
        if not settings.REQUIRE_SECOND_FACTOR or not isinstance(user, User) or has_shown(request, user):
            return None
        remember_roles(user)
        if not is_required(user):
            return None
        can_show = is_mfa_enabled(user)
        request.second_factor_missing = not can_show  # type: ignore[attr-defined]
        if is_open(request) or request.path.startswith("/api/"):  # the API answers by HasSecondFactor
            return None
        return redirect(_prove(request) if can_show else "mfa_index")


def _prove(request: HttpRequest) -> str:
    back = request.get_full_path() if request.method == "GET" else reverse("start")
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}"


class HasSecondFactor(BasePermission):
    """The same for programs: by session it must have been shown, by token its person must have one."""

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        if not isinstance(user, User) or not is_required(user):
            return True
        if not (has_one(user) if request.auth else has_shown(request._request, user)):
            raise PermissionDenied(MISSING, code="second-factor-missing")
        return True
