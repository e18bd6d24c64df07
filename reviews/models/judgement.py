"""One practitioner's own answer about one note."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from pathways.models import Profession
from reviews.models.answers import Answers, constraints
from reviews.models.workshop import WorkshopNote


class Judgement(Answers):
    """A member's own answers, seen by nobody else. `revision` grows with each change."""

    workshop_note = models.ForeignKey(WorkshopNote, models.PROTECT, related_name="judgements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="judgements")
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop_note", "by"], name="judgement_once_per_member"),
            *constraints("judgement"),
        ]
