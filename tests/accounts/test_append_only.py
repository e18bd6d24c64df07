"""What is recorded stays as it is: the code refuses, and the database refuses whoever gets past the code."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from accounts import audit
from accounts.append_only import restore
from accounts.audit_event import Unchangeable
from accounts.models import AuditDay, AuditEvent, User
from areas.models import Area

pytestmark = pytest.mark.django_db
CHANGES = ["UPDATE accounts_auditevent SET action = 'other'", "DELETE FROM accounts_auditevent"]
DAYS = ["UPDATE accounts_auditday SET events = 0", "DELETE FROM accounts_auditday"]


@pytest.fixture
def event(area: Area, lead: User) -> AuditEvent:
    audit.record("area.changed", area, by=lead)
    AuditDay.objects.create(day=timezone.localdate(), events=1, seal="0" * 64)
    return AuditEvent.objects.get()


def refused_by_the_database(statement: str) -> None:
    with pytest.raises(Error, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", [*CHANGES, *DAYS])
def test_the_database_refuses_to_change_what_is_recorded(event: AuditEvent, statement: str) -> None:
    refused_by_the_database(statement)
    assert AuditEvent.objects.get().action == "area.changed"
    assert AuditDay.objects.get().events == 1


def test_postgresql_refuses_to_empty_the_table_too(event: AuditEvent) -> None:
    if connection.vendor == "postgresql":  # SQLite has no such statement
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        refused_by_the_database("TRUNCATE accounts_auditevent")


@pytest.mark.parametrize(
    "change",
    [
        lambda event: AuditEvent.objects.update(action="other"),
        lambda event: AuditEvent.objects.all().delete(),
        lambda event: AuditEvent.objects.bulk_update([event], ["action"]),
        lambda event: event.save(),
        lambda event: event.delete(),
    ],
)
def test_the_code_refuses(event: AuditEvent, change: Callable[[Any], Any]) -> None:
    with pytest.raises(Unchangeable):
        change(event)


def test_a_table_that_sqlite_built_anew_has_its_triggers_back_after_migrating(event: AuditEvent) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER accounts_auditevent_no_delete")
    restore()
    refused_by_the_database("DELETE FROM accounts_auditevent")
