"""Where a room is, as one of its pages must know it, and where that page should lead once it has moved on. No Django.

A page is told the key of its moment when it is made. As long as the room gives the same key, the page is up to date.
"""

from dataclasses import dataclass, field

SHOWN = "The answers are shown."
LATE = "The answers are shown. If you submit now, yours is marked late."
CLOSED = "The workshop is closed."
HIDDEN = "This note is hidden now."
OFF_PANEL = "You are not on this panel any more. What you submitted stays."


@dataclass(frozen=True)
class Room:
    """`note`, `position` and `phase` are those of the note before the room; `note` is None while there is none."""

    mode: str
    closed: bool
    facilitator: str
    note: int | None = None
    position: int = 0
    phase: str = ""


@dataclass(frozen=True)
class Viewer:
    """Whose page it is: `page` is "judge", "agree" or "workshop", `note` the one it is about, `submitted` by them."""

    page: str
    may_judge: bool
    may_run: bool
    note: int | None = None
    note_phase: str = ""
    submitted: bool = False
    note_hidden: bool = False


@dataclass(frozen=True)
class Moment:
    """`key` tells moments apart; a page of another one leads to `page` of `note`, and says `why`.

    `at_once`: even from under somebody who types.
    """

    key: str
    page: str = "workshop"
    note: int | None = None
    why: str = field(default="", compare=False)
    at_once: bool = False


def moment(room: Room, viewer: Viewer) -> Moment:
    """Where this person's page stands in the room."""
    if viewer.page == "workshop":
        return _on_the_workshop(room, viewer)
    if viewer.note_hidden:
        return Moment("hidden", why=HIDDEN, at_once=True)
    if viewer.page == "judge" and not viewer.may_judge:
        return Moment("off-panel", why=OFF_PANEL)
    if viewer.page == "agree" and not viewer.may_run:
        return Moment("taken-over", why=f"{room.facilitator} runs this workshop now.")
    if room.closed:
        return Moment("closed", why=CLOSED)
    return _judging(room, viewer) if viewer.page == "judge" else _agreeing(room, viewer)


def _on_the_workshop(room: Room, viewer: Viewer) -> Moment:
    """Who waits there to judge goes to the note that opens; for all others the page itself is made again."""
    key = "closed" if room.closed else f"{room.note or ''}.{room.phase}.{'run' * viewer.may_run}.{room.facilitator}"
    if room.closed or room.note is None or viewer.may_run or not viewer.may_judge:
        return Moment(key, why=CLOSED if room.closed else "This page has changed.")
    return Moment(key, "judge", room.note, f"Note {room.position} is open.")


def _judging(room: Room, viewer: Viewer) -> Moment:
    if viewer.note_phase == "agreed":
        return Moment("agreed", *_following(room, viewer), why="The panel has agreed this note.")
    if room.mode != "independent":
        return Moment("together")  # members work through the notes on their own
    if room.note is None:
        return Moment("none", why="This note was put off. The facilitator opens the next one.")
    return Moment(f"{room.note}.{room.phase}", "judge", room.note, _why(room, viewer))


def _agreeing(room: Room, viewer: Viewer) -> Moment:
    if room.note is None:
        return Moment("none", why="No note is open now.")
    return Moment(f"{room.note}.{room.phase}", "agree", room.note, _why(room, viewer))


def _following(room: Room, viewer: Viewer) -> tuple[str, int | None]:
    return ("workshop", None) if room.note in {None, viewer.note} else ("judge", room.note)


def _why(room: Room, viewer: Viewer) -> str:
    if room.note != viewer.note:
        return f"Note {room.position} is open now."
    if room.phase != "revealed":
        return "Everybody judges this note alone now."
    return LATE if viewer.page == "judge" and not viewer.submitted else SHOWN
