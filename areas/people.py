"""Who holds which role in an area, and the steward's changes to it."""

from django.db import transaction

from accounts.models import User
from areas import roles
from areas.models import Area, Membership, Role
from areas.permissions import check_can_manage_people
from config.errors import NotAllowed


def members(area: Area) -> list[Membership]:
    """Every role held in the area, in the order of the roles and then of names."""
    held = Membership.objects.filter(area=area).select_related("user").order_by("user__name", "user__email")
    order = {role: position for position, role in enumerate(Role.values)}
    return sorted(held, key=lambda membership: order[membership.role])


def account_of(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


@transaction.atomic
def add_role(*, area: Area, person: User, role: str, by: User) -> bool:
    """Give a role to somebody who has an account. False where they had it already. Raises NotAllowed."""
    check_can_manage_people(by, area)
    membership, new = Membership.objects.get_or_create(area=area, user=person, role=role)
    if new:
        roles.begun(held=membership, by=by)
    return new


@transaction.atomic
def remove_role(*, area: Area, pk: int, by: User) -> Membership | None:
    """Take a role away. What the person did stays. Raises NotAllowed, also for the area's last data steward."""
    check_can_manage_people(by, area)
    held = Membership.objects.select_for_update(of=("self",)).filter(area=area, pk=pk)
    membership = held.select_related("user").first()  # first: writes in progress hold their role, then the area
    Area.objects.select_for_update().get(pk=area.pk)  # two stewards must not remove each other at once
    if membership is None:
        return None
    stewards = Membership.objects.filter(area=area, role=Role.STEWARD)
    if membership.role == Role.STEWARD and stewards.count() == 1 and not by.is_superuser:
        raise NotAllowed(f"{area.name} needs a data steward. Add another one before you take this role away.")
    roles.ended(held=membership, by=by)
    membership.delete()
    return membership
