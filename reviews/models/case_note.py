"""One set of anonymised notes about one adult at one decision point."""

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from areas.models import Area, Locality, Organisation
from pathways import questions
from pathways.models import Pathway
from reviews.models.batch import Batch

if TYPE_CHECKING:
    from reviews.models.declaration import Declaration
    from reviews.models.workshop import WorkshopNote


class AgeBand(models.TextChoices):
    YOUNGER = "18-64", "18 to 64"
    FROM_65 = "65-74", "65 to 74"
    FROM_75 = "75-84", "75 to 84"
    FROM_85 = "85+", "85 or over"


class CaseNote(models.Model):
    """Never edited: retired (`retired_at`) or, with its whole batch, withdrawn (deleted) before any review."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="notes")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="notes")
    reference = models.CharField(
        max_length=64, validators=[RegexValidator(r"^[A-Za-z0-9\-._/]{1,64}\Z", "Use letters, digits and - . _ /")]
    )
    review_point = models.PositiveSmallIntegerField(default=1)
    decision_point = models.CharField(max_length=20, choices=questions.CHOICES)
    age_band = models.CharField(max_length=5, choices=AgeBand)
    actual_pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="+")
    narrative = models.TextField()
    locality = models.ForeignKey(Locality, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    sex = models.CharField(max_length=40, blank=True)
    living_situation = models.CharField(max_length=200, blank=True)
    support_before = models.CharField(max_length=200, blank=True)
    self_referred = models.BooleanField(null=True)
    length_of_stay_days = models.PositiveIntegerField(null=True)
    attendances_last_year = models.PositiveIntegerField(null=True)
    event_month = models.CharField(max_length=7, blank=True)
    extra = models.JSONField(default=dict)  # further facts, by column, that the loader confirmed
    line = models.PositiveIntegerField()  # where it stood in the file
    content_hash = models.CharField(max_length=64)
    retired_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)  # from everybody: somebody said it identifies a person; steward decides

    # Only on rows that reviews.workshops.reported fetched for a data steward.
    reports: list["Declaration"]
    places: list["WorkshopNote"]

    class Meta:
        ordering = ["pk"]
        # With all that tables count of a note, so that an area's are read from the index and no text is passed over.
        indexes = [
            models.Index(
                fields=["area", "decision_point", "id"], name="note_for_tables",
                include=["actual_pathway", "age_band", "locality", "organisation", "self_referred"],
            )
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["area", "reference", "review_point"], name="note_once_per_area"),
            models.CheckConstraint(condition=Q(age_band__in=AgeBand.values), name="note_age_band_known"),
            models.CheckConstraint(
                condition=Q(review_point=1) | Q(review_point=2, decision_point="q2-setting"),
                name="second_review_point_only_at_q2",
            ),
            models.CheckConstraint(
                condition=Q(decision_point__in=[point.code for point in questions.WITH_NOTES]),
                name="note_decision_point_has_notes",
            ),
            models.CheckConstraint(
                condition=Q(reference__regex=r"^[A-Za-z0-9._/-]{1,64}$"), name="note_reference_is_a_pseudonym"
            ),
            models.CheckConstraint(
                condition=Q(event_month="") | Q(event_month__regex=r"^[0-9]{4}-(0[1-9]|1[0-2])$"),
                name="note_event_month_is_a_month",
            ),
            models.CheckConstraint(condition=~Q(narrative=""), name="note_narrative_not_empty"),
        ]

    def __str__(self) -> str:
        return self.reference
