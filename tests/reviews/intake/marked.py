"""Where a word of the notes might be found that belongs in the notes alone."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.core import mail

MARKER = "quodlibetic"
HOLD_NOTES = {"CaseNote", "HeldRow"}  # and the preview of a batch that is checked, until somebody decides about it


def tables_with(marker: str) -> list[str]:
    """Every table but those that hold notes, sessions and drafts read as the site reads them."""
    models = [model for model in apps.get_models(include_auto_created=True) if model.__name__ not in HOLD_NOTES]
    found = [model.__name__ for model in models if marker in repr(list(model._default_manager.values()))]
    return found + _sessions_with(marker)


def _sessions_with(marker: str) -> list[str]:
    from django.contrib.sessions.models import Session

    return [f"session {each.pk}" for each in Session.objects.all() if marker in repr(each.get_decoded())]


def queued() -> bytes:
    """All that Redis holds, keys and values; without Redis messages are files."""
    if not settings.REDIS_URL:
        return b""
    with current_app.connection_for_write() as connection:
        redis = connection.default_channel.client
        return b"".join(bytes(key) + (redis.dump(key) or b"") for key in redis.keys("*"))


def files_with(marker: str, *folders: Path) -> list[str]:
    """Files left behind, but for the database, and the rows that a steward takes out of a batch to mend them."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if _left_behind(path) and marker.encode() in unpacked(path.read_bytes())]


def _left_behind(path: Path) -> bool:
    return "sqlite3" not in path.name and path.parent.name != "to-mend"


def sent_by_mail() -> Sequence[str]:
    return [f"{message.subject}\n{message.body}" for message in getattr(mail, "outbox", [])]


def unpacked(content: bytes) -> bytes:
    """The bytes, and those of each member where they are an archive or a workbook."""
    return b"".join([content, *_members(content)])


def _members(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
