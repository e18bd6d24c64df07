"""Rings for a worker that makes a file. The row of what was asked for is the job."""

from django.db import transaction

from config.bell import ring
from opportunities.export_jobs.lease import lapsed

TASK = "opportunities.tasks.make_export"


def wake(job_id: int) -> None:
    """Ring once the job is committed."""
    transaction.on_commit(lambda: _ring(job_id))


def resume() -> None:
    """Ring for every job that nobody works on."""
    for job_id in lapsed().values_list("pk", flat=True):
        _ring(job_id)


def _ring(job_id: int) -> None:
    ring(TASK, job_id, "Export")
