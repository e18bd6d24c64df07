"""A day that is over is sealed; whoever changes it behind the database's back is found out."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts import audit, audit_days
from accounts.models import AuditDay, AuditEvent, User
from areas.models import Area
from tests.triggers import triggers_aside

CHANGES = {
    "an event is changed": "UPDATE accounts_auditevent SET action = 'other' WHERE id = %s",
    "an event is removed": "DELETE FROM accounts_auditevent WHERE id = %s",
}


@pytest.fixture
def old(area: Area, lead: User, monkeypatch: pytest.MonkeyPatch) -> list[AuditEvent]:
    """Two events three days ago and one yesterday, sealed; one today, which is not."""
    now = timezone.now().replace(hour=12)
    monkeypatch.setattr(timezone, "now", lambda: now)
    for ago in (3, 3, 1, 0):
        at = now - timedelta(days=ago)
        event = AuditEvent(by=lead, action="area.edited", on_type="areas.area", on_id=str(area.pk), at=at)
        event.save()
    assert audit_days.seal_due() == 3
    return list(AuditEvent.objects.order_by("pk"))


def test_each_day_that_is_over_is_sealed_once(old: list[AuditEvent]) -> None:
    assert [day.events for day in AuditDay.objects.order_by("day")] == [2, 0, 1]
    assert audit_days.seal_due() == 0
    assert audit_days.days_changed() == audit_days.days_changed(None) == audit_days.days_changed(1) == []


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found_and_told_without_a_text(old: list[AuditEvent], change: str, caplog) -> None:
    with triggers_aside(), connection.cursor() as cursor:
        cursor.execute(CHANGES[change], [old[0].pk])
    day = AuditDay.objects.order_by("day").first().day
    assert audit_days.days_changed() == [day]
    assert day.isoformat() in caplog.text
    with pytest.raises(CommandError, match=day.isoformat()):
        call_command("check_audit")


def test_what_is_added_to_a_day_that_is_over_is_found(old: list[AuditEvent], area: Area, lead: User) -> None:
    late = timezone.now() - timedelta(days=1)
    AuditEvent(by=lead, action="area.edited", on_type="areas.area", on_id=str(area.pk), at=late).save()
    audit.record("area.edited", area, by=lead)  # today is open
    assert audit_days.days_changed() == [AuditDay.objects.first().day]
