"""When a limit is reached: what it was, in plain words, and when to try again."""

import errno
from dataclasses import dataclass

from django.db import Error, InterfaceError, InternalError, OperationalError


@dataclass(frozen=True)
class Unavailable:
    """A stable `code` for programs, the sentence people read, and the seconds after which to try again."""

    code: str
    sentence: str
    seconds: int


BUSY = Unavailable(
    "busy",
    "Many people are working at once, or somebody is changing the same thing just now. It was not waited for.",
    5,
)
UNREACHABLE = Unavailable("unreachable", "Pathway Review can’t reach its database. It may be starting again.", 15)
FULL = Unavailable(
    "full",
    "The server has no room left to keep anything new. Tell the person who runs Pathway Review where you work.",
    300,
)
# PostgreSQL's classes of errors (appendix A of its manual): what is short, what was interrupted, what can't be locked.
NO_ROOM = {"53100", "53200"}
GIVEN_UP = {"55P03", "57014", "40001", "40P01", "25P03"}
ALWAYS_A_LIMIT = {"25006", "25P03"}  # a standby that takes no changes, and a transaction that was idle for too long
# SQLite has no codes here, and calls a missing table by the same name: only these are no mistakes of ours.
SQLITE = {
    "database is locked": BUSY,
    "database table is locked": BUSY,
    "interrupted": BUSY,
    "database or disk is full": FULL,
    "disk i/o error": FULL,
    "unable to open database file": UNREACHABLE,
    "attempt to write a readonly database": UNREACHABLE,
}
NO_ROOM_FOR_FILES = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def limit_reached(error: BaseException | None) -> Unavailable | None:
    """What ran out, or None when the error is a mistake of ours."""
    if isinstance(error, OSError):
        return FULL if error.errno in NO_ROOM_FOR_FILES else None
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    if type(cause).__module__.startswith("sqlite3"):
        return next((what for words, what in SQLITE.items() if words in str(error).lower()), None)
    return _of_postgresql(error, getattr(cause, "pgcode", None))


def _of_postgresql(error: Error, code: str | None) -> Unavailable | None:
    if isinstance(error, InternalError) and code not in ALWAYS_A_LIMIT:
        return None
    if not isinstance(error, OperationalError | InterfaceError | InternalError):
        return None
    if code in NO_ROOM:
        return FULL
    return BUSY if code in GIVEN_UP or "too many c" in str(error) else UNREACHABLE
