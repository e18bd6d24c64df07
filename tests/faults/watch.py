"""How long the service takes to be well again after each fault, with nobody's help: asked twice a second."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import Error, connection

from opportunities.models import Snapshot
from opportunities.rollup import revision
from reviews.intake.lease import UNDER_WAY
from reviews.models import Batch, WorkerSign

EVERY = 0.5
SIGNS = ("pages", "worker", "loads", "tables")


@dataclass
class Watched:
    """A fault, and after how many seconds each sign of health was seen."""

    what: str
    began: float
    met: bool
    loads: dict[int, tuple[int, int, str]]  # what was under way, and how far
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def well(self) -> bool:
        return len(self.seconds) == len(SIGNS)


class Watch:
    """pages: the site and its database answer; worker: it gave a sign; loads: each that was under way got further;
    tables: they were rolled up, or are up to date."""

    def __init__(self, answers: Callable[[], bool]) -> None:
        self._answers, self.faults = answers, list[Watched]()
        self._over, self._thread = threading.Event(), threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def begin(self, what: str, do: Callable[[str], bool]) -> None:
        """Do a fault and watch what follows. What was under way is read after it, once the database answers."""
        met = do(what)
        began, loads = time.time(), dict[int, tuple[int, int, str]]()
        until = began + 60
        while time.time() < until:
            with suppress(Error):
                loads = _under_way()
                break
            connection.close()
            time.sleep(0.2)
        self.faults.append(Watched(what, began, met, loads))

    def well(self) -> bool:
        return all(each.well for each in self.faults)

    def _run(self) -> None:
        while not self._over.wait(EVERY):
            try:
                signs = self._signs()
            except (Error, OSError):
                connection.close()
                continue
            for each in [each for each in self.faults if not each.well]:
                for name, there in signs.items():
                    if name not in each.seconds and there(each):
                        each.seconds[name] = round(time.time() - each.began, 1)
        connection.close()

    def _signs(self) -> dict[str, Callable[[Watched], bool]]:
        pages, sign, now = self._answers(), WorkerSign.objects.filter(pk=1).first(), _under_way()
        stale = revision.stale_areas() or revision._stale().exists()
        made = Snapshot.objects.filter(area__isnull=False).values_list("as_of", flat=True).first()
        return {
            "pages": lambda each: pages,
            "worker": lambda each: sign is not None and sign.at > _moment(each),
            "loads": lambda each: all(now.get(batch) != far for batch, far in each.loads.items()),
            "tables": lambda each: not stale or (made is not None and made > _moment(each)),
        }


def _under_way() -> dict[int, tuple[int, int, str]]:
    """Fence, rows done and status of each load that has not ended."""
    found = Batch.objects.filter(status__in=UNDER_WAY).values_list("pk", "fence", "done", "status")
    return {pk: (fence, done, status) for pk, fence, done, status in found}


def _moment(each: Watched) -> datetime:
    return datetime.fromtimestamp(each.began, UTC)
