"""Who works on a batch: one at a time, for as long as the lease runs, and never after somebody else took over.

A worker that takes a batch raises its fence. Every later write asks for that fence under the row's lock, so a worker
that was thought dead and wakes up again finds the fence raised and writes nothing.
"""

from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from reviews.models import Batch
from reviews.worker import nobody_there

UNDER_WAY = (Batch.Status.WAITING, Batch.Status.CHECKING, Batch.Status.LOADING)
# Opening and counting the largest file takes about 20 seconds; a chunk takes about one. With the sweep that looks for
# leases that ended (config.celery) a load goes on within a minute of its worker's end.
TO_OPEN = timedelta(seconds=45)
PER_CHUNK = timedelta(seconds=20)


class LostLease(Exception):
    """Somebody else took the batch over: stop, without a trace."""


def claim(batch_id: int) -> int | None:
    """Take the batch if nobody works on it, and return the fence; None when there is nothing to take."""
    now = timezone.now()
    free = Batch.objects.filter(Q(lease_until=None) | Q(lease_until__lt=now), pk=batch_id, status__in=UNDER_WAY)
    fence = Batch.objects.filter(pk=batch_id).values_list("fence", flat=True).first()
    if fence is None:
        return None
    taken = free.filter(fence=fence).update(fence=F("fence") + 1, lease_until=now + TO_OPEN)
    return fence + 1 if taken else None


def hold(batch_id: int, fence: int) -> Batch:
    """The batch with its row locked. Call inside a transaction. Raises LostLease when the fence was raised since."""
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if _passed_on(batch, fence):
        raise LostLease
    return batch


def lost(batch_id: int, fence: int) -> bool:
    """Whether `hold` would raise LostLease."""
    return _passed_on(Batch.objects.get(pk=batch_id), fence)


def _passed_on(batch: Batch, fence: int) -> bool:
    return batch.fence != fence or batch.settled


def lapsed() -> QuerySet[Batch]:
    """Batches that nobody works on: their message was lost, or their worker was."""
    return Batch.objects.filter(Q(lease_until=None) | Q(lease_until__lt=timezone.now()), status__in=UNDER_WAY)


def cut_short(area_id: int, kind: str, sha256: str) -> Batch | None:
    """The load of this very file that somebody began and nobody works on: it can be gone on with."""
    return lapsed().filter(area_id=area_id, kind=kind, sha256=sha256, status=Batch.Status.LOADING).first()


def nobody_works(batch: Batch) -> bool:
    """True when the batch waits and no worker has given a sign for 10 seconds. A worker deep in a file gives none."""
    return not batch.settled and nobody_there()
