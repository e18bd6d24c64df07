"""What an area's figures would be were some of its inputs otherwise."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from areas.models import Area
from pathways import questions
from pathways.models import Pathway, Sector


class SharesFrom(models.TextChoices):
    AREA = "area", "What the area has set"
    PANELS = "panels", "What panels said of achievability"


class Scenario(models.Model):
    """A named set of changed inputs. `figures`: its tables, which opportunities.scenarios.run writes.

    each_person_once  smaller volumes where changes earlier along the pathway have left fewer people
    revision          the area's and the catalogue's when they were worked out; null: they have still to be
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=120)
    about = models.TextField(max_length=1_000, blank=True)
    shares_from = models.CharField(max_length=6, choices=SharesFrom, default=SharesFrom.AREA)
    each_person_once = models.BooleanField(default=False)
    figures = models.JSONField(default=dict)
    as_of = models.DateTimeField(null=True)
    revision = models.PositiveBigIntegerField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="scenario_once_per_area"),
            models.CheckConstraint(condition=~Q(name=""), name="scenario_is_named"),
            models.CheckConstraint(condition=Q(shares_from__in=SharesFrom.values), name="scenario_shares_from_known"),
            models.CheckConstraint(
                condition=Q(as_of__isnull=True, revision__isnull=True) | Q(as_of__isnull=False, revision__isnull=False),
                name="scenario_says_when_and_from_what",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChangeKind(models.TextChoices):
    ANNUAL_VOLUME = "annual-volume", "Decisions a year"
    REALISABLE_SHARE = "realisable-share", "Realisable share"
    COST = "cost", "Cost of one decision"
    PROCUREMENT_SHARE = "procurement-share", "Realisable share of bed rates"


_NOWHERE = Q(decision_point="")
_NO_PATHWAY, _NO_SECTOR = Q(pathway__isnull=True), Q(sector__isnull=True)
_ABOUT = (
    (Q(kind=ChangeKind.ANNUAL_VOLUME) & ~_NOWHERE & _NO_PATHWAY & _NO_SECTOR)
    | (Q(kind=ChangeKind.REALISABLE_SHARE) & ~_NOWHERE & _NO_SECTOR)
    | (Q(kind=ChangeKind.COST) & _NOWHERE & ~_NO_PATHWAY & ~_NO_SECTOR)
    | (Q(kind=ChangeKind.PROCUREMENT_SHARE) & _NOWHERE & _NO_PATHWAY & _NO_SECTOR)
)
_SHARES = Q(kind__in=[ChangeKind.REALISABLE_SHARE, ChangeKind.PROCUREMENT_SHARE])


class ScenarioChange(models.Model):
    """One input, what it is instead, and why: opportunities.scenarios.changes.Change says what each kind is about."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=17, choices=ChangeKind)
    decision_point = models.CharField(max_length=20, choices=questions.CHOICES, blank=True)
    pathway = models.ForeignKey(Pathway, models.PROTECT, null=True, related_name="+")
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=6, validators=[MinValueValidator(0)])
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=_ABOUT, name="scenario_change_says_what_it_is_about"),
            models.CheckConstraint(condition=Q(value__gte=0), name="scenario_value_not_negative"),
            models.CheckConstraint(condition=~_SHARES | Q(value__lte=1), name="scenario_share_at_most_1"),
            models.CheckConstraint(condition=~Q(reason=""), name="scenario_change_says_why"),
            models.UniqueConstraint(
                fields=["scenario", "kind", "decision_point"], condition=_NO_PATHWAY, name="scenario_input_once"
            ),
            models.UniqueConstraint(
                fields=["scenario", "kind", "decision_point", "pathway"],
                condition=_NO_SECTOR & ~_NO_PATHWAY,
                name="scenario_share_once_per_pathway",
            ),
            models.UniqueConstraint(
                fields=["scenario", "pathway", "sector"],
                condition=~_NO_PATHWAY & ~_NO_SECTOR,
                name="scenario_cost_once_per_sector",
            ),
        ]
