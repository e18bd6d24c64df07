"""Making a panel, people joining and leaving it, and which professions it must have.

Whatever changes a panel shows in its open workshops at once. Locks: those workshops, then the panel.
"""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from accounts import audit
from accounts.models import User
from areas.access import MAY
from areas.models import Area, Membership
from config.errors import NotAllowed
from pathways.models import Profession
from reviews.access import check_can_plan
from reviews.models import Panel, PanelMember, QuorumRule
from reviews.workshops.coverage import Coverage, coverage
from reviews.workshops.exchange_notes import check_can_join
from reviews.workshops.room_moves import lock_rooms_of, panel_locked, rooms_moved


def people_for(area: Area) -> QuerySet[User]:
    """Who could sit on a panel of the area: everybody with a role there that may judge."""
    holders = Membership.objects.filter(area=area, role__in=MAY["judge"])
    return User.objects.filter(pk__in=holders.values("user_id"), is_active=True).order_by("name", "pk")


def professions() -> QuerySet[Profession]:
    """In catalogue order."""
    return Profession.objects.all()


def members_of(panel: Panel) -> QuerySet[PanelMember]:
    """Who is on the panel now, by profession in catalogue order."""
    return PanelMember.objects.filter(panel=panel, left_at=None).select_related("user", "profession")


def coverage_of(members: Iterable[PanelMember]) -> Coverage:
    """The professions that these members cover. Fetch them with their professions."""
    return coverage((member.profession.label, member.profession.side) for member in members)


def with_rules(panels: QuerySet[Panel]) -> QuerySet[Panel]:
    """Those panels with the rules of their quorum, so that asking each how it stands costs no statement more."""
    return panels.prefetch_related("quorum_rules")


def rule_of(panel: Panel, rule_id: int) -> QuorumRule:
    """One rule of this panel's quorum. Raises Http404. Takes a panel that `access.panel_for` gave."""
    rule = QuorumRule.objects.filter(panel=panel, pk=rule_id).first()
    if rule is None:
        raise Http404
    return rule


def by_profession(members: Iterable[PanelMember]) -> list[tuple[str, str]]:
    """Pairs of profession and the names of those who bring it."""
    names: dict[str, list[str]] = {}
    for member in members:
        names.setdefault(member.profession.label, []).append(member.user.name)
    return [(profession, ", ".join(people)) for profession, people in names.items()]


@transaction.atomic
def make_panel(*, area: Area, name: str, by: User) -> Panel:
    """A panel with nobody on it yet. The name must be new in the area."""
    check_can_plan(by, area)
    if Panel.objects.filter(area=area, name=name).exists():
        raise NotAllowed(f"There is a panel called {name} in {area.name} already.")
    panel = Panel.objects.create(area=area, name=name)
    audit.record("panel.made", panel, by=by)
    return panel


@transaction.atomic
def add_member(*, panel: Panel, user: User, profession: Profession, by: User) -> PanelMember:
    """Somebody joins with the profession they bring. Someone who is on the panel already stays as they are."""
    check_can_plan(by, panel.area)
    rooms = lock_rooms_of(panel.pk)
    panel = panel_locked(panel.pk)
    if not people_for(panel.area).filter(pk=user.pk).exists():
        raise NotAllowed(f"{user} has no role in {panel.area.name} that may judge. Give them one first.")
    sitting = members_of(panel).filter(user=user).first()
    if sitting:
        return sitting
    check_can_join(panel, user)
    member = PanelMember.objects.create(panel=panel, user=user, profession=profession)
    audit.record("panel.joined", panel, by=by, user=user.pk, profession=profession.code)
    rooms_moved(rooms)
    return member


@transaction.atomic
def leave_panel(*, member: PanelMember, by: User) -> None:
    """Somebody leaves. Their judgements stay."""
    check_can_plan(by, member.panel.area)
    rooms = lock_rooms_of(member.panel_id)
    left = PanelMember.objects.filter(pk=member.pk, left_at=None).update(left_at=timezone.now())
    if left:
        audit.record("panel.left", member.panel, by=by, user=member.user_id)
        rooms_moved(rooms)


@transaction.atomic
def add_rule(*, panel: Panel, professions: Collection[Profession], by: User) -> QuorumRule:
    """One of these professions must be on the panel from now on. A rule that it has already stays as it is."""
    check_can_plan(by, panel.area)
    if not professions:
        raise NotAllowed("Select at least one profession: a rule that names none can't be met.")
    rooms = lock_rooms_of(panel.pk)
    panel = panel_locked(panel.pk)  # two presses of the button make one rule
    for rule in panel.quorum_rules.all():
        if set(rule.professions.all()) == set(professions):
            return rule
    added = QuorumRule.objects.create(panel=panel)
    added.professions.set(professions)
    audit.record("panel.quorum-rule-added", panel, by=by, rule=added.pk, professions=_codes(professions))
    rooms_moved(rooms)
    return added


@transaction.atomic
def remove_rule(*, rule: QuorumRule, by: User) -> None:
    """The panel's quorum no longer asks for it. Removing it twice is harmless."""
    check_can_plan(by, rule.panel.area)
    rooms = lock_rooms_of(rule.panel_id)
    panel = panel_locked(rule.panel_id)
    left = QuorumRule.objects.filter(pk=rule.pk).first()
    if left:
        codes = _codes(left.professions.all())
        audit.record("panel.quorum-rule-removed", panel, by=by, rule=left.pk, professions=codes)
        left.delete()
        rooms_moved(rooms)


def _codes(professions: Iterable[Profession]) -> list[str]:
    return sorted(profession.code for profession in professions)
