"""The parts of the queries that reach a workshop and its notes: rights, order and counts, each inside one statement."""

from functools import cache
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User
from areas.access import may
from reviews.models import (
    AgreedReview,
    Declaration,
    Draft,
    Exchange,
    Judgement,
    PanelMember,
    PrivateNote,
    Workshop,
    WorkshopNote,
)

ANY_USER, ANY_WORKSHOP = -1, -2  # stand for the numbers in a statement that is made once


def rights(user: User, to_workshop: str = "", *, hold: bool = False) -> dict[str, Any]:
    """What this person may do with a workshop, and its `exchange_id`, as annotations. `to_workshop` leads to it.

    `hold`: for a write, which their role outlives.
    """
    plans, runs, judges = (
        Q(may(user, action, f"{to_workshop}area", hold=hold)) for action in ("plan workshops", "run workshops", "judge")
    )
    is_facilitator = Q(**{f"{to_workshop}facilitator": user.pk})
    return {
        "is_member": _flag(Q(Exists(seat(user, to_workshop))) & judges),
        "may_run": _flag(plans | (is_facilitator & runs)),
        "may_plan": _flag(plans),
        "may_look_on": _flag(runs),
        "exchange_id": exchange(to_workshop),
    }


def exchange(to_workshop: str) -> Subquery:
    """The exchange in which a workshop reads another panel's notes; None for any other workshop."""
    own = Exchange.objects.filter(workshop=OuterRef(f"{to_workshop}pk")).order_by()
    return Subquery(own.values("pk")[:1])


def _flag(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def seat(user: User, to_workshop: str) -> QuerySet[PanelMember]:
    return PanelMember.objects.filter(user=user.pk, left_at=None, panel=OuterRef(f"{to_workshop}panel"))


def knows_person(user: User) -> Exists:
    """As an annotation of a place: whether this person said that they know who its note is about, in any workshop."""
    return Exists(Declaration.objects.filter(note=OuterRef("note"), by=user.pk, kind=Declaration.Kind.KNOWS_PERSON))


def readable(user: User, places: QuerySet[WorkshopNote]) -> QuerySet[WorkshopNote]:
    """Those of `places` whose notes this person may read now: `reviews.workshops.hidden` has the words for the rest."""
    return places.filter(~knows_person(user), note__retired_at=None, note__hidden_at=None)


def unjudged(user: User, places: QuerySet[WorkshopNote]) -> QuerySet[WorkshopNote]:
    """Those of `places` that this person could still judge and has not: where all judge alone, what is in the room.

    None in own time: there members are given notes, as `reviews.workshops.queue` has it.
    """
    own = Judgement.objects.filter(workshop_note=OuterRef("pk"), by=user.pk)
    left = readable(user, places).filter(~Exists(own)).exclude(phase="agreed")
    in_room = Q(workshop__mode="independent", phase__in=WorkshopNote.IN_ROOM)
    return left.filter(Q(workshop__mode="together") | in_room)


def next_to_judge(user: User) -> Subquery:
    """As an annotation of a place: the open note, or else the next one after it in order."""
    others = unjudged(user, WorkshopNote.objects.filter(workshop=OuterRef("workshop")).exclude(pk=OuterRef("pk")))
    ahead = others.filter(Q(phase__in=WorkshopNote.IN_ROOM) | Q(position__gt=OuterRef("position")))
    return Subquery(ahead.order_by(open_first(), "position").values("pk")[:1])


def counts(user: User) -> dict[str, Any]:
    """How many notes of a place's workshop are planned, agreed, and judged by this person; whether this one is.

    `to_agree` leaves out those that were retired or hidden before they were agreed.
    """
    alike = WorkshopNote.objects.filter(workshop=OuterRef("workshop")).order_by().values("workshop")
    own = Judgement.objects.filter(workshop_note__workshop=OuterRef("workshop"), by=user.pk).order_by()
    return {
        "planned": Subquery(alike.annotate(number=Count("pk")).values("number")),
        "to_agree": Subquery(alike.annotate(number=Count("pk", filter=agreed_or_to_agree())).values("number")),
        "agreed": Subquery(alike.annotate(number=Count("pk", filter=Q(phase="agreed"))).values("number")),
        "judged_by_me": Exists(own.filter(workshop_note=OuterRef("pk"))),
        "judged": Subquery(own.values("by").annotate(number=Count("workshop_note", distinct=True)).values("number")),
    }


def agreed_or_to_agree() -> Q:
    """As a condition of a place: it is agreed, or can be."""
    return Q(phase="agreed") | Q(note__retired_at=None, note__hidden_at=None)


def with_room(workshops: QuerySet[Workshop]) -> QuerySet[Workshop]:
    """Workshops with the note before the room, `room_note`, `room_position`, `room_phase`: at most one of each.

    `room_submitted`: how many have judged it, where all judge alone. `room_changes`: the sum of their revisions once
    they are revealed, nothing before: that somebody changed their mind must not show.
    """
    before = workshops.annotate(room=FilteredRelation("notes", condition=Q(notes__phase__in=WorkshopNote.IN_ROOM)))
    first = Judgement.objects.filter(phase="independent", workshop_note__workshop__mode="independent")
    shown = Judgement.objects.filter(workshop_note__revealed_at__isnull=False)
    return before.annotate(  # type: ignore[no-redef]
        room_note=F("room"), room_position=F("room__position"), room_phase=F("room__phase"),
        room_submitted=_over_the_room(first, Count("pk")), room_changes=_over_the_room(shown, Sum("revision")),
    )  # fmt: skip


@cache
def room_statement(*, sees_all: bool) -> tuple[str, tuple[Any, ...]]:
    """The statement of `with_room` and `rights` as SQL with its values, for ANY_USER and ANY_WORKSHOP to be put in.

    Thirty people ask it twenty times a second, and making it takes longer than answering it.
    """
    anybody = User(pk=ANY_USER, is_active=True, is_superuser=sees_all)
    rooms = with_room(Workshop.objects.annotate(**rights(anybody)).filter(pk=ANY_WORKSHOP))
    statement, values = rooms.annotate(facilitator_name=F("facilitator__name")).query.sql_with_params()
    return statement, tuple(values)


def _over_the_room(judgements: QuerySet[Judgement], figure: Count | Sum) -> Subquery:
    of_the_note = judgements.filter(workshop_note=OuterRef("room")).order_by().values("workshop_note")
    return Subquery(of_the_note.annotate(figure=figure).values("figure"), output_field=IntegerField())


def kept(user: User, about: str) -> dict[str, Any]:
    """What this person keeps to themselves about a place, as annotations: a draft's columns, a note to self."""
    own = Draft.objects.filter(workshop_note=OuterRef("pk"), by=user.pk, about=about)
    columns = ("entered", "made_from", "version", "saved_at")
    written = PrivateNote.objects.filter(workshop_note=OuterRef("pk"), by=user.pk)
    return {
        **{f"draft_{name}": Subquery(own.values(name)[:1]) for name in columns},
        "private_note": Subquery(written.values("text")[:1]),
    }


def present_revision(user: User, about: str) -> Coalesce:
    """Of this person's judgement or of the panel's review, as an annotation of a place; 0 where there is none."""
    judged = Judgement.objects.filter(workshop_note=OuterRef("pk"), by=user.pk).order_by("-phase")
    agreed = AgreedReview.objects.filter(workshop_note=OuterRef("pk"))
    rows: QuerySet[Any] = judged if about == Draft.About.JUDGEMENT else agreed
    return Coalesce(Subquery(rows.values("revision")[:1]), 0)


def open_first() -> Case:
    return Case(When(phase__in=WorkshopNote.IN_ROOM, then=Value(0)), default=Value(1))


def last_when(**condition: Any) -> Case:
    return Case(When(**condition, then=Value(1)), default=Value(0))
