"""When a worker was last seen."""

from django.db import models
from django.db.models import Q


class WorkerSign(models.Model):
    """One row: the last sign of life of any worker."""

    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_worker_sign")]
