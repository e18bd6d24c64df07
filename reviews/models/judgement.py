"""One practitioner's own answers about one note, and who may see them."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from pathways.models import Profession
from reviews.models.answers import Answers, constraints
from reviews.models.declaration import Declaration
from reviews.models.workshop import WorkshopNote


class JudgementSet(models.QuerySet["Judgement"]):
    """Judgements leave the database for a person only through `visible_to`."""

    def visible_to(self, user: User, place: WorkshopNote) -> "JudgementSet":
        """One's own at any time, everybody's once they are revealed.

        Asks the database and not `place` whether they are. Takes a place that `reviews.access` gave this person.
        """
        return self.filter(Q(by=user.pk) | Q(workshop_note__revealed_at__isnull=False), workshop_note=place.pk)

    def taking_part(self) -> "JudgementSet":
        """Without those of who knows the person: whatever counts judgements counts these."""
        knows = Declaration.objects.filter(kind=Declaration.Kind.KNOWS_PERSON, by=OuterRef("by"))
        return self.filter(~Exists(knows.filter(note=OuterRef("workshop_note__note"))))

    def that_count(self) -> "JudgementSet":
        """For working out how a note stands: none that is late, a person's first one before its revision."""
        return self.taking_part().filter(late=False).order_by("workshop_note", "by", "phase")


class Judgement(Answers):
    """A member's own answers. `revision` grows with each change, over both phases.

    What was judged alone is kept when it is revised after the reveal: the revision is a row of its own. A `late` one
    was first given when others' answers could be seen, so it never counts among those given alone.
    """

    class Phase(models.TextChoices):
        INDEPENDENT = "independent", "Independent"
        REVISED = "revised", "Revised after the reveal"

    workshop_note = models.ForeignKey(WorkshopNote, models.PROTECT, related_name="judgements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="judgements")
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="+")
    phase = models.CharField(max_length=11, choices=Phase, default=Phase.INDEPENDENT)
    late = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(default=timezone.now)

    objects = JudgementSet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop_note", "by", "phase"], name="judgement_once_per_member_and_phase"
            ),
            models.CheckConstraint(condition=Q(phase__in=["independent", "revised"]), name="judgement_phase_known"),
            *constraints("judgement"),
        ]
