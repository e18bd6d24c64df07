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
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value

from accounts.models import User
from reviews.models import Judgement, PanelMember, Turn, Workshop, WorkshopNote
from reviews.workshops import reach
from reviews.workshops.ranking import Given, Waiting, in_rank
from reviews.workshops.turns import live_since, live_turns

PLACE, CLAIM, HELD, BEFORE = range(4)  # what a row of the statement tells
ANY_USER, ANY_WORKSHOP, ANY_PLACE = -1, -2, -3  # stand for the numbers in a statement that is made once
ANY_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Seat:
    """Who is given a note, and what they bring to it; None where no note is chosen."""

    user: User
    workshop: Workshop
    profession_id: int | None


def offers(seat: Seat, *, only: int | None = None) -> list[Waiting]:
    """The places that this member may be given, the first in rank first; `only`: none but this one is looked at."""
    found = _rows(seat, only)
    wanted = seat.workshop.judgements_wanted
    held, before = ({place for place, _, _ in found[kind]} for kind in (HELD, BEFORE))
    waiting = {place: Waiting(place, position, wanted + (extra or 0)) for place, position, extra in found[PLACE]}
    for place in waiting.keys() & before:
        waiting[place].given = Given.HELD if place in held else Given.BEFORE
    return in_rank(waiting, ((place, theirs) for place, _, theirs in found[CLAIM]), seat.profession_id)


def _rows(seat: Seat, only: int | None) -> dict[int, list[tuple[int, int, int | None]]]:
    """What the statement gives, by what it tells."""
    adapted = connection.ops.adapt_datetimefield_value
    given: dict[Any, Any] = {ANY_USER: seat.user.pk, ANY_WORKSHOP: seat.workshop.pk, ANY_PLACE: only}
    given[adapted(ANY_MOMENT)] = adapted(live_since())
    statement, values = _statement(one_place=only is not None)
    found: dict[int, list[tuple[int, int, int | None]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement, [given.get(value, value) for value in values])
        for kind, *row in cursor.fetchall():
            found[kind].append((row[0], row[1], row[2]))
    return found


@cache
def _statement(*, one_place: bool) -> tuple[str, tuple[Any, ...]]:
    """Rows of (kind, place, ...): the places to read and to judge, who else has one of them, what they were given."""
    here: dict[str, Any] = {"workshop_note__workshop": ANY_WORKSHOP, "workshop_note__phase": WorkshopNote.Phase.WAITING}
    here |= {"workshop_note": ANY_PLACE} if one_place else {}
    others = live_turns(ANY_MOMENT).filter(**here).exclude(by=ANY_USER)
    mine = {"by": ANY_USER, **here}
    parts = _free(one_place=one_place).union(
        Judgement.objects.taking_part().filter(**here).values_list(Value(CLAIM), "workshop_note", "by", "profession"),
        others.values_list(Value(CLAIM), "workshop_note", "by", _profession()),
        live_turns(ANY_MOMENT).filter(**mine).values_list(Value(HELD), "workshop_note", "by", Value(0)),
        Turn.objects.filter(**mine).values_list(Value(BEFORE), "workshop_note", "by", Value(0)),
        all=True,
    )
    statement, values = parts.query.sql_with_params()
    return statement, tuple(values)


def _free(*, one_place: bool) -> QuerySet[WorkshopNote, Any]:
    """Waiting places whose notes this member may read and has not judged."""
    own = Judgement.objects.filter(workshop_note=OuterRef("pk"), by=ANY_USER)
    waiting = WorkshopNote.objects.filter(~Exists(own), workshop=ANY_WORKSHOP, phase=WorkshopNote.Phase.WAITING)
    asked = waiting.filter(pk=ANY_PLACE) if one_place else waiting
    free = reach.readable(User(pk=ANY_USER), asked).order_by()
    return free.values_list(Value(PLACE), "pk", "position", "extra_wanted")


def _profession() -> Subquery:
    """As an annotation of a turn: what its member brings to the panel now."""
    seats = PanelMember.objects.filter(panel=OuterRef("workshop_note__workshop__panel"), user=OuterRef("by"))
    return Subquery(seats.filter(left_at=None).order_by().values("profession")[:1])
