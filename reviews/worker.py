"""Whether anybody works the queue."""

from datetime import timedelta

from django.utils import timezone

from reviews.models import Batch, WorkerSign

# The timetable asks for a sign every 4 seconds, so two missed ones and a little mean that nobody is there.
SILENT_AFTER = timedelta(seconds=10)


def give_sign() -> None:
    """Note that a worker is at work now."""
    WorkerSign.objects.update_or_create(pk=1, defaults={"at": timezone.now()})


def worker_alive() -> bool:
    """True when a worker gave a sign of life in the last 10 seconds."""
    return WorkerSign.objects.filter(at__gte=timezone.now() - SILENT_AFTER).exists()


def nobody_there() -> bool:
    """True when no worker has given a sign for 10 seconds, and none is deep in a batch, from where it gives none."""
    if worker_alive():
        return False
    under_way = (Batch.Status.WAITING, Batch.Status.CHECKING, Batch.Status.LOADING)
    return not Batch.objects.filter(lease_until__gte=timezone.now(), status__in=under_way).exists()
