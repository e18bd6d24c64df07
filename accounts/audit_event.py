"""The trail's tables: rows are only ever added. The database holds to it too (`accounts/append_only.py`)."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

REFUSAL = "The audit trail is only ever added to."


class Unchangeable(RuntimeError):
    """Somebody's code tried to change what was recorded."""


class AddedTo(models.QuerySet[Any]):
    """Rows that may be added and read."""

    def update(self, **changes: Any) -> NoReturn:
        raise Unchangeable(REFUSAL)

    def delete(self) -> NoReturn:
        raise Unchangeable(REFUSAL)

    def bulk_update(self, *rows: Any, **options: Any) -> NoReturn:
        raise Unchangeable(REFUSAL)


class Recorded(models.Model):
    """A row that is written once."""

    objects = AddedTo.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise Unchangeable(REFUSAL)
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise Unchangeable(REFUSAL)


class AuditEvent(Recorded):
    """One thing one person did. Never changed, never deleted, never read by features; never holds a note's text.

    area_id  where it belongs, so that an area's steward can look; None: it belongs to no one area, or that is not known
    via      how they came: "session", "token", "command", "task", or "" where none of these is known
    via_name which: a session's and a token's public mark, a command's or a task's name
    request  the number that the log's lines of the same request or job carry
    once     what makes a reading the same as one already recorded; None for acts
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    on_type = models.CharField(max_length=60)
    on_id = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)
    area_id = models.BigIntegerField(null=True)
    via = models.CharField(max_length=7, db_default="", default="")
    via_name = models.CharField(max_length=80, db_default="", default="")
    address = models.CharField(max_length=45, db_default="", default="")
    request = models.CharField(max_length=64, db_default="", default="")
    once = models.CharField(max_length=32, null=True, unique=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["on_type", "on_id"], name="audit_on"),
            models.Index(fields=["area_id", "id"], name="audit_of_area"),
            models.Index(fields=["action", "id"], name="audit_of_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.on_type} {self.on_id}"


class AuditDay(Recorded):
    """The seal of one day's events: how many, and SHA-256 over them and over the seal before. Times are UTC."""

    day = models.DateField(unique=True)
    events = models.PositiveIntegerField()
    seal = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
