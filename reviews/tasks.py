"""What runs in the worker. A task takes ids and makes one call; each is safe to run twice, at once, and late."""

from celery import shared_task

from reviews.intake import hashes, purge, wake
from reviews.intake.load import load


@shared_task
def load_batch(batch_id: int) -> None:
    """Check or load one batch. Does nothing when somebody is at it already."""
    load(batch_id)


@shared_task
def resume_batches() -> None:
    """Start every batch again whose message or worker was lost."""
    wake.resume()


@shared_task
def purge_notes() -> None:
    """Take the words out of notes whose time to be kept has ended."""
    purge.purge_due()


@shared_task
def check_hashes() -> None:
    """Look whether notes and the audit trail are as they were written."""
    hashes.check_hashes()
