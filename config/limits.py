"""How long anything may take before it is given up: long for jobs and commands, short for what a person waits for."""

from dataclasses import dataclass
from typing import Any

from config import env


@dataclass(frozen=True)
class Limits:
    """Seconds of a statement, of waiting for a lock, and of a transaction in which nothing happens."""

    statement: int
    lock: int
    idle: int

    def options(self) -> str:
        """As PostgreSQL is told by each connection. Statements are short: compiling one takes longer than it saves."""
        given = {
            "statement_timeout": self.statement,
            "lock_timeout": self.lock,
            "idle_in_transaction_session_timeout": self.idle,
        }
        return " ".join(f"-c {name}={seconds * 1000}" for name, seconds in given.items()) + " -c jit=off"


PAGES = Limits(
    env.number("PAGE_STATEMENT_SECONDS", default=30, least=1), env.number("PAGE_LOCK_SECONDS", default=5, least=1), 60
)
JOBS = Limits(
    env.number("JOB_STATEMENT_SECONDS", default=900, least=1), env.number("JOB_LOCK_SECONDS", default=60, least=1), 900
)
# A server that is gone without a word is noticed: 5 seconds to connect, half a minute for what was sent to arrive.
NETWORK = {"connect_timeout": 5, "keepalives_idle": 30, "keepalives_interval": 10, "tcp_user_timeout": 30_000}
# A page rings for a worker and goes on. Who does not answer in a second is not waited for: the timetable rings again.
RING = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0, "connect_retries_timeout": 1}
# A worker waits for work in calls of a second, so that silence of ten means that the server is gone.
LISTEN = {"socket_timeout": 10, "socket_connect_timeout": 5, "socket_keepalive": True}


def for_pages() -> None:
    """Called once by a web process, before its first connection: a page gives up sooner than a job."""
    from celery import current_app
    from django.conf import settings
    from django.db import connections

    options: dict[str, Any] = connections["default"].settings_dict["OPTIONS"]
    if "options" in options:
        options["options"] = options["options"].replace(JOBS.options(), PAGES.options())
    if settings.REDIS_URL:
        current_app.conf.broker_transport_options = {**current_app.conf.broker_transport_options, **RING}
