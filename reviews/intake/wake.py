"""Rings for a worker that loads a batch. The batch's row is the job."""

from django.db import transaction

from config.bell import ring
from reviews.intake.lease import lapsed

TASK = "reviews.tasks.load_batch"


def wake(batch_id: int) -> None:
    """Ring once the batch is committed."""
    transaction.on_commit(lambda: _ring(batch_id))


def resume() -> None:
    """Ring for every batch that nobody works on."""
    for batch_id in lapsed().values_list("pk", flat=True):
        _ring(batch_id)


def _ring(batch_id: int) -> None:
    ring(TASK, batch_id, "Batch")
