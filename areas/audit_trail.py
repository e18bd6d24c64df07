"""The audit trail as far as a person may look: a data steward their areas', a site administrator all of it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent, User
from areas.access import areas_for
from areas.audit_words import action_in_words, thing_in_words

PER_PAGE = 50
AT_ONCE = 500
HEADS = (
    "number",
    "at",
    "by",
    "e_mail",
    "action",
    "what",
    "on",
    "area",
    "via",
    "via_name",
    "address",
    "request",
    "detail",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Asked:
    """What to look for; empty values ask for everything. Days are whole days of this place."""

    person: str = ""  # an e-mail address
    action: str = ""
    kind: str = ""
    number: str = ""
    since: date | None = None
    until: date | None = None


def events_for(user: User, asked: Asked) -> QuerySet[AuditEvent]:
    """Newest first. Raises Http404 where this person may not look at any area's trail."""
    areas = areas_for(user, "see audit")
    if not user.is_superuser and not areas.exists():
        raise Http404
    found = AuditEvent.objects.select_related("by").order_by("-pk")
    if not user.is_superuser:
        found = found.filter(area_id__in=list(areas.values_list("pk", flat=True)))
    return found.filter(**_wanted(asked))


def _wanted(asked: Asked) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "by__email__iexact": asked.person,
        "action": asked.action,
        "on_type": asked.kind,
        "on_id": asked.number,
        "at__gte": _midnight(asked.since) if asked.since else None,
        "at__lt": _midnight(asked.until + timedelta(days=1)) if asked.until else None,
    }
    return {name: value for name, value in wanted.items() if value}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def page_of(found: QuerySet[AuditEvent], before: int | None) -> tuple[list[AuditEvent], int | None]:
    """A page of events older than number `before`, and where the next page begins or None: no counting, no OFFSET."""
    rows = list((found.filter(pk__lt=before) if before else found)[: PER_PAGE + 1])
    return rows[:PER_PAGE], rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None


@transaction.atomic
def take(*, asked: Asked, by: User) -> Iterator[bytes]:
    """All that is asked for as CSV, line by line. That it was taken, and what was asked, is recorded first."""
    found = events_for(by, asked)
    newest = found.values_list("pk", flat=True).first() or 0
    wanted = {name: str(value) for name, value in vars(asked).items() if value}
    audit.record("audit.taken", by, by=by, asked=wanted)
    return _lines(found, newest)


def _lines(found: QuerySet[AuditEvent], newest: int) -> Iterator[bytes]:
    yield "\ufeff".encode() + _line(HEADS)
    before = newest + 1
    while rows := list(found.filter(pk__lt=before)[:AT_ONCE]):
        for event in rows:
            yield _line(_cells(event))
        before = rows[-1].pk


def _cells(event: AuditEvent) -> tuple[object, ...]:
    by = (event.by.name, event.by.email) if event.by else ("", "")
    on = thing_in_words(event.on_type, event.on_id)
    where = (event.area_id, event.via, event.via_name, event.address, event.request)
    return (event.pk, event.at.isoformat(), *by, event.action, action_in_words(event.action), on, *where, event.detail)


def _line(cells: tuple[object, ...]) -> bytes:
    """One row, none of whose cells a spreadsheet runs as a formula."""
    out = io.StringIO()
    texts = ("" if cell is None else str(cell) for cell in cells)
    csv.writer(out).writerow(f"'{text}" if text.startswith(FORMULA) else text for text in texts)
    return out.getvalue().encode()
