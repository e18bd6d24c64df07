"""Looks whether notes and the audit trail are as they were written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reviews.intake.hashes import check_hashes


class Command(BaseCommand):
    help = "Make every note's hash again, and every sealed day's. Ends with 1 where one is not as it was written."

    def handle(self, **options: Any) -> None:
        check = check_hashes(every_day=True)
        if check.found:
            what = [
                *(f"note {number}" for number in check.note_ids),
                *(f"the audit trail of {day}" for day in check.days),
            ]
            raise CommandError(f"{check.differing} notes differ. Not as written: {', '.join(what)}.", returncode=1)
        self.stdout.write(f"{check.notes} notes and the audit trail are as they were written.")
