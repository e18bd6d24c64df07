"""What the timetable asks of this layer. Safe to run twice, at once, and late."""

from celery import shared_task

from recovery import orphans


@shared_task
def remove_orphans() -> None:
    """Files that no row names, and tokens that have ended."""
    orphans.remove()
