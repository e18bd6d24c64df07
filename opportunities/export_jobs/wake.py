"""Rings for a worker. A message that gets lost only costs the time until the next sweep."""

import logging

from celery import current_app
from django.db import transaction

from opportunities.export_jobs.lease import lapsed

log = logging.getLogger(__name__)
TASK = "opportunities.tasks.make_export"


def wake(job_id: int) -> None:
    """Ring once the job is committed. Failing to ring is no error for whoever asked: the sweep will find it."""
    transaction.on_commit(lambda: _ring(job_id))


def resume() -> None:
    """Ring for every job that nobody works on."""
    for job_id in lapsed().values_list("pk", flat=True):
        _ring(job_id)


def _ring(job_id: int) -> None:
    try:
        # A message that has waited this long has been followed by another from the sweep.
        current_app.send_task(TASK, [job_id], expires=60, retry=False)
    except Exception as error:  # whatever the broker's client raises, the row is safe
        log.warning("Export %s waits for the sweep: the queue can't be reached (%s)", job_id, type(error).__name__)
