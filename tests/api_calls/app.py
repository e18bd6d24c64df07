"""The site as a program that answers calls: each call's changes are taken back, and each answer is counted."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections, transaction


class TakingBack:
    """A WSGI application. `answered` counts calls by status."""

    def __init__(self) -> None:
        self.site = WSGIHandler()
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.connection.inc_thread_sharing()  # the calls come from threads of the library that makes them
        self.answered: Counter[int] = Counter()
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        connections[DEFAULT_DB_ALIAS] = self.connection
        with transaction.atomic():
            response = self.site(environ, start_response)
            with closing(response):
                body = [b"".join(response)]
            transaction.set_rollback(True)
        self.answered[response.status_code] += 1
        return body
