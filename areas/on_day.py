"""Which roles a person held on a day, and what these let them see: for who may look at the audit trail there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import AuditEvent, User
from areas.access import MAY, areas_for
from areas.models import Area, Membership, RoleHeld
from areas.right_words import in_words


@dataclass(frozen=True)
class Day:
    """One day of this place, from its first moment to the first of the next."""

    date: date
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class InArea:
    """What a person was in an area at any moment of a day."""

    name: str
    roles: list[RoleHeld]
    may: list[str]


@dataclass(frozen=True)
class Standing:
    """Of the account itself, at any moment of the day."""

    existed: bool
    active: bool
    administrator: bool


def whole_day(day: date) -> Day:
    begins, ends = (timezone.make_aware(datetime.combine(each, time())) for each in (day, day + timedelta(days=1)))
    return Day(day, begins, ends)


def looked_at(user: User) -> QuerySet[Area]:
    """The areas whose people `user` may look up. Raises Http404 where there is none."""
    areas = areas_for(user, "see audit")
    if not user.is_superuser and not areas.exists():
        raise Http404
    return areas


def person_for(user: User, email: str) -> User | None:
    """Whom `user` asks about: somebody who holds or held a role in those areas; for a site administrator anybody."""
    found = User.objects.filter(email__iexact=email)
    if not user.is_superuser:
        areas = looked_at(user).values("pk")
        held = RoleHeld.objects.filter(person=OuterRef("pk"), area__in=areas)
        holds = Membership.objects.filter(user=OuterRef("pk"), area__in=areas)
        found = found.filter(Exists(held) | Exists(holds))
    return found.first()


def roles_on(person: User, day: Day, areas: QuerySet[Area]) -> list[InArea]:
    """By area in order of their names. Two statements, however many there are."""
    during = Q(since=None) | Q(since__lt=day.ends), Q(until=None) | Q(until__gte=day.begins)
    periods = RoleHeld.objects.filter(*during, person=person, area__in=areas.values("pk"))
    by_area: dict[Area, list[RoleHeld]] = defaultdict(list)
    for period in [*periods.select_related("area", "given_by"), *_never_noted(person, day, areas)]:
        by_area[period.area].append(period)
    return [_in_area(area, by_area[area]) for area in sorted(by_area, key=lambda area: area.name)]


def _never_noted(person: User, day: Day, areas: QuerySet[Area]) -> Iterable[RoleHeld]:
    """Roles held now of which no period was begun: made past this software. Rather told too long than not at all."""
    if day.begins > timezone.now():
        return []
    same = RoleHeld.objects.filter(person=OuterRef("user"), area=OuterRef("area"), role=OuterRef("role"), until=None)
    held = Membership.objects.filter(~Exists(same), user=person, area__in=areas.values("pk")).select_related("area")
    return [RoleHeld(person=person, area=each.area, role=each.role) for each in held]


def _in_area(area: Area, roles: list[RoleHeld]) -> InArea:
    held = {each.role for each in roles}
    return InArea(area.name, roles, in_words({right for right, may in MAY.items() if may & held}))


def standing_on(person: User, day: Day) -> Standing:
    """From how the account is now back to the day, by the changes that the audit trail tells of. One statement."""
    told = AuditEvent.objects.filter(on_type="accounts.user", on_id=str(person.pk), action="user.changed")
    changes = list(told.filter(at__gte=day.begins).order_by("pk").values_list("at", "detail"))
    return Standing(
        existed=person.joined_at < day.ends,
        active=_ever(day, changes, "is_active", person.is_active),
        administrator=_ever(day, changes, "is_superuser", person.is_superuser),
    )


def _ever(day: Day, changes: list[tuple[datetime, dict[str, bool]]], name: str, now: bool) -> bool:
    """Whether it was so at any moment of the day; a change tells what it was not before."""
    made = [(at, detail[name]) for at, detail in changes if name in detail]
    at_first = not made[0][1] if made else now
    return at_first or any(value for at, value in made if at < day.ends)
