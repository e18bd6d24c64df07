"""The page of the trail: each auditor their own areas, every action in words, and what is taken away is recorded."""

import ast
import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts import audit
from accounts.models import AuditEvent
from areas import audit_trail
from areas.audit_details import SAID, YES, detail_in_words
from areas.audit_words import ACTIONS
from areas.models import Area, RoleHeld
from tests.conftest import Cast

PAGE, FILE = "/areas/audit-trail/all/", "/areas/audit-trail/take/"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def trail(cast: Cast, area: Area, other_area: Area) -> None:
    audit.record("area.budgets-set", area, by=cast.lead)
    audit.record("area.edited", other_area, by=cast.admin)
    audit.record("catalogue.loaded", cast.admin, by=cast.admin)


def test_a_steward_sees_their_areas_and_an_administrator_everything(signed_in, cast: Cast, trail: None) -> None:
    own = signed_in(cast.steward).get(PAGE).content.decode()
    assert "Set budgets" in own.partition('id="events"')[2]
    assert "Swindon" not in own and "admin@example.org" not in own
    everything = signed_in(cast.admin).get(PAGE).content.decode().partition('id="events"')[2]
    assert "Changed the area in the admin" in everything and "Loaded a catalogue" in everything


@pytest.mark.parametrize("who", ["lead", "facilitator", "gp", "viewer"])
def test_for_others_there_is_no_such_page_and_no_file(signed_in, cast: Cast, who: str) -> None:
    client: Client = signed_in(cast[who])
    assert client.get(PAGE).status_code == client.post(FILE).status_code == 404
    assert not AuditEvent.objects.filter(action="audit.taken").exists()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("person=LEAD@example.org", True),
        ("person=gp@example.org", False),
        ("action=area.budgets-set", True),
        ("action=area.loaded", False),
        ("kind=areas.area", True),
        ("kind=areas.area&number=999999", False),
        ("since=2020-01-01", True),
        ("until=2020-01-01", False),
    ],
)
def test_the_address_filters(signed_in, cast: Cast, trail: None, asked: str, shown: bool) -> None:
    page = signed_in(cast.steward).get(f"{PAGE}?{asked}").content.decode().partition('id="events"')[2]
    assert ("Set budgets" in page) is shown


def test_pages_follow_one_another_by_number(signed_in, cast: Cast, trail: None, area: Area, monkeypatch) -> None:
    monkeypatch.setattr(audit_trail, "PER_PAGE", 2)
    for _ in range(3):
        audit.record("area.rate-added", area, by=cast.lead)
    client, seen, address = signed_in(cast.steward), 0, PAGE
    while address:
        page = client.get(address).content.decode()
        seen += page.count("lead@example.org")
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following and PAGE + following[1].replace("&amp;", "&")
    assert seen == 4


@pytest.mark.parametrize("bad", ["since=yesterday", "action=nothing", "number=x", "before=x", "before=" + "9" * 40])
def test_an_address_that_cannot_be_read_is_no_error(signed_in, cast: Cast, trail: None, bad: str) -> None:
    assert signed_in(cast.steward).get(f"{PAGE}?{bad}").status_code in (200, 422)


def test_the_file_has_the_same_rows_no_formula_and_is_recorded(signed_in, cast: Cast, trail: None) -> None:
    cast.lead.name = "=1+1"
    cast.lead.save()
    answer = signed_in(cast.steward).post(FILE, {"action": "area.budgets-set"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row["by"], row["action"]) for row in rows] == [("'=1+1", "area.budgets-set")]
    assert AuditEvent.objects.get(action="audit.taken").detail == {"asked": {"action": "area.budgets-set"}}


def recorded() -> set[str]:
    """Each action that the code names."""
    found: set[str] = set()
    for folder in ("accounts", "areas", "pathways", "reviews", "opportunities", "config"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found.update(re.findall(r'audit\.(?:record|read)\(\s*"([^"]+)"', text))
            found.update(re.findall(r'_changing\(area, "([^"]+)"', text))
    return found


def test_every_action_has_its_words() -> None:
    assert "note.read" in recorded() and "area.rate-set" in recorded()
    assert recorded() - set(ACTIONS) == set()


def details() -> set[str]:
    """Each name of a detail that the code records by name."""
    found: set[str] = set()
    for folder in ("accounts", "areas", "pathways", "reviews", "opportunities"):
        for path in (ROOT / folder).rglob("*.py"):
            calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
            records = (call for call in calls if ast.unparse(call.func) in ("audit.record", "audit.read", "record"))
            found.update(keyword.arg for call in records for keyword in call.keywords if keyword.arg)
    return found - {"by", "on", "area_id"}


def test_every_detail_has_its_words() -> None:
    assert {"lifted", "false_alarms", "kind"} <= details()
    assert details() - set(SAID) - set(YES) == set()


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({"publication": None, "reason": "", "form": "pdf", "revision": 3}, "as pdf; revision 3"),
        ({"note": 357, "false_alarms": 0}, "note 357"),
        ({"area": 1, "number": 2, "lifted": True}, "in area 1; no. 2; without disclosure control"),
        ({"area": "kent", "user": 7, "role": "panel-member"}, "in kent; person 7; as panel member"),
        ({"ways": ["password", "mfa"]}, "by password, second factor"),
        ({"notes": [3, 5]}, "notes 3, 5"),
        ({"notes": 1}, "1 note"),
        ({"reason": "well-known to the board"}, "because “well-known to the board”"),
        ({"is_active": False, "is_superuser": True}, "closed the account; made them a site administrator"),
        ({"of_old": 4}, "of old: 4"),
    ],
)
def test_a_detail_in_words(detail: dict[str, Any], said: str) -> None:
    assert detail_in_words(detail) == said


def test_roles_changed_in_the_admin_are_recorded_one_by_one(signed_in, cast: Cast, area: Area) -> None:
    held = list(area.memberships.all())
    sent = {"name": "Kent", "total_budget": "", "reviewed_budget": ""}
    for prefix in ("memberships", "localities", "organisations"):
        forms = len(held) if prefix == "memberships" else 0
        sent |= {f"{prefix}-TOTAL_FORMS": str(forms), f"{prefix}-INITIAL_FORMS": str(forms)}
    for n, one in enumerate(held):
        sent |= {f"memberships-{n}-{name}": str(value) for name, value in [
            ("id", one.pk), ("area", area.pk), ("user", one.user_id), ("role", one.role)]}  # fmt: skip
    sent |= {"memberships-0-DELETE": "on", "memberships-1-role": "viewer"}
    assert signed_in(cast.admin).post(f"/admin/areas/area/{area.pk}/change/", sent).status_code == 302
    found = AuditEvent.objects.filter(action__startswith="membership.").order_by("pk")
    told = [(event.action, event.detail["role"], event.detail["user"], event.area_id) for event in found]
    gone, moved = held[0], held[1]
    assert told == [
        ("membership.removed", gone.role, gone.user_id, area.pk),
        ("membership.removed", moved.role, moved.user_id, area.pk),
        ("membership.added", "viewer", moved.user_id, area.pk),
    ]
    periods = RoleHeld.objects.order_by("pk").values_list("role", "person", "given_by", "taken_by")
    assert list(periods) == [
        (gone.role, gone.user_id, None, cast.admin.pk),
        (moved.role, moved.user_id, None, cast.admin.pk),
        ("viewer", moved.user_id, cast.admin.pk, None),
    ]


def test_making_somebody_a_site_administrator_is_recorded(signed_in, cast: Cast) -> None:
    sent = {"name": "Gp", "email": "gp@example.org", "is_active": "on", "is_superuser": "on"}
    signed_in(cast.admin).post(f"/admin/accounts/user/{cast.gp.pk}/change/", sent)
    event = AuditEvent.objects.get(action="user.changed")
    assert (event.by, event.on_id, event.detail) == (cast.admin, str(cast.gp.pk), {"is_superuser": True})
