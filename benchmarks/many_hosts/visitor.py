"""A person who comes to nginx from an address of their own, over TLS, as a browser does."""

import ssl
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPSConnection

from benchmarks.heard import Heard
from benchmarks.many_hosts.shape import NAME
from benchmarks.person import Person


class Visitor(Person):
    def __init__(self, at: str, comes_from: str, trusted: ssl.SSLContext, email: str, seed: int) -> None:
        super().__init__(443, email, seed)
        self._at, self._comes_from, self._trusted = at, comes_from, trusted

    def _connection(self) -> HTTPConnection:
        return HTTPSConnection(
            self._at, self._port, timeout=30, source_address=(self._comes_from, 0), context=self._trusted
        )

    def _ask(
        self, method: str, address: str, headers: Mapping[str, str], body: str | bytes | None = None
    ) -> tuple[Heard, dict[str, str]]:
        return super()._ask(method, address, {"Host": NAME, "Origin": f"https://{NAME}", **headers}, body)


def trusting(certificate: str) -> ssl.SSLContext:
    """The run's own certificate and no other. The host is asked for by its address, so its name is not looked at."""
    context = ssl.create_default_context(cafile=certificate)
    context.check_hostname = False
    return context
