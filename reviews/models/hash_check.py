"""What one look at all hashes found."""

from django.db import models
from django.utils import timezone


class HashCheck(models.Model):
    """Ids and days only. `note_ids` holds the first of the `differing` notes, `days` ISO dates of the audit trail.

    `reviews` and `review_ids` are the same of agreed reviews; without a number in a look of before they had hashes.
    """

    NAMED = 200  # notes at most, by id, and as many reviews

    at = models.DateTimeField(default=timezone.now)
    notes = models.PositiveIntegerField()
    differing = models.PositiveIntegerField()
    note_ids = models.JSONField(default=list)
    days = models.JSONField(default=list)
    reviews = models.PositiveIntegerField(null=True)
    reviews_differing = models.PositiveIntegerField(default=0, db_default=0)
    review_ids = models.JSONField(default=list, null=True)

    class Meta:
        ordering = ["-pk"]

    @property
    def found(self) -> bool:
        return bool(self.differing or self.reviews_differing or self.days)
