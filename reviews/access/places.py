"""Notes' places in workshops, one or in order, each as far as this person may go."""

from functools import cache

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404

from accounts.models import User
from config.errors import NotAllowed
from pathways.models import CatalogueRevision
from reviews.access.found import allowed, existing, one, readable, seen
from reviews.access.given import seat_for
from reviews.access.rights import ONLY_MEMBERS, check_can_judge, check_can_record
from reviews.models import Draft, Judgement, Turn, Workshop, WorkshopNote
from reviews.workshops import discussion, queue, reach
from reviews.workshops.made_once import ANY_PLACE, ANY_USER, ANY_WORKSHOP, Statement
from reviews.workshops.phases import check_phase


def workshop_note_for(
    user: User, workshop_id: int, note_id: int | Subquery, *, about: str = "", hidden_too: bool = False
) -> WorkshopNote:
    """One note's place in a workshop, with its workshop and case note, in one statement. Raises Http404.

    Raises NoteHidden where this person may not read the note, unless `hidden_too`: for what shows nothing of it.
    Annotated with `is_member`, `may_run`, `may_plan` and `catalogue_revision`; with `planned`, `agreed` and `judged`
    (by this person), how many of the workshop's notes are; and with `judged_by_me`. With `about`, one of Draft.About,
    also with what this person keeps to themselves: `private_note` and their draft's `draft_version` and so on.
    """
    if isinstance(note_id, int) and _as_themselves(user):
        place = _at_once(_page_statement(about, sees_all=user.is_superuser), user, workshop_id, note_id)
    else:
        place = seen(_with_page(user, workshop_id, note_id, about))
    return place if hidden_too else readable(place)


def _with_page(user: User, workshop_id: int, note_id: int | Subquery, about: str) -> QuerySet[WorkshopNote]:
    found = _place(user, workshop_id, note_id).annotate(
        **reach.counts(user), **(reach.kept(user, about) if about else {})
    )
    room = ("workshop__area", "workshop__panel", "workshop__facilitator")
    return found.select_related(*room, "note__locality", "note__organisation")


@cache
def _page_statement(about: str, *, sees_all: bool) -> Statement:
    return Statement(_with_page(_anybody(sees_all=sees_all), ANY_WORKSHOP, ANY_PLACE, about))


@cache
def _locked_statement(about: str, *, sees_all: bool) -> Statement:
    return Statement(_locked(_anybody(sees_all=sees_all), ANY_WORKSHOP, ANY_PLACE, about))


def _as_themselves(user: User) -> bool:
    """Whether no token limits what their roles allow: then statements differ in numbers only."""
    return user.is_active and getattr(user, "limits", None) is None


def _anybody(*, sees_all: bool) -> User:
    return User(pk=ANY_USER, is_active=True, is_superuser=sees_all)


def _at_once(statement: Statement, user: User, workshop_id: int, note_id: int) -> WorkshopNote:
    """What a statement that was made once gives this person. Raises Http404."""
    given = {ANY_USER: user.pk, ANY_WORKSHOP: workshop_id, ANY_PLACE: note_id}
    return allowed(existing(next(iter(statement.rows(given)), None)))


def workshop_note_locked(
    user: User, workshop_id: int, note_id: int, *, about: str = "", hidden_too: bool = False
) -> WorkshopNote:
    """The same for a write, with `profession_id` (what this person brings to the panel) and `to_judge_next` instead.

    `to_judge_next` is the place that this member should judge after this one, or None when no later one is left.
    The note is locked after its place, so that whether it is hidden is read as it is now, never as it was.
    """
    if _as_themselves(user):
        place = _at_once(_locked_statement(about, sees_all=user.is_superuser), user, workshop_id, note_id)
    else:
        place = seen(_locked(user, workshop_id, note_id, about))
    return place if hidden_too else readable(place)


def _locked(user: User, workshop_id: int, note_id: int, about: str) -> QuerySet[WorkshopNote]:
    found = _place(
        user, workshop_id, note_id, hold=True
    ).annotate(  # type: ignore[no-redef]
        profession_id=Subquery(reach.seat(user, "workshop__").values("profession")[:1]),
        to_judge_next=reach.next_to_judge(user),
        **(reach.kept(user, about) if about else {}),
    )
    return found.select_for_update(of=("self", "note"), no_key=True)


def place_to_draft(user: User, workshop_id: int, note_id: int, about: str) -> WorkshopNote:
    """A place whose form this person may fill in now, with their draft as above and `present_revision`.

    Not locked: drafts come from everybody at once. Raises Http404, and NotAllowed as for judging or recording.
    """
    kept = {**reach.kept(user, about), "present_revision": reach.present_revision(user, about)}
    place: WorkshopNote = readable(seen(_place(user, workshop_id, note_id).annotate(**kept)))
    if about == Draft.About.JUDGEMENT:
        check_can_judge(place)
    else:
        check_can_record(place)
        check_phase("record", place.phase, place.workshop.mode)
    return place


def place_for_self(user: User, workshop_id: int, note_id: int) -> WorkshopNote:
    """A place about which this person may keep a note to self: who judges or records it. Raises Http404, NotAllowed."""
    place = workshop_note_for(user, workshop_id, note_id, about=Draft.About.JUDGEMENT, hidden_too=True)
    if not (place.is_member or place.may_run):
        raise NotAllowed(ONLY_MEMBERS)
    return place


def _place(user: User, workshop_id: int, note_id: int | Subquery, *, hold: bool = False) -> QuerySet[WorkshopNote]:
    revision = CatalogueRevision.objects.filter(pk=1).values("number")
    places = WorkshopNote.objects.filter(pk=note_id, workshop=workshop_id).select_related(
        "workshop", "note__actual_pathway"
    )
    given = Turn.objects.filter(workshop_note=OuterRef("pk"), by=user.pk)
    return places.annotate(  # type: ignore[no-redef]
        **reach.rights(user, "workshop__", hold=hold),
        catalogue_revision=Subquery(revision),
        knows_person=reach.knows_person(user),
        given_to_me=Exists(given),
    )


def places_of(user: User, workshop: Workshop) -> QuerySet[WorkshopNote]:
    """A workshop's notes in order, without narratives, each with `judged_by_me` and `knows_person`.

    Takes one from `workshop_for`.
    """
    own = Judgement.objects.filter(workshop_note=OuterRef("pk"), by=user.pk)
    places = WorkshopNote.objects.filter(workshop=workshop).annotate(  # type: ignore[no-redef]
        judged_by_me=Exists(own), knows_person=reach.knows_person(user), exchange_id=reach.exchange("workshop__")
    )
    return places.order_by("position").select_related("note__actual_pathway", "note__locality").defer("note__narrative")


def place_of(user: User, workshop: Workshop, note_id: int) -> WorkshopNote:
    """One of those, hidden or not: for what shows nothing of its note. Raises Http404."""
    return one(places_of(user, workshop).filter(pk=note_id))


def open_place(user: User, workshop: Workshop) -> WorkshopNote | None:
    """The note that is before the room now."""
    return places_of(user, workshop).filter(phase__in=WorkshopNote.IN_ROOM).first()


def to_judge(user: User, workshop: Workshop) -> WorkshopNote | None:
    """The place of the note to judge now: the open one first, then in order. In own time the one that is theirs."""
    if workshop.mode == Workshop.Mode.OWN_TIME:
        return queue.held_by(user, workshop)
    return _in_order(user, workshop).first()


def _in_order(user: User, workshop: Workshop) -> QuerySet[WorkshopNote]:
    left = reach.unjudged(user, WorkshopNote.objects.filter(workshop=workshop))
    return left.order_by(reach.open_first(), "position")


def would_judge(user: User, workshop: Workshop) -> WorkshopNote | None:
    """As `to_judge`; in own time, where this member holds none, the note that they would be given."""
    if workshop.mode == Workshop.Mode.OWN_TIME:
        return queue.next_for(seat_for(user, workshop))
    return to_judge(user, workshop)


def whole_to_judge(user: User, workshop: Workshop) -> WorkshopNote | None:
    """As `would_judge`, fetched as by `workshop_note_for`: in one statement where notes come in order."""
    if workshop.mode == Workshop.Mode.OWN_TIME:
        found = would_judge(user, workshop)
        return found and workshop_note_for(user, workshop.pk, found.pk)
    try:
        return workshop_note_for(user, workshop.pk, Subquery(_in_order(user, workshop).values("pk")[:1]))
    except Http404:
        return None


def to_record(user: User, workshop: Workshop) -> WorkshopNote | None:
    """The place of the note whose agreed review comes next: the open one, then those waiting, then those put off.

    In own time what differs most, then what is ready.
    """
    if workshop.mode == Workshop.Mode.OWN_TIME:
        return discussion.next_to_agree(user, workshop)
    left = reach.readable(user, WorkshopNote.objects.filter(workshop=workshop)).exclude(phase="agreed")
    return left.order_by(reach.open_first(), reach.last_when(phase="skipped"), "position").first()


def waiting_after(user: User, workshop: Workshop, place: WorkshopNote) -> WorkshopNote | None:
    """The next note that waits and that this person may read: those after `place` first, then those before it.

    In own time the next to discuss.
    """
    if workshop.mode == Workshop.Mode.OWN_TIME:
        return discussion.next_to_discuss(user, workshop, place)
    waiting = reach.readable(user, WorkshopNote.objects.filter(workshop=workshop, phase="waiting"))
    return waiting.order_by(reach.last_when(position__lt=place.position), "position").first()
