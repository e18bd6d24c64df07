"""A note rewritten into four lines that tell nobody who the person is, to stand beside the figure it illustrates."""

from functools import reduce
from operator import and_

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from reviews.models.case_note import CaseNote

LONGEST = 300  # characters of a line
LINES = ("who", "happened", "better", "why")

_SHORT = reduce(and_, (Q(LessThanOrEqual(Length(line), LONGEST)) for line in LINES))
_UNDECIDED = Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
_BY_ANOTHER = Q(outcome__in=["approved", "refused"], decided_at__isnull=False, decided_by__isnull=False) & ~Q(
    decided_by=F("written_by")
)
_IN_USE = Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
_WITHDRAWN = Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)


class IllustrativeCase(models.Model):
    """Written once, never changed: who would have it otherwise withdraws it and writes another.

    false_alarms  what the identifier screen found and the writer keeps: [{"line", "kind", "reason"}]
    """

    class Outcome(models.TextChoices):
        WAITING = "", "Waiting for a second person"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Not approved"

    note = models.ForeignKey(CaseNote, models.PROTECT, related_name="cases")
    who = models.TextField(max_length=LONGEST)
    happened = models.TextField(max_length=LONGEST)
    better = models.TextField(max_length=LONGEST)
    why = models.TextField(max_length=LONGEST)
    false_alarms = models.JSONField(default=list)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=500, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["note"],
                condition=Q(withdrawn_at__isnull=True, outcome__in=["", "approved"]),
                name="one_live_case_per_note",
            ),
            models.CheckConstraint(
                condition=~Q(who="") & ~Q(happened="") & ~Q(better="") & ~Q(why=""), name="case_has_its_four_lines"
            ),
            models.CheckConstraint(condition=_SHORT, name="case_lines_at_most_300"),
            models.CheckConstraint(condition=_UNDECIDED | _BY_ANOTHER, name="case_decided_by_another"),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(decision_note=""), name="case_refused_with_its_reason"
            ),
            models.CheckConstraint(condition=_IN_USE | _WITHDRAWN, name="case_withdrawn_by_somebody"),
        ]

    @property
    def state(self) -> str:
        """In words: "Withdrawn" once it is, whatever was decided before."""
        return "Withdrawn" if self.withdrawn_at else self.get_outcome_display()

    @property
    def waiting(self) -> bool:
        return not (self.withdrawn_at or self.outcome)

    @property
    def approved(self) -> bool:
        return self.outcome == self.Outcome.APPROVED and not self.withdrawn_at

    @property
    def live(self) -> bool:
        return self.waiting or self.approved

    @property
    def lines(self) -> dict[str, str]:
        return {line: getattr(self, line) for line in LINES}
