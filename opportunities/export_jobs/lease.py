"""Who makes a file: one at a time, for as long as the lease runs, and never after somebody else took over.

The same shape as reviews.intake.lease: a worker raises the fence, and every later write asks for it.
"""

from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from opportunities.models import ExportJob
from opportunities.models.export_job import ExportState
from reviews.worker import nobody_there

UNDER_WAY = (ExportState.WAITING, ExportState.MAKING)
# A step of typesetting takes seconds, a thousand rows of answers less; each step begins the lease anew.
LEASE = timedelta(seconds=60)


class LostLease(Exception):
    """Somebody else took the file over, or it is no longer wanted: stop, without a trace."""


def claim(job_id: int) -> int | None:
    """Take the job if nobody works on it, and return the fence; None when there is nothing to take."""
    fence = ExportJob.objects.filter(pk=job_id).values_list("fence", flat=True).first()
    if fence is None:
        return None
    free = lapsed().filter(pk=job_id, fence=fence)
    until = timezone.now() + LEASE
    taken = free.update(fence=F("fence") + 1, lease_until=until, state=ExportState.MAKING, done=0, total=0)
    return fence + 1 if taken else None


def renew(job_id: int, fence: int, done: int, total: int) -> None:
    """Note how far it is, and begin the lease anew. Raises LostLease."""
    mine = ExportJob.objects.filter(pk=job_id, fence=fence, state=ExportState.MAKING)
    if not mine.update(done=done, total=total, lease_until=timezone.now() + LEASE):
        raise LostLease


def hold(job_id: int, fence: int) -> ExportJob:
    """The job with its row locked. Call inside a transaction. Raises LostLease when the fence was raised since."""
    job = ExportJob.objects.select_for_update().filter(pk=job_id, fence=fence, state=ExportState.MAKING).first()
    if job is None:
        raise LostLease
    return job


def lapsed() -> QuerySet[ExportJob]:
    """Jobs that nobody works on: their message was lost, or their worker was."""
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return ExportJob.objects.filter(free, state__in=UNDER_WAY, expires_at__gt=now)


def nobody_works(job: ExportJob) -> bool:
    """True when the job waits and no worker has given a sign for 10 seconds. A worker deep in a file gives none."""
    if job.settled or not nobody_there():
        return False
    return not ExportJob.objects.filter(lease_until__gte=timezone.now(), state__in=UNDER_WAY).exists()
