"""In own time: what the pages show of a workshop, to members and to who runs it."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from reviews.models import BestPathway, Judgement, PanelMember, Turn, Workshop, WorkshopNote
from reviews.workshops import discussion, queue
from reviews.workshops.offers import Seat, offers
from reviews.workshops.one_step import AT_ONCE, judgements_of, version
from reviews.workshops.turns import live_turns


@dataclass(frozen=True)
class Mine:
    """For a member: the note they hold, how many they judged, and how many they could still be given."""

    held: WorkshopNote | None
    judged: int
    left: int


@dataclass(frozen=True)
class Ready:
    """A note on which all agree: what is proposed in words, by how many, and the version that was shown."""

    place: WorkshopNote
    best: str
    pathway: str
    reason: str
    number: int
    version: int


@dataclass(frozen=True)
class Person:
    name: str
    profession: str
    judged: int
    holds: int


@dataclass(frozen=True)
class Judging:
    """`given` of `wanted` judgements; each member's part; minutes a judgement, None where nobody has timed one."""

    given: int
    wanted: int
    people: list[Person]
    minutes: float | None


def mine(user: User, workshop: Workshop) -> Mine:
    """Three statements at most."""
    judged = Judgement.objects.filter(workshop_note__workshop=workshop, by=user.pk, phase="independent").count()
    offered = offers(Seat(user, workshop, None))
    return Mine(queue.held_of(offered), judged, len(offered))


def ready_list(user: User, workshop: Workshop) -> list[Ready]:
    """The first AT_ONCE notes on which members agree. Four statements at most."""
    places = list(discussion.ready(user, workshop)[:AT_ONCE])
    judgements = judgements_of(places) if places else {}
    return [_ready(place, judgements[place.pk]) for place in places if judgements[place.pk]]


def _ready(place: WorkshopNote, judgements: list[Judgement]) -> Ready:
    """All answer alike, so any one of them tells what is proposed."""
    one = judgements[0]
    return Ready(
        place,
        BestPathway(one.best_pathway).label,
        one.proposed_pathway.label if one.proposed_pathway else "",
        one.main_reason.label if one.main_reason else "",
        len(judgements),
        version(judgements),
    )


def judging(workshop: Workshop) -> Judging:
    """How far the judging is. Three statements. Never for who judges too: it could tell them that others differ."""
    places = WorkshopNote.objects.filter(workshop=workshop, note__retired_at=None).annotate(
        number=Count("judgements__by", filter=Q(judgements__late=False), distinct=True)
    )
    counted = list(places.values_list("number", "extra_wanted"))
    return Judging(
        sum(number for number, _ in counted),
        sum(workshop.judgements_wanted + extra for _, extra in counted),
        _people(workshop),
        _minutes(workshop),
    )


def _people(workshop: Workshop) -> list[Person]:
    here = {"workshop_note__workshop": workshop, "by": OuterRef("user")}
    judged = Judgement.objects.filter(phase="independent", **here)
    holds = live_turns().filter(workshop_note__phase="waiting", **here)
    members = PanelMember.objects.filter(panel=workshop.panel_id, left_at=None)
    told = members.annotate(judged=_number(judged), holds=_number(holds)).order_by("judged", "user__name")
    return [Person(*row) for row in told.values_list("user__name", "profession__label", "judged", "holds")]


def _minutes(workshop: Workshop) -> float | None:
    """The median from being given a note to submitting it: a lunch break does not drown the rest."""
    turns = Turn.objects.filter(workshop_note__workshop=workshop, workshop_note__judgements__by=F("by"))
    times = turns.filter(workshop_note__judgements__phase="independent").values_list(
        "taken_at", "workshop_note__judgements__submitted_at"
    )
    return _median((end - start).total_seconds() / 60 for start, end in times)


def _median(minutes: Iterable[float]) -> float | None:
    taken = list(minutes)
    return median(taken) if taken else None


def _number(rows: QuerySet[Judgement] | QuerySet[Turn]) -> Coalesce:
    counted = rows.order_by().values("by").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
