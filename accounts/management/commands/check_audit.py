"""Looks whether the audit trail is as it was sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.audit_days import days_changed
from accounts.models import AuditDay


class Command(BaseCommand):
    help = "Look at every sealed day of the audit trail again. Ends with 1 where one is not as it was sealed."

    def handle(self, **options: Any) -> None:
        changed = days_changed(None)
        if changed:
            days = ", ".join(day.isoformat() for day in changed)
            raise CommandError(f"The audit trail is not as it was sealed on: {days}.", returncode=1)
        self.stdout.write(f"{AuditDay.objects.count()} sealed days of the audit trail are as they were.")
