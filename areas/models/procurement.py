"""Question 7: the weekly rates that commissioners pay for beds, beside a benchmark."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from areas.models.area import Area
from areas.models.inputs import SHARE
from pathways.models import Sector

NOT_NEGATIVE = [MinValueValidator(0)]


class Procurement(models.Model):
    """An area's answer to question 7 as a whole."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="procurement")
    realisable_share = models.DecimalField(max_digits=13, decimal_places=12, null=True, blank=True, validators=SHARE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(realisable_share__isnull=True) | Q(realisable_share__range=(0, 1)),
                name="procurement_share_from_0_to_1",
            )
        ]


class ProcurementReason(models.Model):
    """Why rates differ, in the lead's words, most important first."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="procurement_reasons")
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]


class ProcurementRate(models.Model):
    """What one commissioner pays for one type of bed: £ a week, the benchmark, and how many beds."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="procurement_rates")
    commissioner = models.CharField(max_length=120)
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="+")
    bed_type = models.CharField(max_length=120)
    weekly_rate = models.DecimalField(max_digits=20, decimal_places=8, validators=NOT_NEGATIVE)
    benchmark = models.DecimalField(max_digits=20, decimal_places=8, validators=NOT_NEGATIVE)
    beds = models.DecimalField(max_digits=18, decimal_places=6, validators=NOT_NEGATIVE)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekly_rate__gte=0, benchmark__gte=0, beds__gte=0), name="procurement_rate_not_negative"
            )
        ]
