"""An act and its record stand or fall together."""

import pytest
from django.db import transaction

from accounts import audit
from accounts.models import AuditEvent, User
from areas.models import Area


def test_the_record_goes_when_the_act_fails(area: Area, lead: User) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record("area.changed", area, by=lead)
        raise ZeroDivisionError
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction(area: Area, lead: User) -> None:
    with pytest.raises(RuntimeError):
        audit.record("area.changed", area, by=lead)


def test_it_says_who_did_what_to_which(area: Area, lead: User) -> None:
    audit.record("area.changed", area, by=lead, rows=3)
    event = AuditEvent.objects.get()
    assert (event.by, event.action, event.on_type, event.on_id) == (lead, "area.changed", "areas.area", str(area.pk))
    assert event.detail == {"rows": 3}
