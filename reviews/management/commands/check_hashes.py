"""Looks whether notes, agreed reviews and the audit trail are as they were written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reviews.intake.hashes import check_hashes


class Command(BaseCommand):
    help = (
        "Make the hash of every note, agreed review and sealed day again. "
        "Ends with 1 where one is not as it was written."
    )

    def handle(self, **options: Any) -> None:
        check = check_hashes(every_day=True)
        if check.found:
            what = [
                *(f"note {number}" for number in check.note_ids),
                *(f"agreed review {number}" for number in check.review_ids or []),
                *(f"the audit trail of {day}" for day in check.days),
            ]
            counts = f"{check.differing} notes and {check.reviews_differing} agreed reviews differ"
            raise CommandError(f"{counts}. Not as written: {', '.join(what)}.", returncode=1)
        self.stdout.write(
            f"{check.notes} notes, {check.reviews} agreed reviews and the audit trail are as they were written."
        )
