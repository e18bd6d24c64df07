"""Practitioners who review together."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from areas.models import Area
from pathways.models import Profession


class Panel(models.Model):
    area = models.ForeignKey(Area, models.PROTECT, related_name="panels")
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    sitting: list["PanelMember"]  # only on rows that the list of panels fetched: who is on it now

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="panel_once_per_area")]

    def __str__(self) -> str:
        return self.name


class PanelMember(models.Model):
    """A person on a panel, with the one profession they bring. Leaving sets `left_at`; the judgements stay."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="panels")
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["profession__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "user"], condition=Q(left_at__isnull=True), name="on_a_panel_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.profession}"
