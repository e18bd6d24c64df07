"""How each fault of the plan is done. Those aimed at something under way wait for it, for a while."""

import signal
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import Error, connection
from django.utils import timezone
from redis import Redis

from opportunities.models import Snapshot
from reviews.models import Batch
from tests.faults.loads import Loads
from tests.faults.processes import wait_for
from tests.faults.site import Site

PATIENCE = 20.0  # seconds to wait for work to be under way


class Strikes:
    """Gives for each fault whether it met what it was aimed at."""

    def __init__(self, site: Site, loads: Loads) -> None:
        self._site, self._loads = site, loads

    def do(self, what: str) -> bool:
        """Do it, and leave it to the service to get well again. Raises KeyError for a fault nobody knows."""
        connection.close()  # an earlier fault may have ended it
        done: dict[str, Callable[[], bool]] = {
            "kill worker at any moment": lambda: self._kill("worker"),
            "kill worker with the timetable": lambda: self._kill("timetable", "worker"),
            "kill worker while it loads": self._while_it_loads,
            "kill worker while it rolls up": self._while_it_rolls_up,
            "kill web": lambda: self._kill("web"),
            "restart database": lambda: self._kill("database", how=signal.SIGQUIT),
            "flush redis": self._flush,
            "kill redis": lambda: self._kill("redis"),
        }
        return done[what]()

    def _kill(self, *names: str, how: signal.Signals = signal.SIGKILL) -> bool:
        """SIGQUIT has PostgreSQL end at once without a checkpoint, as after a crash."""
        for name in names:
            self._site.services.strike(name, how)
        return True

    def _hand_in(self) -> int:
        wait_for("The database", self._site.answers)
        return self._loads.hand_in()

    def _while_it_loads(self) -> bool:
        batch = self._hand_in()
        met = _until(lambda: Batch.objects.filter(pk=batch, done__gt=0, status=Batch.Status.LOADING).exists())
        self._kill("worker")
        return met

    def _while_it_rolls_up(self) -> bool:
        met = _until(lambda: Snapshot.objects.filter(area__isnull=False, claimed_until__gt=timezone.now()).exists())
        self._kill("worker")
        return met

    def _flush(self) -> bool:
        """A file has just been handed in: its message is lost, unless a worker was quicker."""
        self._hand_in()
        wait_for("Redis", Redis(unix_socket_path=str(self._site.redis_socket)).flushall)
        return True


def _until(there: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(Error):
            if there():
                return True
            time.sleep(0.003)
            continue
        connection.close()
        time.sleep(0.1)
    return False
