"""How a log line is written: an error of the database without the row that it quotes."""

import logging
from collections.abc import Iterator
from types import TracebackType

from django.db import Error

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class NoRows(logging.Formatter):
    """PostgreSQL puts the row that broke a rule below the first line of its error, and a row may be a note."""

    def formatException(self, ei: Raised) -> str:
        """The traceback, with only the first line of what the database said, wherever in the chain it was said."""
        text = super().formatException(ei)
        for message in {str(error) for error in _chain(ei[1]) if _of_the_database(error)}:
            text = text.replace(message, message.partition("\n")[0])
        return text


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if each is not None and id(each) not in seen:
            seen.add(id(each))
            yield each
            waiting += [each.__cause__, each.__context__]


def _of_the_database(error: BaseException) -> bool:
    """Django's own and the driver's, which Django's carries as its cause."""
    return isinstance(error, Error) or type(error).__module__.startswith("psycopg2")
