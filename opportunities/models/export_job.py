"""A file that takes long to make. The row is also the job: its state, lease and fence."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from areas.models import Area
from opportunities.models.publication import Publication

KEPT_FOR = timedelta(days=1)


def in_a_day() -> datetime:
    return timezone.now() + KEPT_FOR


class ExportForm(models.TextChoices):
    PDF = "pdf", "Report"
    PPTX = "pptx", "Slides"
    XLSX = "xlsx", "Workbook"
    ANSWERS = "answers", "Every answer"


class ExportState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    MAKING = "making", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Not made"


_OF_ONE_AREA = Q(area__isnull=False, publication__isnull=True) & ~Q(lifted_because="")


class ExportJob(models.Model):
    """One file for one person, of an area, of all areas (without one), or of a publication.

    lifted_because  why it is not under disclosure control; "" where it is, or where its publication says so
    made_from       tells two files that would differ apart: opportunities.export_jobs.source
    beside          slugs of the areas that stand side by side in it
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, models.CASCADE, null=True, related_name="+")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=7, choices=ExportForm)
    lifted_because = models.CharField(max_length=500, blank=True)
    revision = models.PositiveBigIntegerField(null=True)  # of the snapshot: when it was asked for, then as it was made
    made_from = models.CharField(max_length=64)
    beside = models.JSONField(default=list)
    state = models.CharField(max_length=7, choices=ExportState, default=ExportState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known
    problem = models.TextField(blank=True)  # why it was not made, a sentence for whoever asked
    file = models.FileField(upload_to="exports/", blank=True)  # under a name of our own
    file_name = models.CharField(max_length=255, blank=True)  # as it is saved
    size = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(default=in_a_day)  # then file and row go

    # Whoever raised the fence last owns the job; a file is only entered under the fence that it was begun with.
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["lease_until"], condition=Q(state__in=["waiting", "making"]), name="export_under_way"),
            models.Index(fields=["expires_at"], name="export_by_its_end"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(form__in=ExportForm.values), name="export_form_known"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "making"], file="", problem="")
                | Q(state="ready", made_at__isnull=False, problem="") & ~Q(file="") & ~Q(file_name="")
                | Q(state="failed", file="") & ~Q(problem=""),
                name="export_state_says_what_there_is",
            ),
            models.CheckConstraint(
                condition=~Q(form="answers") | _OF_ONE_AREA, name="export_of_answers_of_one_area_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(publication__isnull=True) | Q(lifted_because=""), name="export_of_publication_as_published"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="export_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} of {self.area or 'all areas'}"

    @property
    def settled(self) -> bool:
        return self.state in {ExportState.READY, ExportState.FAILED}
