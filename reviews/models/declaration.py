"""What a reader says about a note itself: that they know the person, or that it tells who the person is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reviews.models.case_note import CaseNote


class Declaration(models.Model):
    """`knows-person` hides the note from `by` for good, `identifies` from everybody until a steward decides."""

    class Kind(models.TextChoices):
        KNOWS_PERSON = "knows-person", "I know this person"
        IDENTIFIES = "identifies", "This identifies someone"

    class Outcome(models.TextChoices):
        RELEASED = "released", "Shown again: it identifies nobody"
        RETIRED = "retired", "Retired"

    note = models.ForeignKey(CaseNote, models.PROTECT, related_name="declarations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    made_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)  # of "identifies": what the steward decided
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    from_here: bool  # only on rows that reviews.workshops.reported fetched

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "by", "kind"], condition=Q(outcome=""), name="declared_once_while_undecided"
            ),
            models.CheckConstraint(condition=Q(kind__in=["knows-person", "identifies"]), name="declaration_kind_known"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(kind="identifies", outcome__in=["released", "retired"], decided_at__isnull=False)
                & Q(decided_by__isnull=False),
                name="declaration_decided_by_somebody",
            ),
        ]

    @property
    def said_by(self) -> str:
        """Who said it, for the stewards of the note's area. Who reads it in an exchange elsewhere is not named."""
        return self.by.name if self.from_here else "A reader elsewhere"
