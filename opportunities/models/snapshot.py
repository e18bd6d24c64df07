"""The stored tables: one working row an area, and one for all areas."""

from django.db import models
from django.db.models import Q

from areas.models import Area


class Snapshot(models.Model):
    """The tables of an area (or, without one, of all areas) as last rolled up. Only opportunities.rollup.run writes it.

    The row is also the job: whoever holds the claim may store, and a claim that has ended may be taken over.
    """

    area = models.OneToOneField(Area, models.CASCADE, null=True, related_name="snapshot")
    figures = models.JSONField(default=dict)  # the tables of opportunities.rollup.tables.Figures
    controlled = models.JSONField(default=dict)  # the same tables for giving away: opportunities.disclosure
    controlled_by = models.CharField(max_length=20, default="")  # the rules they were controlled by: Rules.code
    workings = models.JSONField(default=dict)  # what all areas is pooled from: opportunities.rollup.kept
    draws = models.BinaryField(default=bytes)  # the resampled savings beside the workings; empty when incomplete
    as_of = models.DateTimeField(null=True)  # null: nothing rolled up yet
    revision = models.PositiveBigIntegerField(null=True)  # of the reviews, inputs and catalogue it was made from
    catalogue_revision = models.PositiveBigIntegerField(default=0)  # the catalogue's part of it
    reviews_counted = models.PositiveIntegerField(default=0)
    last_review_id = models.PositiveBigIntegerField(default=0)  # the newest agreed review it was made from
    # Working tables newer than all of this, while what takes long is being made: opportunities.rollup.ahead
    ahead = models.JSONField(null=True)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=Q(area__isnull=True), name="one_snapshot_of_all_areas"),
            models.CheckConstraint(
                condition=Q(as_of__isnull=True, revision__isnull=True) | Q(as_of__isnull=False, revision__isnull=False),
                name="snapshot_says_when_and_from_what",
            ),
            models.CheckConstraint(
                condition=Q(claim__isnull=True, claimed_until__isnull=True)
                | Q(claim__isnull=False, claimed_until__isnull=False),
                name="snapshot_claim_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"Tables of {self.area or 'all areas'}"
