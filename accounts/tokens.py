"""API tokens: shown once, kept as a hash, ending on their day."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from knox.models import AuthToken

from accounts import audit
from accounts.models import User


def tokens_of(user: User) -> QuerySet[AuthToken]:
    """This person's tokens, newest first."""
    return AuthToken.objects.filter(user=user).order_by("-created")


@transaction.atomic
def make_token(*, days: int, by: User) -> str:
    """A new token for `by` that works for `days` days; its text exists only in what this returns."""
    _, text = AuthToken.objects.create(user=by, expiry=timedelta(days=days))
    audit.record("token.made", by, by=by, days=days)
    return text


@transaction.atomic
def end_token(*, key: str, by: User) -> None:
    """End one of this person's own tokens. Raises Http404 where they have none that begins with `key`."""
    get_object_or_404(tokens_of(by), token_key=key).delete()
    audit.record("token.ended", by, by=by)
