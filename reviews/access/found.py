"""How a query becomes one row for somebody who may see it: what is not theirs looks like what does not exist."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from reviews.workshops.hidden import check_readable


def seen(found: QuerySet[Any]) -> Any:
    """The row, for somebody who may see it."""
    return allowed(one(found))


def allowed(row: Any) -> Any:
    if not (row.is_member or row.may_look_on):
        raise Http404
    return row


def readable(place: Any) -> Any:
    """The place, for somebody who may read its note."""
    note = place.note
    check_readable(retired=bool(note.retired_at), reported=bool(note.hidden_at), knows_person=place.knows_person)
    return place


def one(found: QuerySet[Any]) -> Any:
    return existing(found.first())


def existing(row: Any) -> Any:
    if row is None:
        raise Http404
    return row
