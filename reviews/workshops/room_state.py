"""How a room stands: what tells its pages apart from an hour ago, and who is in it, has submitted, or is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from reviews.models import QuorumRule, Workshop, WorkshopNote
from reviews.workshops.coverage import coverage
from reviews.workshops.moment import Room, Viewer
from reviews.workshops.quorum import quorum
from reviews.workshops.spread_of import Submitted, submitted_on


@dataclass(frozen=True)
class Seats:
    """By profession who has submitted, of whom."""

    by_profession: tuple[Submitted, ...]

    @property
    def done(self) -> int:
        return sum(each.number for each in self.by_profession)

    @property
    def everybody(self) -> int:
        return sum(each.of for each in self.by_profession)

    @property
    def apart(self) -> int:
        """How many do not take part, because they know the person."""
        return sum(each.apart for each in self.by_profession)

    @property
    def said(self) -> str:
        """For who listens to the page."""
        return f"{self.done} of {self.everybody} {'has' if self.done == 1 else 'have'} submitted."


def seats(note_id: int, panel_id: int) -> Seats:
    """Who sits at a note: one statement, however many people."""
    return Seats(tuple(submitted_on(note_id, panel_id)))


def lacking(panel_id: int, present: Iterable[Submitted]) -> tuple[str, ...]:
    """What is amiss with those who sit there now, in sentences: the quorum first. At most two statements."""
    there = [each for each in present if each.sitting]
    of_quorum = missing(panel_id, (each.code for each in there))
    return *of_quorum, *coverage((each.profession, each.side) for each in there).warnings


def missing(panel_id: int, present: Iterable[str]) -> tuple[str, ...]:
    """What the panel's quorum lacks with these professions present, in sentences. At most two statements."""
    rules = [rule.as_given() for rule in QuorumRule.objects.filter(panel=panel_id)]
    return tuple(standing.missing for standing in quorum(rules, present) if not standing.met)


def etag(now: Workshop, page: str) -> str:
    """One text for all that this person's page shows of the room. Takes a workshop of `access.room_for`.

    Before the reveal it tells that somebody submitted, never that somebody changed their mind.
    """
    rights = "".join(letter for letter, may in zip("jr", (now.is_member, now.may_run), strict=True) if may)
    clock = _minute(now) if page == "agree" else 0
    parts = (now.revision, now.room_note, now.room_phase, now.room_submitted, now.room_changes, rights, clock)
    return f'"{".".join(str(part or "") for part in parts)}"'


def _minute(now: Workshop) -> int:
    """The pace and the time left are shown to the minute."""
    if now.started_at is None or now.closed_at:
        return 0
    return int((timezone.now() - now.started_at).total_seconds() // 60) + 1


def room_now(now: Workshop) -> Room:
    """Takes a workshop of `access.room_for`."""
    return Room(
        now.mode, now.closed_at is not None, now.facilitator_name, now.room_note, now.room_position or 0,
        now.room_phase or "",
    )  # fmt: skip


def room_with(workshop: Workshop, place: WorkshopNote | None) -> Room:
    """As a page knows it that has `place` before it, which may or may not be in the room."""
    closed, name = workshop.closed_at is not None, workshop.facilitator.name
    if place is None or place.phase not in WorkshopNote.IN_ROOM:
        return Room(workshop.mode, closed, name)
    return Room(workshop.mode, closed, name, place.pk, place.position, place.phase)


def viewer(rights: Workshop | WorkshopNote, page: str, place: WorkshopNote | None = None) -> Viewer:
    """The person for whom `rights` was fetched, on a page about `place`."""
    if place is None:
        return Viewer(page, rights.is_member, rights.may_run)
    hidden = bool(place.note.retired_at or place.note.hidden_at or place.knows_person)
    return Viewer(page, rights.is_member, rights.may_run, place.pk, place.phase, place.judged_by_me, hidden)
