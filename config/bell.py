"""Rings for a worker. A message that gets lost only costs the time until the next sweep."""

import logging

from celery import current_app

log = logging.getLogger(__name__)


def ring(task: str, number: int, what: str) -> None:
    """Ask for `task` on row `number`. Failing to is no error for whoever waits: the sweep of `what` will find it."""
    try:
        # A message that has waited this long has been followed by another from the sweep.
        current_app.send_task(task, [number], expires=60, retry=False)
    except Exception as error:  # whatever the broker's client raises, the row is safe
        log.warning("%s %s waits for the sweep: the queue can't be reached (%s)", what, number, type(error).__name__)
