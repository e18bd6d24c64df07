"""How a log line is written: with its request or job, as JSON or to be read, without a row that the database quotes."""

import json
import logging
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import structlog
from django.db import Error
from structlog.typing import Processor

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def traceback_without_rows(exc_info: Any) -> str:
    """The traceback, with only the first line of what the database said, wherever in the chain it was said.

    PostgreSQL puts the row that broke a rule below that line, and a row may be a note.
    """
    text = logging.Formatter().formatException(exc_info)
    for message in {str(error) for error in _chain(exc_info[1]) if _of_the_database(error)}:
        text = text.replace(message, message.partition("\n")[0])
    return text


class NoRows(structlog.stdlib.ProcessorFormatter):
    """Every line of every library, ours included, goes through here. `as_json`: one JSON object a line."""

    def __init__(self, *, as_json: bool) -> None:
        last: Processor = (
            structlog.processors.JSONRenderer(serializer=json.dumps, ensure_ascii=False)
            if as_json
            else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, pad_level=False)
        )
        own = structlog.stdlib.ProcessorFormatter.remove_processors_meta
        super().__init__(processors=[own, last], foreign_pre_chain=EACH_LINE)  # type: ignore[arg-type]


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


# What each line is given, whoever writes it. The request's or job's number comes with the context.
EACH_LINE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.ExceptionRenderer(traceback_without_rows),
]


def configure() -> None:
    """Lines that structlog's own callers write take the same way as those of the standard library."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *EACH_LINE,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
