"""What nothing belongs to any more: files that no row names, rows whose file is gone, work that nobody does."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.utils import timezone
from knox.models import AuthToken

from opportunities.models import ExportJob
from reviews.intake.stored import files_named
from reviews.models import Batch

# A file is written before its row is, and goes after it: only older ones have lost whoever was at it.
SAFE_AGE = timedelta(days=1)
# The timetable takes up what was left within seconds. What still stands after this needs a person.
STUCK_AFTER = timedelta(hours=1)
UNDER_WAY = (Batch.Status.WAITING, Batch.Status.CHECKING, Batch.Status.LOADING)


@dataclass(frozen=True)
class Orphan:
    """One of them: `kind` is a key of KINDS, `name` a file's own name or a row's number; never what a person typed."""

    kind: str
    name: str


KINDS = {
    "upload": "a file that no batch names",
    "export": "a report or workbook that no row names",
    "to-mend": "rows to mend of no batch",
    "token": "a token whose time has ended",
    "lost-upload": "a batch whose file is gone: withdraw or cancel it and load the file again",
    "lost-export": "a row whose report or workbook is gone: it goes by itself after a day",
    "stuck-batch": "a batch that nobody has worked on for an hour: is a worker running?",
    "stuck-export": "a report or workbook that nobody has worked on for an hour: is a worker running?",
}
# What can be deleted without anybody missing it. The others need a person.
DELETED = ("upload", "export", "to-mend", "token")


def find() -> Iterator[Orphan]:
    """All of them. Reads only; safe while people work."""
    named, exported = set(files_named()), set(_exports().values_list("file", flat=True))
    yield from (Orphan("upload", name) for name in _old_files("batches") if name not in named)
    yield from (Orphan("export", name) for name in _old_files("exports") if name not in exported)
    yield from (Orphan("to-mend", name) for name in _of_no_batch())
    yield from (Orphan("token", key) for key in _ended_tokens().values_list("token_key", flat=True))
    yield from (Orphan("lost-upload", str(pk)) for pk in _without_file(Batch.objects.exclude(file="")))
    yield from (Orphan("lost-export", str(pk)) for pk in _without_file(_exports()))
    yield from (Orphan("stuck-batch", str(pk)) for pk in _stuck_batches())
    yield from (Orphan("stuck-export", str(pk)) for pk in _stuck_exports())


def remove() -> int:
    """Delete those that nobody misses; gives how many. Safe to run twice and at once."""
    found = [orphan for orphan in find() if orphan.kind in DELETED]
    for orphan in found:
        if orphan.kind == "token":
            _ended_tokens().filter(token_key=orphan.name).delete()
        else:
            default_storage.delete(orphan.name)
    return len(found)


def _old_files(folder: str) -> list[str]:
    """Names of files in a folder of the uploads, older than a day."""
    before, old = timezone.now() - SAFE_AGE, []
    with suppress(FileNotFoundError):  # nothing was ever kept there
        for name in default_storage.listdir(folder)[1]:
            with suppress(FileNotFoundError):
                if default_storage.get_modified_time(f"{folder}/{name}") < before:
                    old.append(f"{folder}/{name}")
    return sorted(old)


def _of_no_batch() -> list[str]:
    """`<batch>.jsonl`, and `<batch>.<fence>` of a worker that was killed and whose batch has been settled since."""
    known = set(Batch.objects.values_list("pk", flat=True))
    under_way = set(Batch.objects.filter(status__in=UNDER_WAY).values_list("pk", flat=True))
    return [name for name in _old_files("to-mend") if _number(name) not in (known if _whole(name) else under_way)]


def _whole(name: str) -> bool:
    return name.endswith(".jsonl")


def _number(name: str) -> int:
    first = name.rpartition("/")[2].partition(".")[0]
    return int(first) if first.isdecimal() else 0


def _exports() -> QuerySet[ExportJob]:
    return ExportJob.objects.exclude(file="")


def _ended_tokens() -> QuerySet[AuthToken]:
    return AuthToken.objects.filter(expiry__lt=timezone.now() - SAFE_AGE)


def _without_file(rows: QuerySet[Batch] | QuerySet[ExportJob]) -> list[int]:
    # Looked at again, as a file goes right after its row lets go of it.
    gone = [pk for pk, name in rows.values_list("pk", "file") if not default_storage.exists(name)]
    return sorted(rows.filter(pk__in=gone).values_list("pk", flat=True))


def _stuck_batches() -> list[int]:
    before = timezone.now() - STUCK_AFTER
    left = Batch.objects.filter(_nobody_at_it(), status__in=UNDER_WAY, created_at__lt=before)
    return list(left.order_by("pk").values_list("pk", flat=True))


def _stuck_exports() -> list[int]:
    before = timezone.now() - STUCK_AFTER
    left = ExportJob.objects.filter(_nobody_at_it(), state__in=["waiting", "making"], asked_at__lt=before)
    return list(left.order_by("pk").values_list("pk", flat=True))


def _nobody_at_it() -> Q:
    return Q(lease_until=None) | Q(lease_until__lt=timezone.now() - STUCK_AFTER)
