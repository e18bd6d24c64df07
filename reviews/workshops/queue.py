"""In own time: which note a member is given next.

A note has as many places as it wants judgements. A judgement takes one for good; a turn takes one while it is live, so
a note that somebody was given and left comes back without anybody sweeping up.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from reviews.models import Declaration, Draft, Judgement, PanelMember, Turn, Workshop, WorkshopNote
from reviews.workshops import reach

LIVE_FOR = timedelta(minutes=60)  # after it was taken, or after its page last saved itself


@dataclass(frozen=True)
class Seat:
    """Who is given a note: a member of the workshop's panel, with what they bring to it."""

    user: User
    workshop: Workshop
    profession_id: int


def live_turns() -> QuerySet[Turn]:
    """Turns that hold a place: not judged yet, by nobody who knows the person, and looked at within LIVE_FOR."""
    since = timezone.now() - LIVE_FOR
    same = {"workshop_note": OuterRef("workshop_note"), "by": OuterRef("by")}
    drafted = Draft.objects.filter(about=Draft.About.JUDGEMENT, saved_at__gt=since, **same)
    knows = Declaration.objects.filter(
        kind=Declaration.Kind.KNOWS_PERSON, note=OuterRef("workshop_note__note"), by=OuterRef("by")
    )
    open_ones = Turn.objects.filter(~Exists(Judgement.objects.filter(**same)), ~Exists(knows))
    return open_ones.filter(Q(taken_at__gt=since) | Exists(drafted))


def free_for(user: User, places: QuerySet[WorkshopNote]) -> QuerySet[WorkshopNote]:
    """Those of `places` that this member may be given, each with `missing`: places that nobody else has."""
    own = Judgement.objects.filter(workshop_note=OuterRef("pk"), by=user.pk)
    judged = Judgement.objects.taking_part().filter(workshop_note=OuterRef("pk"))
    held = live_turns().filter(workshop_note=OuterRef("pk")).exclude(by=user.pk)
    wanted = F("workshop__judgements_wanted") + F("extra_wanted")
    open_ones = reach.readable(user, places).filter(~Exists(own), phase=WorkshopNote.Phase.WAITING)
    return open_ones.annotate(missing=wanted - _number(judged) - _number(held)).filter(missing__gt=0)


def held_by(user: User, workshop: Workshop) -> WorkshopNote | None:
    """The note that is this member's now; None where they left it for longer than LIVE_FOR."""
    turns = live_turns().filter(workshop_note=OuterRef("pk"), by=user.pk)
    mine = WorkshopNote.objects.filter(Exists(turns), workshop=workshop)
    return free_for(user, mine).order_by("position").first()


def left_in_own_time(user: User) -> Coalesce:
    """As an annotation of a workshop: how many of its notes this member could be given now, 0 in another mode."""
    seat = PanelMember.objects.filter(panel=OuterRef("workshop__panel"), user=user.pk, left_at=None)
    places = WorkshopNote.objects.filter(Exists(seat), workshop=OuterRef("pk"), workshop__mode=Workshop.Mode.OWN_TIME)
    free = free_for(user, places).order_by().values("workshop")
    return Coalesce(Subquery(free.annotate(number=Count("pk")).values("number")), Value(0))


def next_for(seat: Seat) -> WorkshopNote | None:
    """The note that this member holds, or else would be given. Reserves nothing."""
    return _ranked(seat).first()


def hand_out(seat: Seat, *, wait: bool) -> WorkshopNote | None:
    """Give this member a note, or the one they hold once more; None when none is left. Inside a transaction.

    wait    wait for a note that somebody is changing at this moment, where there is no other. Never with a note locked.
    """
    while place := _locked_if_free(seat, wait=wait):
        # The row is locked now, so this second look sees whatever was given before. Where the place has gone,
        # somebody else got on: looking further comes to an end.
        if free_for(seat.user, WorkshopNote.objects.filter(pk=place.pk)).exists():
            turn = Turn(workshop_note=place, by=seat.user, taken_at=timezone.now())
            Turn.objects.bulk_create(
                [turn], update_conflicts=True, unique_fields=["workshop_note", "by"], update_fields=["taken_at"]
            )
            return place
    return None


def _locked_if_free(seat: Seat, *, wait: bool) -> WorkshopNote | None:
    """The first in rank that nobody else has locked, locked. SQLite's transactions follow one another by themselves."""
    ranked = _ranked(seat)
    free = ranked.select_for_update(of=("self",), skip_locked=True).first()
    return ranked.select_for_update(of=("self",)).first() if free is None and wait else free


def _ranked(seat: Seat) -> QuerySet[WorkshopNote]:
    """What they were given before, then what misses fewest judgements, then where nobody of their profession is yet."""
    mine = Turn.objects.filter(workshop_note=OuterRef("pk"), by=seat.user.pk)
    judged = Judgement.objects.filter(workshop_note=OuterRef("pk"), profession=seat.profession_id)
    alike = PanelMember.objects.filter(panel=seat.workshop.panel_id, profession=seat.profession_id, left_at=None)
    held = live_turns().filter(workshop_note=OuterRef("pk"), by__in=alike.values("user"))
    heard = Case(When(Exists(judged) | Exists(held), then=Value(1)), default=Value(0))
    given = Case(When(Exists(mine), then=Value(0)), default=Value(1))
    free = free_for(seat.user, WorkshopNote.objects.filter(workshop=seat.workshop))
    return free.order_by(given, F("missing").asc(), heard, "position")


def _number(rows: QuerySet[Judgement] | QuerySet[Turn]) -> Coalesce:
    """How many rows belong to a place."""
    counted = rows.order_by().values("workshop_note").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))
