"""Who holds which role in an area, and the steward's changes to it."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from accounts.models import User
from areas.models import Area, Membership, Role
from areas.permissions import check_can_manage_people
from config.errors import NotAllowed

# Letters and digits that nobody takes for one another when a password is read out.
CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Added:
    """A role that was added; `password` is the first one of a new account, told once and kept nowhere."""

    person: User
    new_role: bool
    password: str = ""


def members(area: Area) -> list[Membership]:
    """Every role held in the area, in the order of the roles and then of names."""
    held = Membership.objects.filter(area=area).select_related("user").order_by("user__name", "user__email")
    order = {role: position for position, role in enumerate(Role.values)}
    return sorted(held, key=lambda membership: order[membership.role])


def account_of(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


@transaction.atomic
def add_role(*, area: Area, email: str, name: str, role: str, by: User) -> Added:
    """Give a role to whoever has this e-mail address, and an account first if nobody has. Raises NotAllowed."""
    check_can_manage_people(by, area)
    person, password = account_of(email), ""
    if person is None:
        password = first_password()
        person = User.objects.create_user(email, name, password)
        audit.record("user.created", person, by=by, area=area.slug)
    membership, new_role = Membership.objects.get_or_create(area=area, user=person, role=role)
    if new_role:
        audit.record("membership.added", membership, by=by, area=area.slug, user=person.pk, role=role)
    return Added(person, new_role, password)


@transaction.atomic
def remove_role(*, area: Area, pk: int, by: User) -> Membership | None:
    """Take a role away. What the person did stays. Raises NotAllowed, also for the area's last data steward."""
    check_can_manage_people(by, area)
    Area.objects.select_for_update().get(pk=area.pk)  # two stewards must not remove each other at once
    membership = Membership.objects.filter(area=area, pk=pk).select_related("user").first()
    if membership is None:
        return None
    stewards = Membership.objects.filter(area=area, role=Role.STEWARD)
    if membership.role == Role.STEWARD and stewards.count() == 1 and not by.is_superuser:
        raise NotAllowed(f"{area.name} needs a data steward. Add another one before you take this role away.")
    audit.record("membership.removed", membership, by=by, area=area.slug, user=membership.user_id, role=membership.role)
    membership.delete()
    return membership


def first_password() -> str:
    """Four groups of four: about 79 bits."""
    return "-".join("".join(secrets.choice(CLEAR) for _ in range(4)) for _ in range(4))
