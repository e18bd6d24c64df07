"""An area's volumes, realisable shares and costs."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from areas.models.area import Area
from pathways import questions
from pathways.models import Cost, Pathway

SHARE = [MinValueValidator(0), MaxValueValidator(1)]


class DecisionPointInput(models.Model):
    """Decisions a year at a decision point, and the part of the opportunity there that could be realised."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="decision_point_inputs")
    decision_point = models.CharField(max_length=20, choices=questions.CHOICES)
    annual_volume = models.DecimalField(
        max_digits=18, decimal_places=6, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    realisable_share = models.DecimalField(max_digits=13, decimal_places=12, null=True, blank=True, validators=SHARE)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "decision_point"], name="input_once_per_decision_point"),
            models.CheckConstraint(
                condition=Q(annual_volume__isnull=True) | Q(annual_volume__gte=0), name="annual_volume_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(realisable_share__isnull=True) | Q(realisable_share__range=(0, 1)),
                name="realisable_share_from_0_to_1",
            ),
        ]


class RealisableShare(models.Model):
    """A realisable share of its own for people on one actual pathway, such as a long-term residential placement."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="realisable_shares")
    decision_point = models.CharField(max_length=20, choices=questions.CHOICES)
    actual_pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="+")
    share = models.DecimalField(max_digits=13, decimal_places=12, validators=SHARE)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "decision_point", "actual_pathway"], name="share_once_per_actual_pathway"
            ),
            models.CheckConstraint(condition=Q(share__range=(0, 1)), name="share_by_pathway_from_0_to_1"),
        ]


class AreaCost(Cost):
    """A local cost. An area's costs for a pathway replace all of that pathway's national ones."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="costs")
    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "pathway", "sector"], name="area_cost_once_per_sector"),
            models.CheckConstraint(condition=Q(unit_cost__gte=0, units__gte=0), name="area_cost_not_negative"),
        ]
