"""What a person keeps to themselves about a note: answers not sent yet, a note to self, a turn to judge it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reviews.models.workshop import WorkshopNote


class Draft(models.Model):
    """The form as it stood when its page last saved itself, right or wrong: nothing here was checked or sent.

    Only `by` ever sees it. It goes when the answers are sent. One that was `made_from` an older revision of the
    judgement or review than there is by now is out of date.
    """

    class About(models.TextChoices):
        JUDGEMENT = "judgement", "Own judgement"
        AGREED_REVIEW = "agreed-review", "Agreed review"

    workshop_note = models.ForeignKey(WorkshopNote, models.CASCADE, related_name="drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    about = models.CharField(max_length=13, choices=About)
    entered = models.JSONField()
    made_from = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)  # grows with each save: a second device sees that it is behind
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop_note", "by", "about"], name="one_draft_per_person_and_form"),
            models.CheckConstraint(condition=Q(about__in=["judgement", "agreed-review"]), name="draft_about_known"),
        ]


class PrivateNote(models.Model):
    """A note to self about a case note. Nobody but `by` ever reads it, no export and no figure has it."""

    workshop_note = models.ForeignKey(WorkshopNote, models.CASCADE, related_name="private_notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop_note", "by"], name="one_private_note_per_person"),
            models.CheckConstraint(condition=~Q(text=""), name="private_note_not_empty"),
        ]


class Turn(models.Model):
    """In own time: this member was given this note to judge. Who is given it counts towards the judgements wanted."""

    workshop_note = models.ForeignKey(WorkshopNote, models.CASCADE, related_name="turns")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop_note", "by"], name="one_turn_per_member_and_note")]
