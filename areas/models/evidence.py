"""How sure an area is of a volume or a realisable share, and where the number comes from."""

from django.db import models
from django.db.models import F, Q

from areas.models.area import Area
from pathways import questions


class Measured(models.TextChoices):
    """Which input of a decision point."""

    VOLUME = "annual-volume", "Annual volume"
    SHARE = "realisable-share", "Realisable share"


class InputEvidence(models.Model):
    """Source and day of one input, and the lowest and highest it could well be. No row: the area has not said."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="evidence")
    decision_point = models.CharField(max_length=20, choices=questions.CHOICES)
    of = models.CharField(max_length=16, choices=Measured)
    low = models.DecimalField(max_digits=24, decimal_places=12, null=True)
    high = models.DecimalField(max_digits=24, decimal_places=12, null=True)
    source = models.CharField(max_length=500, blank=True)
    as_of = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "decision_point", "of"], name="evidence_once_per_input"),
            models.CheckConstraint(condition=Q(of__in=Measured.values), name="evidence_of_a_known_input"),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True)
                | Q(low__isnull=False, high__isnull=False, low__gte=0, high__gte=F("low")),
                name="evidence_low_to_high",
            ),
            models.CheckConstraint(
                condition=~Q(of=Measured.SHARE) | Q(high__isnull=True) | Q(high__lte=1),
                name="evidence_share_at_most_1",
            ),
            models.CheckConstraint(
                condition=~Q(source="") | Q(as_of__isnull=False) | Q(low__isnull=False), name="evidence_says_something"
            ),
        ]
