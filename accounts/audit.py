"""Writes the audit trail, inside the caller's transaction."""

import hashlib
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.came_from import CameFrom, came_from
from accounts.models import AuditEvent, User

# What leads from a thing to the area it belongs to.
TOWARDS_AREA = ("workshop", "workshop_note", "panel", "note", "batch", "review")


def record(action: str, on: models.Model, *, by: User | None, **detail: Any) -> None:
    """Record that `by` (None: the system itself) did `action`, such as "batch.loaded", to `on`.

    `detail` holds ids, counts and codes, never the text of a note. Give `area_id` where `on` leads to no area.
    Raises RuntimeError outside a transaction: an act and its record must stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Record inside the transaction of what is recorded.")
    _event(action, on, by, came_from(), detail).save(force_insert=True)


def read(action: str, on: models.Model, *, by: User, **detail: Any) -> None:
    """Record that `by` is about to be shown `on`: one INSERT, before anything of it leaves.

    Once an hour for the same person, thing, session and `detail`: the second look at a page says nothing new.
    """
    origin = came_from()
    event = _event(action, on, by, origin, detail)
    same = f"{action} {event.on_type} {event.on_id} {by.pk} {origin.via_name} {detail} {timezone.now():%Y%m%d%H}"
    event.once = hashlib.sha256(same.encode()).hexdigest()[:32]
    AuditEvent.objects.bulk_create([event], ignore_conflicts=True)


def _event(action: str, on: models.Model, by: User | None, origin: CameFrom, detail: dict[str, Any]) -> AuditEvent:
    area = detail.pop("area_id", None) or area_of(on)
    return AuditEvent(
        by=by, action=action, on_type=on._meta.label_lower, on_id=str(on.pk), detail=detail, area_id=area,
        **origin._asdict(),
    )  # fmt: skip


def area_of(on: models.Model) -> int | None:
    """The area that `on` belongs to, by the shortest way that is fetched already; None where none leads there."""
    if on._meta.label_lower == "areas.area":
        return int(on.pk)
    if hasattr(on, "area_id"):
        return on.area_id  # type: ignore[no-any-return]
    known = [field.name for field in on._meta.concrete_fields if field.name in TOWARDS_AREA]
    for name in sorted(known, key=lambda each: not on._state.fields_cache.get(each)):
        further = getattr(on, name)
        if further is not None and (found := area_of(further)) is not None:
            return found
    return None
