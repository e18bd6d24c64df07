"""In own time: which note a member is given next.

A note has as many places as it wants judgements. A judgement takes one for good; a turn takes one while it is live, so
a note that somebody was given and left comes back without anybody sweeping up.
"""

from collections.abc import Sequence
from functools import cache

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from reviews.models import Judgement, PanelMember, Turn, Workshop, WorkshopNote
from reviews.workshops import reach
from reviews.workshops.made_once import Statement
from reviews.workshops.offers import Seat, gives, offers
from reviews.workshops.ranking import Waiting
from reviews.workshops.turns import live_turns

AT_A_TIME = 8  # notes tried in one statement: more than are being changed at any moment in most rooms
SOME = range(-100, -100 + AT_A_TIME)  # stand for their numbers


def free_for(user: User, places: QuerySet[WorkshopNote]) -> QuerySet[WorkshopNote]:
    """Those of `places` that this member may be given, each with `missing`: places that nobody else has."""
    own = Judgement.objects.filter(workshop_note=OuterRef("pk"), by=user.pk)
    judged = Judgement.objects.taking_part().filter(workshop_note=OuterRef("pk"))
    held = live_turns().filter(workshop_note=OuterRef("pk")).exclude(by=user.pk)
    wanted = F("workshop__judgements_wanted") + F("extra_wanted")
    open_ones = reach.readable(user, places).filter(~Exists(own), phase=WorkshopNote.Phase.WAITING)
    return open_ones.annotate(missing=wanted - _number(judged) - _number(held)).filter(missing__gt=0)


def held_by(user: User, workshop: Workshop) -> WorkshopNote | None:
    """The note that is this member's now; None where they left it for longer than LIVE_FOR. Two statements at most."""
    return held_of(offers(Seat(user, workshop, None)))


def held_of(offered: Sequence[Waiting]) -> WorkshopNote | None:
    """Of what a member is offered, in rank: what they hold already."""
    return WorkshopNote.objects.get(pk=offered[0].number) if offered and offered[0].held else None


def left_in_own_time(user: User) -> Coalesce:
    """As an annotation of a workshop: how many of its notes this member could be given now, 0 in another mode."""
    seat = PanelMember.objects.filter(panel=OuterRef("workshop__panel"), user=user.pk, left_at=None)
    places = WorkshopNote.objects.filter(Exists(seat), workshop=OuterRef("pk"), workshop__mode=Workshop.Mode.OWN_TIME)
    free = free_for(user, places).order_by().values("workshop")
    return Coalesce(Subquery(free.annotate(number=Count("pk")).values("number")), Value(0))


def next_for(seat: Seat) -> WorkshopNote | None:
    """The note that this member holds, or else would be given. Reserves nothing. Two statements."""
    ranked = offers(seat)
    return WorkshopNote.objects.get(pk=ranked[0].number) if ranked else None


def hand_out(seat: Seat, *, wait: bool) -> WorkshopNote | None:
    """Give this member a note, or the one they hold already; None when none is left. Inside a transaction.

    wait    wait for a note that somebody is changing at this moment, where there is no other. Never with a note locked.
    """
    return _one_of_few(seat) or _any(seat, wait=wait)


def _one_of_few(seat: Seat) -> WorkshopNote | None:
    """As they ranked a moment ago: while forty take notes at once, the next in rank is nearer than another look."""
    ranked = offers(seat, every=False)
    if held := held_of(ranked):
        return held
    numbers = [each.number for each in ranked]
    while place := _locked(numbers, wait=False):
        if gives(seat, place.pk):
            return place
        numbers.remove(place.pk)
    return None


def _any(seat: Seat, *, wait: bool) -> WorkshopNote | None:
    ranked = offers(seat)
    if held := held_of(ranked):
        return held
    while place := _locked([each.number for each in ranked], wait=wait):
        # The row is locked now, so this second look sees whatever was given before. Where the place has gone,
        # somebody else got on: looking further comes to an end.
        if gives(seat, place.pk):
            return place
        ranked = offers(seat)
    return None


def _locked(ranked: Sequence[int], *, wait: bool) -> WorkshopNote | None:
    """The first that nobody else has locked, locked. SQLite's transactions follow one another by themselves."""
    for start in range(0, len(ranked), AT_A_TIME):
        some = ranked[start : start + AT_A_TIME]
        numbers = [*some, *[some[0]] * (AT_A_TIME - len(some))]
        if found := _lock_statement().rows(dict(zip(SOME, numbers, strict=True))):
            return found[0]  # type: ignore[no-any-return]
    first = WorkshopNote.objects.filter(pk__in=ranked[:1])
    return first.select_for_update(of=("self",)).first() if wait else None


@cache
def _lock_statement() -> Statement:
    by_rank = Case(*(When(pk=number, then=Value(rank)) for rank, number in enumerate(SOME)))
    free = WorkshopNote.objects.filter(pk__in=SOME).order_by(by_rank)
    return Statement(free.select_for_update(of=("self",), skip_locked=True)[:1])


def _number(rows: QuerySet[Judgement] | QuerySet[Turn]) -> Coalesce:
    """How many rows belong to a place."""
    counted = rows.order_by().values("workshop_note").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))
