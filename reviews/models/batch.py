"""One loaded file, with its checks and outcome. The row is also the job: its state, lease and fence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from areas.models import Area


class Batch(models.Model):
    """A file of case notes or of agreed reviews. Once settled, rows = accepted + unchanged + held + rejected."""

    class Kind(models.TextChoices):
        CASE_NOTES = "case-notes", "Case notes"
        AGREED_REVIEWS = "agreed-reviews", "Agreed reviews"

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        CHECKING = "checking", "Checking"
        CHECKED = "checked", "Checked, not loaded"
        LOADING = "loading", "Loading"
        LOADED = "loaded", "Loaded"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        CANCELLED = "cancelled", "Cancelled"

    area = models.ForeignKey(Area, models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=14, choices=Kind)
    file = models.FileField(upload_to="batches/")  # under a name of our own; emptied once settled
    file_name = models.CharField(max_length=255)  # as the uploader called it: only ever shown as text
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    dry_run = models.BooleanField(default=False)
    create_places = models.BooleanField(default=False)
    keep_columns = models.JSONField(default=list)
    columns_left_out = models.JSONField(default=list)
    columns_found = models.JSONField(default=list)
    sheet = models.CharField(max_length=100, blank=True)  # of a workbook, where not the first
    remarks = models.JSONField(default=list)  # about the file as a whole: hidden sheets, comments, another encoding
    preview = models.JSONField(default=list)  # the first rows, while they wait to be accepted; then emptied
    small_groups = models.JSONField(default=dict)  # as reviews.intake.small_groups gives them
    # Which rules screened it, as reviews.intake.screen.version; the default is for a release before this one.
    screen = models.CharField(max_length=12, blank=True, default="", db_default="")
    statement = models.JSONField(default=dict)  # lawful basis and checks, as signed by `by` at loading
    keep_until = models.DateField(null=True)  # then its notes' texts are purged; judgements stay
    purged_at = models.DateTimeField(null=True)

    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    # Whoever raised the fence last owns the job; a chunk commits only under the fence that it began with.
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "batches"
        indexes = [
            models.Index(
                fields=["lease_until"],
                condition=Q(status__in=["waiting", "checking", "loading"]),
                name="batch_under_way",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind", "sha256"],
                condition=Q(status__in=["loading", "loaded"]),
                name="file_loaded_once_per_area",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["loaded", "checked"])
                | Q(rows=F("accepted") + F("unchanged") + F("held") + F("rejected")),
                name="batch_counts_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"Batch {self.pk}, {self.file_name}"

    @property
    def settled(self) -> bool:
        return self.status not in {self.Status.WAITING, self.Status.CHECKING, self.Status.LOADING}


class BatchProblem(models.Model):
    """One thing wrong in the file, as `config.errors.Problem`: never a note's text."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=60)
    message = models.TextField()

    class Meta:
        ordering = ["line", "pk"]
        indexes = [models.Index(fields=["batch", "line", "id"], name="problem_in_file_order")]
