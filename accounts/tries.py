"""Tries that may be guesses: counted by person in the table of limits before they are looked at, as signing in is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from allauth.core.internal import ratelimit
from django.utils import timezone

from accounts.requests import SignedIn
from config.errors import NotAllowed

MOST, MINUTES = 5, 5
LIMIT = f"{MOST}/{MINUTES}m/user"


class TriedTooOften(NotAllowed):
    """`seconds` until the next try is looked at; the message has the time on the clock."""

    def __init__(self, what: str) -> None:
        self.seconds = MINUTES * 60
        again = timezone.localtime() + timedelta(seconds=self.seconds)
        super().__init__(
            f"You entered too many {what}s that were wrong, so none is looked at for a while. You can try again at "
            f"{again:%H:%M}, in {MINUTES} minutes."
        )


@contextmanager
def a_try(request: SignedIn, what: str, *, wrong: type[Exception]) -> Iterator[None]:
    """Around one try at `what` ("code"); only one that raises `wrong` stays counted. Raises TriedTooOften.

    Counted first and given back, so that many at once are no more than one after another.
    """
    counted = ratelimit.consume(request, app="accounts", action=what, config={what: LIMIT})
    if counted is None:
        raise TriedTooOften(what)
    try:
        yield
    except wrong:
        raise
    except BaseException:
        counted.rollback()
        raise
    counted.rollback()
