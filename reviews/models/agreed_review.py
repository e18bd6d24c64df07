"""The panel's answer about one note: what tables count."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pathways.models import Profession
from reviews.models.answers import Answers, constraints
from reviews.models.batch import Batch
from reviews.models.case_note import CaseNote
from reviews.models.panel import Panel
from reviews.models.workshop import WorkshopNote


class Agreement(models.TextChoices):
    UNANIMOUS = "unanimous", "Unanimous"
    MAJORITY = "majority", "By majority"
    CONTESTED = "contested", "Contested"


class AgreedReview(Answers):
    """Recorded in a workshop (`workshop_note`) or loaded from a file of reviews made on paper (`batch`).

    An `exchanged` one is a second panel's answer about the same note: it feeds consistency figures, never the tables.
    """

    note = models.ForeignKey(CaseNote, models.PROTECT, related_name="agreed_reviews")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="agreed_reviews")
    workshop_note = models.OneToOneField(WorkshopNote, models.PROTECT, null=True, related_name="agreed_review")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="agreed_reviews")
    reviewed_on = models.DateField()
    agreement = models.CharField(max_length=9, choices=Agreement, blank=True)  # blank: made on paper, not told
    dissent = models.TextField(blank=True)
    exchanged = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    content_hash = models.CharField(max_length=64, blank=True, default="", db_default="")  # reviews.review_hash

    # Only on rows that reviews.access fetched to compare a file with, for somebody.
    may_run: bool
    read_blind: bool

    class Meta:
        ordering = ["pk"]
        # All that tables count of a review, found by its note: counting an area reads this index and no other review.
        indexes = [
            models.Index(
                fields=["note"], condition=Q(exchanged=False), name="review_for_tables",
                include=[
                    "id", "best_pathway", "proposed_pathway", "main_reason", "alternative_existed", "timing",
                    "achievability", "panel",
                ],
            )
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["note"], condition=Q(exchanged=False), name="note_counted_once"),
            models.CheckConstraint(
                condition=Q(exchanged=False) | Q(workshop_note__isnull=False), name="exchanged_review_from_a_workshop"
            ),
            models.CheckConstraint(
                condition=Q(workshop_note__isnull=False, batch__isnull=True)
                | Q(workshop_note__isnull=True, batch__isnull=False),
                name="agreed_review_from_a_workshop_or_a_file",
            ),
            models.CheckConstraint(
                condition=Q(agreement__in=["", *Agreement.values]), name="agreed_review_agreement_known"
            ),
            *constraints("agreed_review"),
        ]


class Presence(models.Model):
    """How many of a profession were in the room when a review was agreed."""

    review = models.ForeignKey(AgreedReview, models.CASCADE, related_name="presence")
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "profession"], name="presence_once_per_profession"),
            models.CheckConstraint(condition=Q(number__gte=1), name="presence_at_least_one"),
        ]
