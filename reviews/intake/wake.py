"""Rings for a worker. The batch's row is the job; a message that gets lost only costs the time until the next sweep."""

import logging

from celery import current_app
from django.db import transaction

from reviews.intake.lease import lapsed

log = logging.getLogger(__name__)
TASK = "reviews.tasks.load_batch"


def wake(batch_id: int) -> None:
    """Ring once the batch is committed. Failing to ring is no error for whoever uploaded: the sweep will find it."""
    transaction.on_commit(lambda: _ring(batch_id))


def resume() -> None:
    """Ring for every batch that nobody works on."""
    for batch_id in lapsed().values_list("pk", flat=True):
        _ring(batch_id)


def _ring(batch_id: int) -> None:
    try:
        # A message that has waited this long has been followed by another from the sweep.
        current_app.send_task(TASK, [batch_id], expires=60, retry=False)
    except Exception as error:  # whatever the broker's client raises, the row is safe
        log.warning("Batch %s waits for the sweep: the queue can't be reached (%s)", batch_id, type(error).__name__)
