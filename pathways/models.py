"""The catalogue: who pays, who judges, which pathways there are, what they cost, why a better one was not used."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from pathways import questions

CODE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and single hyphens.")


class InOrder(models.Model):
    """Something with a code and a place in the catalogue's order."""

    code = models.CharField(max_length=60, unique=True, validators=[CODE])
    label = models.CharField(max_length=200)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label


class Sector(InOrder):
    """Who pays."""


class Profession(InOrder):
    """What a panel member is. `side` tells whether a panel has both health and social care."""

    class Side(models.TextChoices):
        HEALTH = "health", "Health"
        SOCIAL_CARE = "social-care", "Social care"
        VOLUNTARY = "voluntary", "Voluntary sector"

    side = models.CharField(max_length=11, choices=Side)


class PathwayGroup(InOrder):
    """Pathways that tables rank together."""


class Pathway(InOrder):
    """A service or setting a person can be on."""

    class Setting(models.TextChoices):
        HOME = "home", "At home"
        COMMUNITY = "community", "In the community"
        CARE_HOME = "care-home", "In a care home"
        HOSPITAL = "hospital", "In hospital"

    level_of_care = models.IntegerField()
    setting = models.CharField(max_length=9, choices=Setting, blank=True)
    group = models.ForeignKey(PathwayGroup, models.PROTECT, null=True, blank=True, related_name="pathways")
    definition = models.CharField(max_length=200, blank=True)


class PathwayDecisionPoint(models.Model):
    """A decision point that a pathway can answer."""

    pathway = models.ForeignKey(Pathway, models.CASCADE, related_name="decision_points")
    decision_point = models.CharField(max_length=20, choices=questions.CHOICES)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision_point", "pathway"], name="pathway_once_per_decision_point"),
        ]


class Cost(models.Model):
    """What one decision for a pathway costs a sector: £ a unit, and units."""

    sector = models.ForeignKey(Sector, models.PROTECT, related_name="+")
    unit_cost = models.DecimalField(max_digits=20, decimal_places=8, validators=[MinValueValidator(0)])
    units = models.DecimalField(max_digits=18, decimal_places=8, validators=[MinValueValidator(0)])
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True


class NationalCost(Cost):
    """The default cost, for areas that have none of their own for the pathway."""

    pathway = models.ForeignKey(Pathway, models.CASCADE, related_name="national_costs")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pathway", "sector"], name="national_cost_once_per_sector"),
            models.CheckConstraint(condition=Q(unit_cost__gte=0, units__gte=0), name="national_cost_not_negative"),
        ]


class Reason(InOrder):
    """Why the better pathway was not provided."""

    practitioner_variation = models.BooleanField(default=False)


class ReasonDecisionPoint(models.Model):
    """A decision point at which a reason is offered."""

    reason = models.ForeignKey(Reason, models.CASCADE, related_name="decision_points")
    decision_point = models.CharField(max_length=20, choices=questions.CHOICES)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision_point", "reason"], name="reason_once_per_decision_point"),
        ]


class PreventiveService(InOrder):
    """A service that, offered earlier, could have made the decision needless."""


class CatalogueRevision(models.Model):
    """One row: how often the catalogue has changed. Figures made from an earlier one are out of date."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_catalogue_revision")]

    @classmethod
    def current(cls) -> int:
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def next(cls) -> None:
        """Call in the transaction that changes the catalogue."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(number=F("number") + 1)
