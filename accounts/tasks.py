"""What runs in the worker for the audit trail and for people's sessions."""

from celery import shared_task

from accounts import audit_days
from accounts.sessions import listing


@shared_task
def seal_audit_days() -> None:
    """Seal the days that are over, and look at the newest again."""
    audit_days.seal_due()
    audit_days.days_changed()


@shared_task
def forget_ended_sessions() -> None:
    """Rows of sessions that no longer work. Safe to run twice."""
    listing.forget_ended()
