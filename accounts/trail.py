"""What signing in leaves on the audit trail: allauth tells of it, after the act and beside its transaction."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import audit
from accounts.models import User


def record(action: str, user: User, *, by: User | None, **detail: Any) -> None:
    with transaction.atomic():
        audit.record(action, user, by=by, **detail)


@receiver(account.user_logged_in)
def signed_in(request: HttpRequest, user: User, **more: Any) -> None:
    ways = [each["method"] for each in get_authentication_records(request, user)]
    record("sign-in.done", user, by=user, ways=ways)


@receiver(mfa.authenticator_added)
def added(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    """Who has just set one up has shown that they have it: this session needs no second proof."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    record("second-factor.added", user, by=user, kind=authenticator.type)


@receiver(mfa.authenticator_removed)
def removed(user: User, authenticator: Authenticator, **more: Any) -> None:
    record("second-factor.removed", user, by=user, kind=authenticator.type)


@receiver(mfa.authenticator_reset)
def renewed(user: User, authenticator: Authenticator, **more: Any) -> None:
    record("second-factor.renewed", user, by=user, kind=authenticator.type)


@receiver(mfa.authentication_failed)
def failed(user: User, authenticator: Authenticator, **more: Any) -> None:
    record("second-factor.failed", user, by=None, kind=authenticator.type)
