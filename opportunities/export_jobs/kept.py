"""Files on disk: under names of our own, removed with their row after a day; what has no row goes too."""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from tempfile import TemporaryFile

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts import audit
from opportunities.models import ExportJob
from opportunities.models.export_job import KEPT_FOR

FOLDER = "exports"
# A file is written before its row says so: only one that has no row for this long has lost its worker.
STRAY = KEPT_FOR + timedelta(hours=1)


def store(pieces: Iterable[bytes], suffix: str) -> tuple[str, int]:
    """The file's name on disk, and its size."""
    with TemporaryFile() as whole:
        for piece in pieces:
            whole.write(piece)
        size = whole.tell()
        whole.seek(0)
        return default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}.{suffix}", File(whole)), size


def drop(name: str) -> None:
    """Nothing happens to one that is gone."""
    default_storage.delete(name)


def remove_due() -> int:
    """Remove files whose day has ended, and files without a row. Gives how many rows went; safe at once and twice."""
    due = ExportJob.objects.filter(expires_at__lte=timezone.now()).values_list("pk", flat=True)
    removed = sum(_remove(job_id) for job_id in list(due))
    _remove_strays()
    return removed


@transaction.atomic
def _remove(job_id: int) -> bool:
    job = ExportJob.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        return False
    name = job.file.name
    audit.record("export.removed", job, by=None)
    job.delete()
    if name:
        transaction.on_commit(lambda: drop(name))
    return True


def _remove_strays() -> None:
    """Whose worker was killed between writing and committing, or whose removal was."""
    with suppress(FileNotFoundError):  # no file has been made yet
        names = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
        known = set(ExportJob.objects.exclude(file="").values_list("file", flat=True))
        for name in set(names) - known:
            with suppress(FileNotFoundError):
                if default_storage.get_modified_time(name) < timezone.now() - STRAY:
                    drop(name)
