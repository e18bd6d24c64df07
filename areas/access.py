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
    "see audit": frozenset({Role.STEWARD}),
    "plan workshops": frozenset({Role.LEAD}),
    "run workshops": frozenset({Role.LEAD, Role.FACILITATOR}),
    "judge": frozenset({Role.LEAD, Role.FACILITATOR, Role.PANEL_MEMBER}),
    "see area": frozenset(Role),
}

# What a token of a scope may do at most; all others as much as their person.
TOKEN_MAY: dict[str, frozenset[str]] = {
    "figures": frozenset({"see area", "see figures", "see working figures"}),
    "load": frozenset({"see area", "see batches", "load batches"}),
}


def _token_may(user: User, actions: Iterable[str]) -> set[str]:
    """Those of `actions` that the token which signed in allows; all of them without a token."""
    limits = getattr(user, "limits", None)
    return set(actions) & TOKEN_MAY.get(limits.scope, frozenset(MAY)) if limits else set(actions)


def _token_areas(user: User) -> list[int] | None:
    """Ids of the areas that the token is limited to; None: no limit."""
    limits = getattr(user, "limits", None)
    return list(limits.areas) or None if limits else None


def is_limited(user: User) -> bool:
    """Whether a token that is limited to areas signed in: what is of all areas is beyond it."""
    return _token_areas(user) is not None


def _held(user: User) -> QuerySet[Membership]:
    """This person's roles, where the token that signed in lets them be used."""
    held, only = Membership.objects.filter(user=user.pk), _token_areas(user)
    return held if only is None else held.filter(area__in=only)


def areas_for(user: User, action: str = "see area") -> QuerySet[Area]:
    """The areas in which this person may do `action` (a key of MAY; KeyError otherwise)."""
    roles = MAY[action]
    if not user.is_authenticated or not user.is_active or not _token_may(user, [action]):
        return Area.objects.none()
    if user.is_superuser:
        only = _token_areas(user)
        return Area.objects.all() if only is None else Area.objects.filter(pk__in=only)
    held = _held(user).filter(role__in=roles)
    return Area.objects.filter(pk__in=held.values("area_id"))


def may(user: User, action: str, area: str, *, hold: bool = False) -> Exists | Value:
    """The same as a condition on rows of another table, which `area` leads from: cheaper than `areas_for` inside it.

    `hold`: the role is locked with it, so that whoever takes it away waits for this transaction. For writes, which may
    have to wait for another lock: without it they would go on with a role that ended meanwhile.
    """
    if not user.is_authenticated or not user.is_active or not _token_may(user, [action]):
        return Value(False, output_field=BooleanField())
    if user.is_superuser:
        only = _token_areas(user)
        there = Area.objects.filter(pk=OuterRef(area), pk__in=only or [])
        return Value(True, output_field=BooleanField()) if only is None else Exists(there)
    held = _held(user).filter(role__in=MAY[action], area=OuterRef(area))
    return Exists(held.select_for_update(no_key=True) if hold else held)


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
    allowed, only = _token_may(user, actions), _token_areas(user)
    if user.is_superuser:
        return allowed if only is None or area_id in only else set()
    held = set(_held(user).filter(area=area_id).values_list("role", flat=True))
    return {action for action in allowed if MAY[action] & held}


def can_anywhere(user: User, actions: Iterable[str]) -> set[str]:
    """Those of `actions` that this person may do in at least one area: one query, for the navigation."""
    allowed = _token_may(user, actions)
    if user.is_superuser:
        return allowed
    held = roles_anywhere(user) if _token_areas(user) is None else set(_held(user).values_list("role", flat=True))
    return {action for action in allowed if MAY[action] & held}


def roles_anywhere(user: User) -> set[str]:
    """This person's roles in all areas together: one query, or none where `remember_roles` was called."""
    known: set[str] | None = getattr(user, "roles_remembered", None)
    return set(Membership.objects.filter(user=user.pk).values_list("role", flat=True)) if known is None else known


def remember_roles(user: User) -> None:
    """For one request, whose user is read anew: the second factor and the navigation ask for the same."""
    user.roles_remembered = roles_anywhere(user)  # type: ignore[attr-defined]
