"""What one look at all hashes found."""

from django.db import models
from django.utils import timezone


class HashCheck(models.Model):
    """Ids and days only. `note_ids` holds the first of the `differing` notes, `days` ISO dates of the audit trail."""

    NAMED = 200  # notes at most, by id

    at = models.DateTimeField(default=timezone.now)
    notes = models.PositiveIntegerField()
    differing = models.PositiveIntegerField()
    note_ids = models.JSONField(default=list)
    days = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    @property
    def found(self) -> bool:
        return bool(self.differing or self.days)
