"""When a note may not be read, and the words for it. No Django in here."""

from config.errors import NotAllowed

KNOWS_PERSON = "You told us that you know this person, so this note is hidden from you."
REPORTED = (
    "Somebody reported that this note identifies a person, so it is hidden from everybody until a data steward has "
    "looked at it. What was judged or agreed is kept."
)
RETIRED = "This note was retired, so it is not reviewed any more. What was judged or agreed is kept."


class NoteHidden(NotAllowed):
    """This person may be in the room, but may not read this note now. The message says why."""


def check_readable(*, retired: bool, reported: bool, knows_person: bool) -> None:
    """Raise NoteHidden when one of these is so, with the reason that no reader can do anything about first."""
    for so, why in ((retired, RETIRED), (reported, REPORTED), (knows_person, KNOWS_PERSON)):
        if so:
            raise NoteHidden(why)
