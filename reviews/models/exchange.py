"""One panel's notes put blind before another panel, to see whether a decision follows the person or the team."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reviews.models.case_note import CaseNote
from reviews.models.panel import Panel
from reviews.models.workshop import Workshop


class Exchange(models.Model):
    """Asked by a lead of the panel whose notes they are, accepted by a lead of the panel that reads them again.

    The other lead is told a code, of which only the hash is kept: so neither area sees the other's panels, and both
    leads consent. Accepting makes the workshop in which the notes are read.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="exchanges")
    notes = models.ManyToManyField(CaseNote, related_name="exchanges")
    sample = models.JSONField(default=dict)  # how the notes were picked: number, decision point, seed
    code_hash = models.CharField(max_length=64, unique=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    workshop = models.OneToOneField(Workshop, models.PROTECT, null=True, related_name="exchange")
    withdrawn_at = models.DateTimeField(null=True)

    # Only on rows that reviews.consistency.access fetched for somebody.
    leads_first: bool  # the area of the panel whose notes they are
    leads_second: bool  # the area of the panel that reads them again
    complete: bool

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True, workshop__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, workshop__isnull=False)
                & Q(withdrawn_at__isnull=True),
                name="exchange_accepted_by_somebody",
            )
        ]
