"""What happens to the workers in the middle of a load: killed, started anew, robbed of Redis or database, or frozen."""

import random
import time
from collections.abc import Callable
from datetime import timedelta

from benchmarks.workers import Workers, flush, restart_database

Wreck = Callable[[Workers, int], bool]  # what is done to workers and the batch they load; whether it met them at work
LONGEST = 60.0  # seconds to wait for workers to go on
DELIVERED = 5  # times that one message comes in the worst case


def kill(workers: Workers, batch: int) -> bool:
    """Those that work are gone, their parent starts others."""
    workers.kill_children()
    return _under_way(batch)


def start_anew(workers: Workers, batch: int) -> bool:
    """The whole service of workers is gone and comes back."""
    workers.kill()
    workers.start()
    return _under_way(batch)


def lose_redis(workers: Workers, batch: int) -> bool:
    """Every message is gone, and whoever worked too."""
    flush()
    workers.kill_children()
    return _under_way(batch)


def lose_database(workers: Workers, batch: int) -> bool:
    """The database is gone in the middle of whatever it did, and comes back."""
    restart_database()
    return _under_way(batch)


def freeze(workers: Workers, batch: int) -> bool:
    """They stand still between two chunks, others take over, and then they wake and would write what they had checked.

    Nothing but the fence keeps their late chunk out: a killed worker writes no more by itself, a frozen one does.
    """
    _wait_for_more(batch)  # now somebody is at work
    _freeze_between_chunks(workers, batch)
    go_on(batch, times=DELIVERED)
    with workers.others():
        _wait_for_more(batch)
        met = _under_way(batch)
        workers.thaw()
        for _ in range(3):  # they have time to write, if anything lets them
            _wait_for_more(batch)
    return met


def go_on(batch: int, *, times: int) -> None:
    """What the sweep does once the lease has ended; the lease is ended by hand, so that a run takes minutes."""
    from django.utils import timezone

    from reviews.intake.wake import _ring
    from reviews.models import Batch

    Batch.objects.filter(pk=batch).update(lease_until=timezone.now() - timedelta(seconds=1))
    for _ in range(times):
        _ring(batch)


def _under_way(batch: int) -> bool:
    from reviews.models import Batch

    return not Batch.objects.get(pk=batch).settled


def _wait_for_more(batch: int) -> None:
    """Until another chunk is stored, or nothing is left to do."""
    from reviews.models import Batch

    first, until = Batch.objects.get(pk=batch), time.monotonic() + LONGEST
    now = first
    while now.done <= first.done and not now.settled:
        if time.monotonic() > until:
            raise RuntimeError(f"Nobody went on at {now.done} rows.")
        time.sleep(0.005)
        now = Batch.objects.get(pk=batch)


def _freeze_between_chunks(workers: Workers, batch: int) -> None:
    """One that froze in the middle of a write would hold the row's lock, and others would wait for it."""
    for _ in range(200):
        workers.freeze()
        time.sleep(0.2)  # what they had just asked of the database, which stands not still, may take the lock yet
        if not _being_written(batch):
            return
        workers.thaw()
        time.sleep(0.002)
    raise RuntimeError("The workers were never seen between two chunks.")


def _being_written(batch: int) -> bool:
    from django.db import OperationalError, transaction

    from reviews.models import Batch

    try:
        with transaction.atomic():
            Batch.objects.select_for_update(nowait=True).get(pk=batch)
    except OperationalError:
        return True
    return False


def chosen(points: int, *, seed: int) -> list[Wreck]:
    """Mostly kills; one of each other kind, and a second frozen service, where there is room. In seeded order."""
    special: list[Wreck] = [freeze, lose_redis, start_anew, lose_database, freeze]
    drawn = [*special, *[kill] * points][:points]
    random.Random(seed).shuffle(drawn)  # noqa: S311 - a reproducible run
    return drawn
