"""Writes the audit trail, inside the caller's transaction."""

from typing import Any

from django.db import models, transaction

from accounts.models import AuditEvent, User


def record(action: str, on: models.Model, *, by: User | None, **detail: Any) -> None:
    """Record that `by` (None: the system itself) did `action`, such as "batch.loaded", to `on`.

    `detail` holds ids, counts and codes, never the text of a note. Raises RuntimeError outside a transaction: an act
    and its record must stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Record inside the transaction of what is recorded.")
    AuditEvent.objects.create(by=by, action=action, on_type=on._meta.label_lower, on_id=str(on.pk), detail=detail)
