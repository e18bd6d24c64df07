"""An area, its places, and who holds which role in it."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q


class AreaQuerySet(models.QuerySet["Area"]):
    def touch(self, area_id: int) -> None:
        """Say that reviews or inputs of this area changed. Call last in the transaction that changes them.

        The row lock makes revisions follow one another in the order of the commits.
        """
        self.filter(pk=area_id).update(revision=F("revision") + 1)


class Area(models.Model):
    """A health and care geography. `revision` grows with every change to its reviews or inputs."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    total_budget = models.DecimalField(
        "total health and social care budget, £ a year", max_digits=16, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(1)],
    )  # fmt: skip
    reviewed_budget = models.DecimalField(
        "budget of the pathways reviewed, £ a year", max_digits=16, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(1)],
    )  # fmt: skip
    revision = models.PositiveBigIntegerField(default=1, editable=False)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_budget__isnull=True) | Q(total_budget__gt=0), name="area_total_budget_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_budget__isnull=True) | Q(reviewed_budget__gt=0),
                name="area_reviewed_budget_above_zero",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """Something named inside an area."""

    name = models.CharField(max_length=120)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Locality(Place):
    area = models.ForeignKey(Area, models.CASCADE, related_name="localities")

    class Meta(Place.Meta):
        verbose_name_plural = "localities"
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="locality_once_per_area")]


class Organisation(Place):
    area = models.ForeignKey(Area, models.CASCADE, related_name="organisations")

    class Meta(Place.Meta):
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="organisation_once_per_area")]


class Role(models.TextChoices):
    STEWARD = "steward", "Data steward"
    LEAD = "lead", "Project lead"
    FACILITATOR = "facilitator", "Facilitator"
    PANEL_MEMBER = "panel-member", "Panel member"
    VIEWER = "viewer", "Viewer"


class Membership(models.Model):
    """A person's role in an area. One person may hold several."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "area", "role"], name="role_once_per_person_and_area"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.area}"
