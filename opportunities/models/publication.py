"""Tables that were published: numbered, and never changed once somebody has decided about them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from areas.models import Area


class Outcome(models.TextChoices):
    """How a proposal ended; without one it still waits."""

    WAITING = "", "Waiting for a decision"
    APPROVED = "approved", "Published"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


_UNDECIDED = Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
_DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)
_BY_ANOTHER = Q(outcome__in=["approved", "refused"]) & ~Q(decided_by=F("proposed_by"))
_BY_THE_SAME = Q(outcome="withdrawn", decided_by=F("proposed_by"))
# All that may ever change, and once only: opportunities.publications.decide.
DECISION = frozenset(("outcome", "decided_by", "decided_at", "decision_note"))


class Publication(models.Model):
    """The tables of an area (or, without one, of all areas) as somebody proposed them, with all they were made from.

    content         JSON text of opportunities.publications.contents: figures, inputs, catalogue, illustrative cases
    content_hash    its SHA-256, checked whenever it is read
    lifted_because  why working figures are published besides the controlled ones; "" where they are not
    """

    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="publications")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    why = models.CharField(max_length=1_000)
    lifted_because = models.CharField(max_length=500, blank=True)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    as_of = models.DateTimeField()
    revision = models.PositiveBigIntegerField()
    reviews_counted = models.PositiveIntegerField()
    rules = models.CharField(max_length=20)  # of disclosure control: opportunities.disclosure.rules.Rules.code
    software = models.CharField(max_length=20)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True, default=Outcome.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=1_000, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="publication_number_once_per_area"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(area__isnull=True), name="publication_number_once_of_all_areas"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="publication_numbered_from_1"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(why=""), name="publication_says_what_and_why"),
            models.CheckConstraint(
                condition=_UNDECIDED | _DECIDED & (_BY_ANOTHER | _BY_THE_SAME), name="publication_decided_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(decision_note=""), name="publication_refused_with_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"No. {self.number} of {self.area or 'all areas'}"

    def save(self, *args: Any, **options: Any) -> None:
        """A new one, or the decision about it; nothing else about one is ever written."""
        fields = options.get("update_fields")
        if not self._state.adding and not (fields and DECISION.issuperset(fields)):
            raise TypeError("A publication is never changed: propose a new one.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A publication is never removed.")

    @property
    def approved(self) -> bool:
        return self.outcome == Outcome.APPROVED

    @property
    def waiting(self) -> bool:
        return self.outcome == Outcome.WAITING
