"""From when to when somebody held a role: kept by whoever gives it and takes it away, and never written again."""

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from areas.access import MAY
from areas.invitations.accepting import accept
from areas.invitations.sending import invite
from areas.models import Area, Membership, RoleHeld
from areas.people import add_role, remove_role
from areas.right_words import IN_WORDS
from tests.conftest import Cast


def held(person) -> list[tuple[str, bool, str | None, str | None]]:
    """Role, whether it is held still, who gave and who took it."""
    rows = RoleHeld.objects.filter(person=person).select_related("given_by", "taken_by")
    return [(row.role, row.until is None, *(by and by.name for by in (row.given_by, row.taken_by))) for row in rows]


def test_a_steward_gives_a_role_and_takes_it_away_and_gives_it_again(cast: Cast, area: Area) -> None:
    for _ in range(2):
        add_role(area=area, person=cast.gp, role="lead", by=cast.steward)
        given = Membership.objects.get(user=cast.gp, role="lead")
        remove_role(area=area, pk=given.pk, by=cast.admin)
    add_role(area=area, person=cast.gp, role="lead", by=cast.steward)
    ended = ("lead", False, "Steward", "Admin")
    assert held(cast.gp) == [ended, ended, ("lead", True, "Steward", None)]


def test_a_role_of_an_unknown_start_has_an_end(cast: Cast, area: Area) -> None:
    remove_role(area=area, pk=Membership.objects.get(user=cast.gp).pk, by=cast.steward)
    assert held(cast.gp) == [("panel-member", False, None, "Steward")]
    assert RoleHeld.objects.get().since is None


def test_an_invitation_begins_the_role_when_it_is_accepted(cast: Cast, area: Area) -> None:
    given = {"area": area, "email": "nia@example.org", "name": "Nia", "role": "lead"}
    person = accept(invitation=invite(**given, by=cast.steward)[0], name="Nia", password=None, by=None)
    assert held(person) == [("lead", True, "Steward", None)]


def test_one_accepted_by_who_has_the_role_by_then_begins_nothing(cast: Cast, area: Area) -> None:
    given = {"area": area, "email": "viewer@example.org", "name": "Viewer", "role": "lead"}
    invitation = invite(**given, by=cast.steward)[0]
    add_role(area=area, person=cast.viewer, role="lead", by=cast.admin)
    accept(invitation=invitation, name="", password=None, by=cast.viewer)
    assert held(cast.viewer) == [("lead", True, "Admin", None)]
    assert AuditEvent.objects.filter(action="membership.added").count() == 1


def test_what_fails_leaves_no_period(cast: Cast, area: Area) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        add_role(area=area, person=cast.gp, role="lead", by=cast.steward)
        raise RuntimeError
    assert not RoleHeld.objects.exists()


def test_the_database_lets_a_period_end_once_and_nothing_else(cast: Cast, area: Area) -> None:
    add_role(area=area, person=cast.gp, role="lead", by=cast.steward)
    row = RoleHeld.objects.filter(person=cast.gp)
    for change in ({"role": "viewer"}, {"since": None}, {"person": cast.nurse}, {"given_by": None}):
        with pytest.raises(Error, match="only ever added"), transaction.atomic():
            row.update(**change)
    row.update(until=timezone.now())
    for change in ({"until": None}, {"taken_by": cast.admin}):
        with pytest.raises(Error, match="only ever added"), transaction.atomic():
            row.update(**change)
    with pytest.raises(Error, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM areas_roleheld")


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({}, "role_held_open_once|UNIQUE.*role"),
        ({"role": "owner"}, "role_held_known"),
        ({"since": "2026-02-02T00:00Z", "until": "2026-02-01T00:00Z"}, "role_held_ends_after_it_began"),
        ({"role": "viewer", "taken_by": True}, "role_held_taken_only_at_its_end"),
    ],
)
def test_a_period_is_open_once_and_makes_sense(cast: Cast, area: Area, columns, rule) -> None:
    add_role(area=area, person=cast.gp, role="lead", by=cast.steward)
    if "taken_by" in columns:
        columns = {**columns, "taken_by": cast.admin}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        RoleHeld.objects.create(**{"person": cast.gp, "area": area, "role": "lead", **columns})


def test_every_right_has_its_words() -> None:
    assert set(IN_WORDS) == set(MAY)
