"""What is done to the network while people work; nothing else is touched."""

import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.db import Error, connection

from benchmarks.many_hosts.acts_planned import CUTS
from benchmarks.many_hosts.network import cut, join
from benchmarks.many_hosts.site import Site
from benchmarks.many_hosts.spread import given_to
from benchmarks.many_hosts.stores import ask, lead_to
from reviews.models import Batch
from tests.faults.loads import Loads

PATIENCE = 20.0  # seconds to wait for a load to be under way
AWAY = 30.0  # seconds that a host is cut off at least


@dataclass(frozen=True)
class Done:
    """`at` in seconds; `batch`: the load that this host was at."""

    what: str
    host: str
    at: float
    batch: int | None = None


class Acts:
    """Gives for each whether it met what it was aimed at."""

    def __init__(self, done: list[Done], site: Site, loads: Loads) -> None:
        """`done` gets a line for each."""
        self._done, self._site, self._loads, self._worker = done, site, loads, site.shape.worker_hosts[-1]

    def do(self, what: str) -> bool:
        """Raises KeyError for what nobody knows."""
        connection.close()  # an earlier one may have ended it
        web = self._site.shape.web_hosts[-1]
        done: dict[str, Callable[[], bool]] = {
            CUTS["web"][0]: lambda: self._cut(web),
            CUTS["web"][1]: lambda: self._join(web),
            CUTS["worker"][0]: self._while_it_loads,
            CUTS["worker"][1]: lambda: self._join(self._worker),
            CUTS["redis"][0]: lambda: self._cut("redis"),
            CUTS["redis"][1]: lambda: self._join("redis"),
            CUTS["primary"][0]: self._promote,
        }
        return done[what]()

    def _while_it_loads(self) -> bool:
        before = self._given()
        batch = self._loads.hand_in()
        met = _until(lambda: Batch.objects.filter(pk=batch, done__gt=0, status=Batch.Status.LOADING).exists())
        now = self._given()
        self._worker = max(now, key=lambda host: now[host] - before[host])
        return self._cut(self._worker, batch) and met

    def _cut(self, host: str, batch: int | None = None) -> bool:
        self._done.append(Done("cut off", host, time.time(), batch))
        cut(host)
        return True

    def _join(self, host: str) -> bool:
        time.sleep(max(0.0, self._done[-1].at + AWAY - time.time()))
        self._done.append(Done("back", host, time.time()))
        join(host)
        return True

    def _given(self) -> dict[str, int]:
        """How many loads each worker host was given so far."""
        hosts = self._site.shape.worker_hosts
        return {host: given_to(self._site.log(host)).get("load_batch", 0) for host in hosts}

    def _promote(self) -> bool:
        """What a person does (docs/deploy/standby.md), as fast as a script does it."""
        self._cut("db-1")
        ask(self._site.folder / "db-2", "SELECT pg_promote(true, 60)")
        lead_to(self._site, "db-2")
        self._site.services.strike("pgbouncer", signal.SIGHUP)
        return True


def _until(there: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(Error):
            if there():
                return True
        time.sleep(0.01)
    return False
