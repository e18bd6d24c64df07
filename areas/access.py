"""The only way from a person to an area: what is not theirs looks like what does not exist."""

from collections.abc import Iterable

from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Value
from django.http import Http404

from accounts.models import User
from areas.models import Area, Membership, Role

# What each role may do in its areas. A site administrator may do everything, everywhere.
MAY: dict[str, frozenset[str]] = {
    "load batches": frozenset({Role.STEWARD}),
    "see batches": frozenset({Role.STEWARD, Role.LEAD}),
    "edit inputs": frozenset({Role.LEAD}),
    "see figures": frozenset({Role.LEAD, Role.VIEWER}),
    "open reviews": frozenset({Role.LEAD}),  # the agreed reviews behind a figure, and filters that single few out
    "publish figures": frozenset({Role.LEAD}),  # propose, and decide what another has proposed
    "write cases": frozenset({Role.LEAD, Role.FACILITATOR}),
    "approve cases": frozenset({Role.LEAD}),
    "see working figures": frozenset({Role.LEAD}),
    "see people": frozenset({Role.STEWARD, Role.LEAD}),
    "manage people": frozenset({Role.STEWARD}),
    "plan workshops": frozenset({Role.LEAD}),
    "run workshops": frozenset({Role.LEAD, Role.FACILITATOR}),
    "judge": frozenset({Role.LEAD, Role.FACILITATOR, Role.PANEL_MEMBER}),
    "see area": frozenset(Role),
}


def areas_for(user: User, action: str = "see area") -> QuerySet[Area]:
    """The areas in which this person may do `action` (a key of MAY; KeyError otherwise)."""
    roles = MAY[action]
    if not user.is_authenticated or not user.is_active:
        return Area.objects.none()
    if user.is_superuser:
        return Area.objects.all()
    held = Membership.objects.filter(user=user, role__in=roles)
    return Area.objects.filter(pk__in=held.values("area_id"))


def may(user: User, action: str, area: str) -> Exists | Value:
    """The same as a condition on rows of another table, which `area` leads from: cheaper than `areas_for` inside it."""
    if not user.is_authenticated or not user.is_active or user.is_superuser:
        return Value(user.is_authenticated and user.is_active, output_field=BooleanField())
    return Exists(Membership.objects.filter(user=user.pk, role__in=MAY[action], area=OuterRef(area)))


def area_for(user: User, slug: str, action: str = "see area") -> Area:
    """The area called `slug`. Raises Http404, the same when there is none and when this person may not do `action`."""
    area = areas_for(user, action).filter(slug=slug).first()
    if area is None:
        raise Http404
    return area


def can(user: User, action: str, area_id: int) -> bool:
    """True when this person may do `action` in the area: for showing or hiding a button."""
    return areas_for(user, action).filter(pk=area_id).exists()


def can_there(user: User, actions: Iterable[str], area_id: int) -> set[str]:
    """Those of `actions` that this person may do in the area: one query, however many are asked."""
    if user.is_superuser:
        return set(actions)
    held = set(Membership.objects.filter(user=user, area=area_id).values_list("role", flat=True))
    return {action for action in actions if MAY[action] & held}


def can_anywhere(user: User, actions: Iterable[str]) -> set[str]:
    """Those of `actions` that this person may do in at least one area: one query, for the navigation."""
    if user.is_superuser:
        return set(actions)
    held = set(Membership.objects.filter(user=user).values_list("role", flat=True))
    return {action for action in actions if MAY[action] & held}
