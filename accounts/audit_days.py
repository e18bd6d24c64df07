"""Seals each day of the trail that is over, and looks whether sealed days are as they were. Days are UTC's."""

import hashlib
import json
import logging
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import AuditDay, AuditEvent

log = logging.getLogger(__name__)
COLUMNS = (
    "pk", "at", "by", "action", "on_type", "on_id", "detail", "area_id", "via", "via_name", "address", "request",
    "once",
)  # fmt: skip
EACH_NIGHT = 7  # days that are looked at again; the command looks at all


@transaction.atomic
def seal_due() -> int:
    """Seal every day that is over and is not sealed. Gives how many; two at once seal each day once, or one fails."""
    last = AuditDay.objects.order_by("-day").first()
    first = AuditEvent.objects.order_by("pk").first()
    day = last.day + timedelta(days=1) if last else first.at.astimezone(UTC).date() if first else _open_day()
    before, sealed = last.seal if last else "", 0
    while day < _open_day():
        events, before = _sealed(day, before)
        AuditDay.objects.create(day=day, events=events, seal=before)
        day, sealed = day + timedelta(days=1), sealed + 1
    return sealed


def days_changed(newest: int | None = EACH_NIGHT) -> list[date]:
    """Days, among the newest or all, whose events or whose chain are not as they were sealed. Logged as errors too."""
    rows = list(AuditDay.objects.order_by("-day")[: newest + 1 if newest else None])[::-1]
    known = rows if newest is None or len(rows) <= newest else rows[1:]
    before = "" if known is rows else rows[0].seal
    changed = [row.day for row, seal in _with_the_one_before(known, before) if _sealed(row.day, seal) != _kept(row)]
    for day in changed:
        log.error("The audit trail of %s is not as it was sealed.", day.isoformat())
    return changed


def _with_the_one_before(rows: list[AuditDay], before: str) -> Iterable[tuple[AuditDay, str]]:
    return zip(rows, [before, *(row.seal for row in rows)], strict=False)


def _kept(row: AuditDay) -> tuple[int, str]:
    return row.events, row.seal


def _sealed(day: date, before: str) -> tuple[int, str]:
    """(events, SHA-256 over the seal before and each event's columns in order)."""
    begins = datetime.combine(day, time(), UTC)
    found = AuditEvent.objects.filter(at__gte=begins, at__lt=begins + timedelta(days=1)).order_by("pk")
    digest, number = hashlib.sha256(before.encode()), 0
    for row in found.values_list(*COLUMNS).iterator(chunk_size=2_000):
        digest.update(json.dumps(row, sort_keys=True, default=_plain).encode())
        number += 1
    return number, digest.hexdigest()


def _plain(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _open_day() -> date:
    """An act begun before midnight may be committed after it: a day stays open two hours longer."""
    return (timezone.now() - timedelta(hours=2)).astimezone(UTC).date()
