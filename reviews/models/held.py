"""Rows that the identifier screen held back, and what a steward decided about each finding in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from areas.models import Area
from reviews.models.batch import Batch


class HeldRow(models.Model):
    """A row as it stands in the file. Its cells go once it is decided: what was redacted is kept nowhere."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for you"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Left out"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="held_rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64, blank=True)  # of the row as it came: the same row is known again
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["line"]
        indexes = [models.Index(fields=["content_hash"], name="held_row_by_content")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="held_once_per_line"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | Q(state__in=["accepted", "rejected"], decided_at__isnull=False, cells={}),
                name="held_row_forgotten_once_decided",
            ),
        ]


class HeldFinding(models.Model):
    """One finding in a held row. `same` is equal for the same text of the same kind, and tells nothing of the text."""

    class Decision(models.TextChoices):
        REDACT = "redact", "Redact"
        KEEP = "keep", "False alarm"

    row = models.ForeignKey(HeldRow, models.CASCADE, related_name="findings")
    column = models.CharField(max_length=100)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    certainty = models.CharField(max_length=8)
    same = models.CharField(max_length=64)
    decision = models.CharField(max_length=6, choices=Decision, blank=True)
    replacement = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=500, blank=True)  # why it is a false alarm
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["row__line", "column", "start"]
        indexes = [models.Index(fields=["same"], condition=Q(decision=""), name="undecided_finding_by_text")]
        constraints = [
            models.UniqueConstraint(fields=["row", "column", "start"], name="found_once_per_place"),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="finding_is_a_passage"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(decision="redact", decided_at__isnull=False) & ~Q(replacement="")
                | Q(decision="keep", decided_at__isnull=False) & ~Q(reason=""),
                name="finding_decided_with_its_reason",
            ),
        ]


class ScreenEntry(models.Model):
    """What an area adds to the identifier screen: a pattern of its own numbers, or a text that is no finding there."""

    class Use(models.TextChoices):
        PATTERN = "pattern", "Look for this pattern"
        ALLOW = "allow", "This is no identifier"

    area = models.ForeignKey(Area, models.CASCADE, related_name="screen_entries")
    use = models.CharField(max_length=7, choices=Use)
    text = models.CharField(max_length=80)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["use", "text"]
        constraints = [
            models.UniqueConstraint(fields=["area", "use", "text"], name="screen_entry_once_per_area"),
            models.CheckConstraint(condition=Q(use__in=["pattern", "allow"]), name="screen_entry_use_known"),
        ]
