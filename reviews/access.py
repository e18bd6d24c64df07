"""The only way to a panel, a workshop or a note in one: what is not yours looks like what does not exist.

Who may do what: a lead plans in the area; a lead or the workshop's own facilitator runs it; a member of its panel,
while holding a role in the area, judges. Other facilitators of the area see it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404

from accounts.models import User
from areas.access import areas_for
from areas.models import Area
from config.errors import NotAllowed
from pathways.models import CatalogueRevision
from reviews.models import AgreedReview, Draft, Judgement, Panel, PanelMember, Turn, Workshop, WorkshopNote
from reviews.workshops import discussion, queue, reach
from reviews.workshops.hidden import check_readable
from reviews.workshops.offers import Seat
from reviews.workshops.phases import check_phase

ONLY_LEADS = "Only a project lead of this area can plan panels and workshops."
ONLY_WHO_RUNS = "Only the facilitator of this workshop, or a project lead of the area, can do this."
ONLY_MEMBERS = "Only members of this panel can judge its notes."
ONLY_READERS = "Only members of this panel, and who runs the workshop, read its notes and can say this."
ONLY_FACILITATORS = "Only facilitators and project leads of this area can take over a workshop."
CLOSED = "This workshop is closed."
AS_EXCHANGED = "This workshop reads what another panel put before it, so its notes stay as they are."
NOT_GIVEN = "This note is not given to you. On the workshop’s page, take the next note: that one is yours to judge."
ENOUGH = "Enough members have judged this note meanwhile. On the workshop’s page, take the next note."


def panels_for(user: User) -> QuerySet[Panel]:
    """The panels that this person may see: all of an area's for its leads."""
    return Panel.objects.filter(area__in=areas_for(user, "plan workshops"))


def panel_for(user: User, panel_id: int) -> Panel:
    """Raises Http404 alike when there is no such panel and when this person may not see it."""
    return _one(panels_for(user).select_related("area").filter(pk=panel_id))


def panels_listed(user: User) -> QuerySet[Panel]:
    """Those panels with their areas, and in `sitting` who is on each now."""
    now = PanelMember.objects.filter(left_at=None).select_related("profession", "user")
    listed = panels_for(user).select_related("area").order_by("area__name", "name")
    return listed.prefetch_related(Prefetch("members", now, to_attr="sitting"))  # type: ignore[no-redef]


def panel_member_for(user: User, panel_id: int, member_id: int) -> PanelMember:
    """One who is on one of those panels. Raises Http404."""
    found = PanelMember.objects.filter(pk=member_id, panel__in=panels_for(user).filter(pk=panel_id), left_at=None)
    return _one(found.select_related("panel__area", "user"))


def workshops_for(user: User) -> QuerySet[Workshop]:
    """The workshops that this person may see, with what they may do there: `is_member`, `may_run`, `may_plan`."""
    rights = reach.rights(user)
    return Workshop.objects.annotate(**rights).filter(rights["is_member"] | rights["may_look_on"])


def workshop_for(user: User, workshop_id: int, *, lock: bool = False) -> Workshop:
    """One workshop, annotated as by `workshops_for`; locked for a facilitator's write. Raises Http404."""
    found = Workshop.objects.annotate(**reach.rights(user)).filter(pk=workshop_id)
    if lock:
        return _seen(found.select_for_update(of=("self",)))
    return _seen(found.select_related("area", "panel", "facilitator"))


def room_for(user: User, workshop_id: int) -> Workshop:
    """One workshop, annotated as by `workshops_for` and by `reach.with_room`, in one statement. Raises Http404.

    What its pages ask for again and again, so it reads nothing else, and the statement is made only once.
    """
    statement, values = reach.room_statement(sees_all=user.is_superuser)
    given = {reach.ANY_USER: user.pk, reach.ANY_WORKSHOP: workshop_id}
    rows = Workshop.objects.raw(statement, [given.get(value, value) for value in values])
    return _allowed(_found(next(iter(rows), None)))


def workshop_note_for(
    user: User, workshop_id: int, note_id: int, *, about: str = "", hidden_too: bool = False
) -> WorkshopNote:
    """One note's place in a workshop, with its workshop and case note, in one statement. Raises Http404.

    Raises NoteHidden where this person may not read the note, unless `hidden_too`: for what shows nothing of it.
    Annotated with `is_member`, `may_run`, `may_plan` and `catalogue_revision`; with `planned`, `agreed` and `judged`
    (by this person), how many of the workshop's notes are; and with `judged_by_me`. With `about`, one of Draft.About,
    also with what this person keeps to themselves: `private_note` and their draft's `draft_version` and so on.
    """
    found = _place(user, workshop_id, note_id).annotate(
        **reach.counts(user), **(reach.kept(user, about) if about else {})
    )
    room = ("workshop__area", "workshop__panel", "workshop__facilitator")
    place = _seen(found.select_related(*room, "note__locality", "note__organisation"))
    return place if hidden_too else _readable(place)


def workshop_note_locked(
    user: User, workshop_id: int, note_id: int, *, about: str = "", hidden_too: bool = False
) -> WorkshopNote:
    """The same for a write, with `profession_id` (what this person brings to the panel) and `to_judge_next` instead.

    `to_judge_next` is the place that this member should judge after this one, or None when no later one is left.
    The note is locked after its place, so that whether it is hidden is read as it is now, never as it was.
    """
    found = _place(
        user, workshop_id, note_id
    ).annotate(  # type: ignore[no-redef]
        profession_id=Subquery(reach.seat(user, "workshop__").values("profession")[:1]),
        to_judge_next=reach.next_to_judge(user),
        **(reach.kept(user, about) if about else {}),
    )
    place = _seen(found.select_for_update(of=("self", "note"), no_key=True))
    return place if hidden_too else _readable(place)


def place_to_draft(user: User, workshop_id: int, note_id: int, about: str) -> WorkshopNote:
    """A place whose form this person may fill in now, with their draft as above and `present_revision`.

    Not locked: drafts come from everybody at once. Raises Http404, and NotAllowed as for judging or recording.
    """
    kept = {**reach.kept(user, about), "present_revision": reach.present_revision(user, about)}
    place: WorkshopNote = _readable(_seen(_place(user, workshop_id, note_id).annotate(**kept)))
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


def _place(user: User, workshop_id: int, note_id: int) -> QuerySet[WorkshopNote]:
    revision = CatalogueRevision.objects.filter(pk=1).values("number")
    places = WorkshopNote.objects.filter(pk=note_id, workshop=workshop_id).select_related(
        "workshop", "note__actual_pathway"
    )
    given = Turn.objects.filter(workshop_note=OuterRef("pk"), by=user.pk)
    return places.annotate(  # type: ignore[no-redef]
        **reach.rights(user, "workshop__"),
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
    return _one(places_of(user, workshop).filter(pk=note_id))


def open_place(user: User, workshop: Workshop) -> WorkshopNote | None:
    """The note that is before the room now."""
    return places_of(user, workshop).filter(phase__in=WorkshopNote.IN_ROOM).first()


def to_judge(user: User, workshop: Workshop) -> WorkshopNote | None:
    """The place of the note to judge now: the open one first, then in order. In own time the one that is theirs."""
    if workshop.mode == Workshop.Mode.OWN_TIME:
        return queue.held_by(user, workshop)
    return (
        reach.unjudged(user, WorkshopNote.objects.filter(workshop=workshop))
        .order_by(reach.open_first(), "position")
        .first()
    )


def would_judge(user: User, workshop: Workshop) -> WorkshopNote | None:
    """As `to_judge`; in own time, where this member holds none, the note that they would be given."""
    if workshop.mode == Workshop.Mode.OWN_TIME:
        return queue.next_for(seat_for(user, workshop))
    return to_judge(user, workshop)


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


def own_judgement(user: User, workshop_id: int, note_id: int) -> Judgement:
    """As `judgement_of`, by address. Raises Http404 where there is none."""
    place = workshop_note_for(user, workshop_id, note_id)
    return _found(judgement_of(user, place))


def recorded_review(user: User, workshop_id: int, note_id: int) -> AgreedReview:
    """As `agreed_review_of`, by address. Raises Http404 where there is none, NotAllowed to who may not record."""
    place = workshop_note_for(user, workshop_id, note_id)
    return _found(agreed_review_of(place))


def agreed_review_of(place: WorkshopNote) -> AgreedReview | None:
    """The panel's review of this note, for those who may record it."""
    check_can_record(place)
    reviews = AgreedReview.objects.filter(workshop_note=place)
    return reviews.select_related("proposed_pathway", "main_reason").first()


def review_to_read(place: WorkshopNote) -> AgreedReview | None:
    """What the panel agreed, for those who may read the note again."""
    check_can_read(place)
    reviews = AgreedReview.objects.filter(workshop_note=place)
    return reviews.select_related("proposed_pathway", "main_reason").first()


def judgement_of(user: User, note: WorkshopNote) -> Judgement | None:
    """This person's own judgement as it stands: the revised one before the one given alone."""
    own = Judgement.objects.filter(workshop_note=note, by=user).order_by("-phase")
    return own.select_related("proposed_pathway", "main_reason").first()


def judgements_shown(user: User, place: WorkshopNote) -> QuerySet[Judgement]:
    """Everybody's judgements of this note once they are revealed, their own before; by profession in catalogue order.

    Those of who knows the person are left out: they are kept, and count no more. The first one of a person stands
    before its revision. Takes a place from `workshop_note_for`.
    """
    shown = (
        Judgement.objects.visible_to(user, place)
        .taking_part()
        .order_by("profession__position", "profession_id", "by", "phase")
    )
    fetched = shown.select_related("profession", "proposed_pathway", "main_reason")
    return fetched.prefetch_related("missed_prevention", "other_reasons")  # type: ignore[no-redef]


# --- What may be done: check_can_… raises the sentence the person reads, can_… hides the button ----------------------


def check_can_plan(user: User, area: Area) -> None:
    if not areas_for(user, "plan workshops").filter(pk=area.pk).exists():
        raise NotAllowed(ONLY_LEADS)


def check_can_plan_somewhere(user: User) -> None:
    if not can_plan_anywhere(user):
        raise NotAllowed("Only project leads can plan panels and workshops.")


def can_plan_anywhere(user: User) -> bool:
    return areas_for(user, "plan workshops").exists()


def check_can_change(workshop: Workshop) -> None:
    """Choosing its notes: a lead, until it is closed. Takes a workshop from `workshop_for`."""
    if not workshop.may_plan:
        raise NotAllowed(ONLY_LEADS)
    if workshop.exchange_id:
        raise NotAllowed(AS_EXCHANGED)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_run(workshop: Workshop) -> None:
    """Opening, putting off, closing. Takes a workshop from `workshop_for`."""
    if not workshop.may_run:
        raise NotAllowed(ONLY_WHO_RUNS)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_take_over(workshop: Workshop) -> None:
    """Running it instead of who does: any facilitator or lead of the area. Takes a workshop from `workshop_for`."""
    if not workshop.may_look_on:
        raise NotAllowed(ONLY_FACILITATORS)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_record(place: WorkshopNote) -> None:
    """Recording or correcting the agreed review. Takes a place from `workshop_note_for`.

    A review can still be corrected in a closed workshop: tables count it, so a slip must be mendable.
    """
    if not place.may_run:
        raise NotAllowed(ONLY_WHO_RUNS)
    if place.workshop.closed_at and place.phase != WorkshopNote.Phase.AGREED:
        raise NotAllowed(CLOSED)


def check_can_judge(place: WorkshopNote) -> None:
    """A member's own judgement, until the panel has agreed. Takes a place from `workshop_note_for`."""
    if not place.is_member:
        raise NotAllowed(ONLY_MEMBERS)
    check_phase("judge", place.phase, place.workshop.mode)
    if place.workshop.closed_at:
        raise NotAllowed(CLOSED)


def check_can_declare(place: WorkshopNote) -> None:
    """Saying something about the note itself: whoever may read it, in any phase."""
    if not (place.is_member or place.may_run):
        raise NotAllowed(ONLY_READERS)


def check_can_read(place: WorkshopNote) -> None:
    """Reading a note again once the panel has agreed it. Takes a place from `workshop_note_for`."""
    if not place.is_member:
        raise NotAllowed(ONLY_MEMBERS)
    if place.phase != WorkshopNote.Phase.AGREED:
        raise NotAllowed("The panel has not agreed this note yet.")


def check_given(place: WorkshopNote, *, sent: bool = False) -> None:
    """In own time a member reads only what they were given, and what they have judged. After `check_can_judge`.

    `sent`: with answers that can't be taken yet. They are never lost, also where others were quicker.
    """
    if place.workshop.mode != Workshop.Mode.OWN_TIME or place.judged_by_me:
        return
    if not place.given_to_me:
        raise NotAllowed(NOT_GIVEN)
    if place.revealed_at and not sent:
        raise NotAllowed(ENOUGH)


def check_collected(place: WorkshopNote) -> None:
    """In own time not even who runs the workshop looks at a note's answers before enough members have judged it."""
    if place.workshop.mode == Workshop.Mode.OWN_TIME:
        check_phase("record", place.phase, place.workshop.mode)


def seat_for(user: User, workshop: Workshop, *, lock: bool = False) -> Seat:
    """A member's seat in a workshop from `workshop_for`: locked, so that a button pressed twice gives one note.

    Raises NotAllowed.
    """
    seats = PanelMember.objects.filter(user=user.pk, left_at=None, panel=workshop.panel_id)
    found = (seats.select_for_update() if lock else seats).first() if workshop.is_member else None
    if found is None:
        raise NotAllowed(ONLY_MEMBERS)
    if workshop.closed_at:
        raise NotAllowed(CLOSED)
    return Seat(user, workshop, found.profession_id)


def can_record(place: WorkshopNote) -> bool:
    return _passes(check_can_record, place)


def can_judge(place: WorkshopNote) -> bool:
    return _passes(check_can_judge, place)


def can_read(place: WorkshopNote) -> bool:
    return _passes(check_can_read, place)


def can_run(workshop: Workshop) -> bool:
    return _passes(check_can_run, workshop)


def can_take_over(user: User, workshop: Workshop) -> bool:
    """And does not run it already."""
    return workshop.facilitator_id != user.pk and _passes(check_can_take_over, workshop)


def can_change(workshop: Workshop) -> bool:
    return _passes(check_can_change, workshop)


def _passes(check: Callable[[Any], None], subject: Any) -> bool:
    try:
        check(subject)
    except NotAllowed:
        return False
    return True


def _seen(found: QuerySet[Any]) -> Any:
    """The row, for somebody who may see it."""
    return _allowed(_one(found))


def _allowed(row: Any) -> Any:
    if not (row.is_member or row.may_look_on):
        raise Http404
    return row


def _readable(place: Any) -> Any:
    """The place, for somebody who may read its note."""
    note = place.note
    check_readable(retired=bool(note.retired_at), reported=bool(note.hidden_at), knows_person=place.knows_person)
    return place


def _one(found: QuerySet[Any]) -> Any:
    return _found(found.first())


def _found(row: Any) -> Any:
    if row is None:
        raise Http404
    return row
