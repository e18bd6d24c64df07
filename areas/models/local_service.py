"""The local menu: which of the catalogue's services there are here, and whether there is enough of them."""

from django.db import models
from django.db.models import Q

from areas.models.area import Area
from pathways.models import Pathway


class LocalStatus(models.TextChoices):
    AVAILABLE = "available", "Available"
    SHORT = "short", "Short of capacity"
    ABSENT = "absent", "Not commissioned here"


class LocalService(models.Model):
    """What an area says of one pathway. No row: it has not said. Judging pages show it; no figure depends on it."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="local_services")
    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="+")
    status = models.CharField(max_length=9, choices=LocalStatus)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "pathway"], name="local_service_once_per_area"),
            models.CheckConstraint(condition=Q(status__in=LocalStatus.values), name="local_service_status_known"),
        ]
