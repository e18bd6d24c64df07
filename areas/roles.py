"""A role begins and a role ends: its period and its words in the audit trail, beside the membership itself.

Whoever makes or removes a membership calls these in the same transaction.
"""

from typing import Any

from django.utils import timezone

from accounts import audit
from accounts.models import User
from areas.models import Membership, RoleHeld


def begun(*, held: Membership, by: User | None) -> None:
    """`held` was just made. `by` None: by a command."""
    RoleHeld.objects.create(**_key(held), since=timezone.now(), given_by=by)
    audit.record("membership.added", held, by=by, **_detail(held))


def ended(*, held: Membership, by: User | None) -> None:
    """`held` is being removed. Where nobody noted when it began, its period is from a time unknown."""
    now = timezone.now()
    if not _whose(held).update(until=now, taken_by=by):
        RoleHeld.objects.create(**_key(held), until=now, taken_by=by)
    audit.record("membership.removed", held, by=by, area_id=held.area_id, **_detail(held))


def _whose(held: Membership) -> Any:
    return RoleHeld.objects.filter(**_key(held), until=None)


def _key(held: Membership) -> dict[str, Any]:
    return {"person_id": held.user_id, "area_id": held.area_id, "role": held.role}


def _detail(held: Membership) -> dict[str, Any]:
    return {"area": held.area.slug, "user": held.user_id, "role": held.role}
