"""A round of review: the baseline, six months on, and so on, as days on which notes were reviewed."""

from django.db import models
from django.db.models import F, Q

from areas.models import Area


class Round(models.Model):
    """A named span of days, both included. That rounds do not overlap, opportunities.comparison.keep sees to."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="rounds")
    name = models.CharField(max_length=60)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="round_once_per_area"),
            models.CheckConstraint(condition=~Q(name=""), name="round_is_named"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="round_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.name
