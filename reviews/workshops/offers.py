"""In own time: what a member may be given, from one short statement however many notes the workshop has.

Everybody asks it after every judgement. So the statement is made only once, and reads the rows that matter instead of
counting the judgements and turns of each note beside it; those are counted here.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from reviews.models import Judgement, PanelMember, Turn, Workshop, WorkshopNote
from reviews.workshops import reach
from reviews.workshops.made_once import ANY_PLACE, ANY_USER, ANY_WORKSHOP, Values, put_in
from reviews.workshops.ranking import Given, Waiting, in_rank
from reviews.workshops.turns import live_since, live_turns

PLACE, CLAIM, HELD, BEFORE = range(4)  # what a row of the statement tells
ANY_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)  # stands for the moment since which turns are live
ANY_NOW = datetime(1970, 1, 2, tzinfo=UTC)
AT_ONCE = 50  # notes nobody has begun: many more than are being changed at any moment


@dataclass(frozen=True)
class Seat:
    """Who is given a note, and what they bring to it; None where no note is chosen."""

    user: User
    workshop: Workshop
    profession_id: int | None


def offers(seat: Seat, *, every: bool = True) -> list[Waiting]:
    """The places that this member may be given, the first in rank first.

    Without `every`, of those that nobody has begun only the first AT_ONCE, which rank last: enough to be given one.
    """
    found = _rows(seat, every=every)
    wanted = seat.workshop.judgements_wanted
    held, before = ({place for place, _, _ in found[kind]} for kind in (HELD, BEFORE))
    waiting = {place: Waiting(place, position, wanted + (extra or 0)) for place, position, extra in found[PLACE]}
    for place in waiting.keys() & before:
        waiting[place].given = Given.HELD if place in held else Given.BEFORE
    return in_rank(waiting, ((place, theirs) for place, _, theirs in found[CLAIM]), seat.profession_id)


def gives(seat: Seat, place_id: int) -> bool:
    """Give this member a place, where one is still free: looked at and written in one statement. Under its lock.

    Once more too: then their hour begins again.
    """
    given = {ANY_USER: seat.user.pk, ANY_PLACE: place_id, **_moments()}
    statement, values = _giving()
    with connection.cursor() as cursor:
        cursor.execute(statement, put_in(values, given))
        return cursor.rowcount == 1


def _rows(seat: Seat, *, every: bool) -> dict[int, list[tuple[int, int, int | None]]]:
    """What the statement gives, by what it tells."""
    found: dict[int, list[tuple[int, int, int | None]]] = defaultdict(list)
    given = {ANY_USER: seat.user.pk, ANY_WORKSHOP: seat.workshop.pk, **_moments()}
    for kind, *row in _statement(every=every).rows(given):
        found[kind].append((row[0], row[1], row[2]))
    return found


def _moments() -> dict[Any, Any]:
    adapted = connection.ops.adapt_datetimefield_value
    return {adapted(ANY_MOMENT): adapted(live_since()), adapted(ANY_NOW): adapted(timezone.now())}


@cache
def _statement(*, every: bool) -> Values:
    """Rows of (kind, place, ...): the places to read and to judge, who else has one of them, what they were given."""
    here: dict[str, Any] = {"workshop_note__workshop": ANY_WORKSHOP, "workshop_note__phase": WorkshopNote.Phase.WAITING}
    mine = {"by": ANY_USER, **here}
    here_too = _free().filter(workshop=ANY_WORKSHOP)
    parts = [here_too] if every else [here_too.filter(_begun()), _first_of(here_too.exclude(_begun()))]
    return Values(
        _told(parts[0]).union(
            *map(_told, parts[1:]),
            Judgement.objects.taking_part()
            .filter(**here)
            .values_list(Value(CLAIM), "workshop_note", "by", "profession"),
            live_turns(ANY_MOMENT).filter(**here).exclude(by=ANY_USER).values_list(
                Value(CLAIM), "workshop_note", "by", _profession()
            ),
            live_turns(ANY_MOMENT).filter(**mine).values_list(Value(HELD), "workshop_note", "by", Value(0)),
            Turn.objects.filter(**mine).values_list(Value(BEFORE), "workshop_note", "by", Value(0)),
            all=True,
        )
    )  # fmt: skip


@cache
def _giving() -> tuple[str, tuple[Any, ...]]:
    """An INSERT of a turn from the place, where it is still one that this member may be given."""
    judged = Judgement.objects.taking_part().filter(workshop_note=OuterRef("pk"))
    held = live_turns(ANY_MOMENT).filter(workshop_note=OuterRef("pk")).exclude(by=ANY_USER)
    wanted = F("workshop__judgements_wanted") + F("extra_wanted")
    free = _free().filter(pk=ANY_PLACE).annotate(missing=wanted - _number(judged) - _number(held))
    found = Values(free.filter(missing__gt=0).values_list("pk", Value(ANY_USER), Value(ANY_NOW)))
    turns = connection.ops.quote_name(Turn._meta.db_table)
    same = "(workshop_note_id, by_id) DO UPDATE SET taken_at = excluded.taken_at"
    return f"INSERT INTO {turns} (workshop_note_id, by_id, taken_at) {found.sql} ON CONFLICT {same}", found.values


def _free() -> QuerySet[WorkshopNote]:
    """Waiting places whose notes this member may read and has not judged."""
    own = Judgement.objects.filter(workshop_note=OuterRef("pk"), by=ANY_USER)
    waiting = WorkshopNote.objects.filter(~Exists(own), phase=WorkshopNote.Phase.WAITING)
    return reach.readable(User(pk=ANY_USER), waiting).order_by()


def _told(free: QuerySet[WorkshopNote]) -> QuerySet[WorkshopNote, Any]:
    return free.values_list(Value(PLACE), "pk", "position", "extra_wanted")


def _begun() -> Q:
    """Somebody judged it, or was given it."""
    turns = Turn.objects.filter(workshop_note=OuterRef("pk"))
    return Q(Exists(Judgement.objects.filter(workshop_note=OuterRef("pk")))) | Q(Exists(turns))


def _first_of(places: QuerySet[WorkshopNote]) -> QuerySet[WorkshopNote]:
    first = places.order_by("position").values("pk")[:AT_ONCE]
    return WorkshopNote.objects.filter(pk__in=first).order_by()


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many rows belong to a place."""
    counted = rows.order_by().values("workshop_note").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))


def _profession() -> Subquery:
    """As an annotation of a turn: what its member brings to the panel now."""
    seats = PanelMember.objects.filter(panel=OuterRef("workshop_note__workshop__panel"), user=OuterRef("by"))
    return Subquery(seats.filter(left_at=None).order_by().values("profession")[:1])
