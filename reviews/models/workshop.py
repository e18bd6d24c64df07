"""One sitting of a panel over an ordered list of notes."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from areas.models import Area
from reviews.models.case_note import CaseNote
from reviews.models.panel import Panel


class Workshop(models.Model):
    class Mode(models.TextChoices):
        TOGETHER = "together", "Together: the panel goes straight to the agreed review"
        INDEPENDENT = "independent", "Independent first: everybody judges alone, then the room sees all answers"
        OWN_TIME = "own-time", "In own time: members judge on their own, the panel discusses where they differ"

    area = models.ForeignKey(Area, models.PROTECT, related_name="workshops")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="workshops")
    name = models.CharField(max_length=120)
    mode = models.CharField(max_length=11, choices=Mode, default=Mode.TOGETHER)
    planned_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField("planned length in minutes", default=180)
    facilitator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="workshops")
    judgements_wanted = models.PositiveSmallIntegerField(default=3)  # of each note, in own time
    revision = models.PositiveIntegerField(default=0)  # grows with all that the whole room follows but submissions
    sample = models.JSONField(default=dict)  # how its notes were picked: method, decision point, number, seed
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    # Only on rows that reviews.access or the list of workshops fetched: what this person may do, and how far it is.
    is_member: bool
    may_run: bool
    may_plan: bool
    may_look_on: bool
    exchange_id: int | None
    planned: int
    agreed: int
    to_agree: int
    # Only on rows of reviews.access.room_for: the note before the room, and how far judging it is.
    facilitator_name: str
    room_note: int | None
    room_position: int | None
    room_phase: str | None
    room_submitted: int | None
    room_changes: int | None

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mode__in=["together", "independent", "own-time"]), name="workshop_mode_known"
            ),
            models.CheckConstraint(
                condition=Q(judgements_wanted__gte=2, judgements_wanted__lte=9), name="workshop_wants_2_to_9_judgements"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WorkshopNote(models.Model):
    """A case note's place in a workshop: waiting, open to the room, its judgements revealed, put off, or agreed.

    In own time a note waits until enough members have judged it; then it is ready where they agree on what decides a
    table, and contested where they differ.

    `revealed_at` stays once answers were seen: a note that comes back after that is revealed, never blind again.
    """

    class Phase(models.TextChoices):
        WAITING = "waiting", "Waiting"
        OPEN = "open", "Open"
        REVEALED = "revealed", "Answers shown"
        SKIPPED = "skipped", "Come back to later"
        READY = "ready", "Agreement proposed"
        CONTESTED = "contested", "For discussion"
        AGREED = "agreed", "Agreed"

    IN_ROOM = (Phase.OPEN.value, Phase.REVEALED.value)  # before the room now: at most one of a workshop

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="notes")
    note = models.ForeignKey(CaseNote, models.PROTECT, related_name="sittings")
    position = models.PositiveIntegerField()
    phase = models.CharField(max_length=9, choices=Phase, default=Phase.WAITING)
    opened_at = models.DateTimeField(null=True)
    revealed_at = models.DateTimeField(null=True)
    revealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    first_seen_after_reveal_at = models.DateTimeField(null=True)  # by anybody but who revealed it: then it stays
    agreed_at = models.DateTimeField(null=True)
    extra_wanted = models.PositiveSmallIntegerField(default=0)  # in own time: more judgements, as the first differed
    differing = models.PositiveSmallIntegerField(default=0)  # in own time: per cent of deciding answers that differ

    # Only on rows that reviews.access fetched for somebody.
    is_member: bool
    may_run: bool
    may_plan: bool
    exchange_id: int | None
    profession_id: int  # what they bring to the panel; only where is_member
    to_judge_next: int | None
    judged_by_me: bool
    knows_person: bool  # and so may not read the note
    given_to_me: bool  # in own time
    catalogue_revision: int | None
    # What they keep to themselves, where it was asked for; all None where there is nothing.
    draft_entered: dict[str, Any] | None
    draft_made_from: int | None
    draft_version: int | None
    draft_saved_at: datetime | None
    private_note: str | None
    present_revision: int

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(fields=["workshop", "position"], condition=Q(phase="waiting"), name="note_waits_in_workshop")
        ]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "note"], name="note_once_per_workshop"),
            models.UniqueConstraint(fields=["workshop", "position"], name="one_note_per_position"),
            models.UniqueConstraint(
                fields=["workshop"], condition=Q(phase__in=["open", "revealed"]), name="one_open_note_per_workshop"
            ),
            models.CheckConstraint(
                condition=Q(phase="agreed", agreed_at__isnull=False) | ~Q(phase="agreed") & Q(agreed_at__isnull=True),
                name="agreed_exactly_when_timed",
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["revealed", "ready", "contested"], revealed_at__isnull=False)
                | Q(phase__in=["waiting", "open"], revealed_at__isnull=True)
                | Q(phase__in=["skipped", "agreed"]),
                name="note_revealed_exactly_when_timed",
            ),
            models.CheckConstraint(
                condition=Q(revealed_at__isnull=True, revealed_by__isnull=True, first_seen_after_reveal_at__isnull=True)
                | Q(revealed_at__isnull=False, revealed_by__isnull=False),
                name="note_seen_only_after_its_reveal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop}, note {self.position}"

    @property
    def away(self) -> bool:
        """Whether the note is another area's. Fetch it with its note and workshop."""
        return self.note.area_id != self.workshop.area_id

    @property
    def reference(self) -> str:
        """What the room calls the note: its own reference would tell in an exchange whose note it is."""
        return f"Exchanged note {self.position}" if self.exchange_id else self.note.reference
