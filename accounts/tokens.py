"""API tokens: named, limited, shown once, kept as a hash, ending on their day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from knox.models import AuthToken

from accounts import audit
from accounts.models import User
from accounts.token_limits import Scope, TokenLimits

MOST_DAYS = 365


@dataclass(frozen=True)
class Wanted:
    """`areas` are ids; empty: all areas of the person, also those they join later."""

    name: str
    days: int
    scope: str = Scope.FULL
    areas: Sequence[int] = field(default=())


def tokens_of(user: User) -> QuerySet[AuthToken]:
    """This person's tokens with their limits, newest first."""
    return AuthToken.objects.filter(user=user).select_related("limits").order_by("-created")


def areas_to_choose(user: User) -> list[tuple[int, str]]:
    """Ids and names of the areas that a token of this person can be limited to."""
    areas = apps.get_model("areas", "Area").objects.order_by("name")
    mine = areas if user.is_superuser else areas.filter(memberships__user=user).distinct()
    return list(mine.values_list("pk", "name"))


@transaction.atomic
def make_token(*, wanted: Wanted, by: User) -> str:
    """A new token for `by`; its text exists only in what this returns. Raises ValueError beyond a year."""
    if not 1 <= wanted.days <= MOST_DAYS:
        raise ValueError("A token works for a day to a year.")
    token, text = AuthToken.objects.create(user=by, expiry=timedelta(days=wanted.days))
    areas = sorted(wanted.areas)
    TokenLimits.objects.create(token=token, name=wanted.name, scope=wanted.scope, areas=areas)
    audit.record("token.made", by, by=by, key=token.token_key, days=wanted.days, scope=str(wanted.scope), areas=areas)
    return text


@transaction.atomic
def end_token(*, key: str, by: User) -> None:
    """End one of this person's own tokens. Raises Http404 where they have none that begins with `key`."""
    get_object_or_404(tokens_of(by), token_key=key).delete()
    audit.record("token.ended", by, by=by, key=key)
