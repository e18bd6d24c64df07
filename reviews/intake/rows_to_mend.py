"""The rows that a batch did not take, as they stand in the file: kept for 14 days, to be mended or compared.

They stand in a file beside the uploads, one for a batch, and in no database, log or backup of it. Rows that are held
are not among them: those are in the database until they are decided.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from reviews.intake.files import Opened
from reviews.intake.rows import Row
from reviews.models import Batch, BatchProblem, HeldRow

KEPT_FOR = timedelta(days=14)
MOST = 10_000  # rows of one batch: who has more wrong mends the file itself


def write_draft(batch: Batch, opened: Opened) -> Path:
    """Copy the rows with problems out of the file. The draft counts once `put_in_place` has been called."""
    draft = _draft(batch.pk, batch.fence)
    draft.parent.mkdir(parents=True, exist_ok=True)
    left = _lines(batch)
    with draft.open("w", encoding="utf-8") as file:
        rows = opened.reader.rows() if left else iter(())
        while left and (row := next(rows, None)):
            if row.line in left:
                left.discard(row.line)
                file.write(json.dumps([row.line, row.cells]) + "\n")
    draft.chmod(0o600)
    return draft


def put_in_place(batch: Batch, draft: Path) -> None:
    """Call under the batch's lock, so that a batch that was cancelled meanwhile leaves nothing behind."""
    if draft.stat().st_size:
        draft.replace(_place(batch.pk))
        _forget_drafts(batch.pk)
    else:
        forget(batch.pk)


def forget_draft(batch_id: int, fence: int) -> None:
    """Of a worker that another took over from, or whose batch was cancelled."""
    _draft(batch_id, fence).unlink(missing_ok=True)


def _forget_drafts(batch_id: int) -> None:
    """Those of workers that were killed too."""
    for path in _place(batch_id).parent.glob(f"{batch_id}.*"):
        if path != _place(batch_id):
            path.unlink(missing_ok=True)


def kept(batch: Batch) -> list[Row]:
    """In the order of the file; none once their time has ended."""
    return list(_read(batch))


def any_kept(batch: Batch) -> bool:
    return _place(batch.pk).is_file() and not _over(_place(batch.pk))


def forget(batch_id: int) -> None:
    """Safe to call for a batch that has none."""
    _place(batch_id).unlink(missing_ok=True)
    _forget_drafts(batch_id)


def forget_old() -> None:
    """Those of more than 14 days ago, drafts that nobody finished, and files of which no other sheet was chosen."""
    for path in _place(0).parent.glob("*"):
        with suppress(FileNotFoundError):
            if _over(path):
                path.unlink()
    refused = Batch.objects.filter(status=Batch.Status.REFUSED, finished_at__lt=timezone.now() - KEPT_FOR)
    for batch in refused.exclude(file=""):
        default_storage.delete(batch.file.name or "")
        refused.filter(pk=batch.pk).update(file="")


def _read(batch: Batch) -> Iterator[Row]:
    with suppress(FileNotFoundError):
        if any_kept(batch):
            with _place(batch.pk).open(encoding="utf-8") as file:
                yield from (Row(*json.loads(line)) for line in file)


def _lines(batch: Batch) -> set[int]:
    held = HeldRow.objects.filter(batch=batch).values("line")
    wrong = BatchProblem.objects.filter(batch=batch, line__gt=0).exclude(line__in=held)
    return set(wrong.order_by("line").values_list("line", flat=True).distinct()[:MOST])


def _over(path: Path) -> bool:
    return path.stat().st_mtime < (timezone.now() - KEPT_FOR).timestamp()


def _draft(batch_id: int, fence: int) -> Path:
    return _place(batch_id).with_suffix(f".{fence}")


def _place(batch_id: int) -> Path:
    return Path(default_storage.path("to-mend")) / f"{batch_id}.jsonl"
