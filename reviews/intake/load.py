"""Loads a batch: in chunks, each row exactly once, whoever is killed and however often it is started.

A chunk is one transaction: its notes, its problems and how far the batch has come stand or fall together, and only
under the fence that the worker holds. So starting again means going on behind the last chunk.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from config.errors import Problem, Refused
from reviews.intake import lease, rows_to_mend
from reviews.intake.ahead import one_ahead, one_by_one
from reviews.intake.files import Opened, count_rows, open_file
from reviews.intake.headers import Columns, fold
from reviews.intake.limits import Limits
from reviews.intake.note_chunks import NoteChunks
from reviews.intake.outcome import Outcome
from reviews.intake.report import counts
from reviews.intake.review_chunks import ReviewChunks
from reviews.intake.rows import Row
from reviews.intake.screen.version import VERSION
from reviews.models import Batch, BatchProblem


class Chunks(Protocol):
    """Takes the rows of one kind of batch, a chunk at a time. What `check` gives, `write` is handed back."""

    columns: Columns
    ahead: bool  # `check` needs no database and nothing of the chunk before

    def __init__(self, batch: Batch, *, screened: bool = True) -> None: ...
    def check(self, rows: Sequence[Row]) -> Any: ...
    def write(self, batch: Batch, checked: Any) -> Outcome: ...
    def committed(self, outcome: Outcome) -> None: ...
    def finish(self, batch: Batch) -> None: ...


Progress = Callable[[int, int], None]
CHUNKS: dict[str, type[Chunks]] = {Batch.Kind.CASE_NOTES: NoteChunks, Batch.Kind.AGREED_REVIEWS: ReviewChunks}
# Two loads of the same notes at once: the second meets the first one's rows at the constraint and looks again.
ATTEMPTS = 3
# Of a file that was only checked another sheet can be chosen: it stays, for 14 days at most.
FOR_ITS_SHEET = {"other-sheet", "unknown-sheet"}
# Times that a worker may die over a file before it was read once. Then the file is what kills it.
MOST_OPENINGS = 5
ENDS_THE_WORKER = (
    f"Reading this file stopped the worker {MOST_OPENINGS} times. Open it in a spreadsheet program, save its table "
    "as CSV UTF-8, and load that."
)


def load(batch_id: int, *, progress: Progress | None = None) -> None:
    """Check a batch's file and, unless it is a dry run, load it. Does nothing while somebody else works on it.

    `progress` is told (rows done, rows in all) after each chunk. A file that can't be taken at all leaves the batch
    refused with its problems. An error of the database is raised without the row that it quotes: it ends in logs.
    """
    fence = lease.claim(batch_id)
    if fence is None:
        return
    try:
        _load(batch_id, fence, progress or _silent)
    except (lease.LostLease, FileNotFoundError) as error:  # who cancels drops the file under whoever reads it
        rows_to_mend.forget_draft(batch_id, fence)
        if not lease.lost(batch_id, fence):
            raise error
    except DatabaseError as error:
        raise type(error)(str(error).partition("\n")[0]) from None  # the lines below hold a row, or the start of one


def _load(batch_id: int, fence: int, progress: Progress) -> None:
    batch = Batch.objects.get(pk=batch_id)
    try:
        if batch.total is None and fence > MOST_OPENINGS:
            raise Refused(Problem(0, "", "ends-the-worker", ENDS_THE_WORKER))
        opened, total = _open(batch)
        batch = _begin(batch_id, fence, opened, total)
    except Refused as refused:
        _refuse(batch_id, fence, refused)
        return
    chunks = CHUNKS[batch.kind](batch)
    progress(batch.done, total)
    in_turn = one_ahead if chunks.ahead else one_by_one
    for rows, checked in in_turn(_in_chunks(opened, batch.done), chunks.check):
        outcome = _chunk(batch_id, fence, chunks, rows, checked)
        chunks.committed(outcome)
        batch.done += outcome.rows
        progress(batch.done, total)
    _finish(batch_id, fence, chunks, rows_to_mend.write_draft(batch, opened))


def limits() -> Limits:
    """What this installation takes."""
    return Limits(file_bytes=settings.BATCH_MAX_BYTES, rows=settings.BATCH_MAX_ROWS)


def _open(batch: Batch) -> tuple[Opened, int]:
    """The file, read to its end once. Raises Refused."""
    path = Path(batch.file.path) if batch.file else None
    if path is None or not path.is_file():
        raise Refused(Problem(0, "", "file-lost", "The uploaded file is no longer there. Upload it again."))
    columns = CHUNKS[batch.kind].columns
    opened = open_file(path, columns, name=batch.file_name, sheet=batch.sheet, limits=limits())
    return opened, count_rows(opened, limits())


@transaction.atomic
def _begin(batch_id: int, fence: int, opened: Opened, total: int) -> Batch:
    """Say what was found in the file and start, or go on. Raises Refused for a file that the area has already."""
    batch = lease.hold(batch_id, fence)
    if batch.dry_run:
        _start_again(batch)
    batch.status = Batch.Status.CHECKING if batch.dry_run else Batch.Status.LOADING
    batch.encoding, batch.remarks, batch.screen = opened.encoding, list(opened.remarks), VERSION
    batch.total = total
    batch.columns_found = [name for name in opened.reader.header.names if name]
    _sort_unknown_columns(batch, opened.reader.header.unknown)
    batch.started_at = batch.started_at or timezone.now()
    _refuse_loaded_before(batch)
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError:
        _refuse_loaded_before(batch)
        raise
    return batch


def _sort_unknown_columns(batch: Batch, unknown: Sequence[str]) -> None:
    """Those that the loader confirmed become extra facts of case notes; the others are named as left out."""
    confirmed = {fold(name) for name in batch.keep_columns} if batch.kind == Batch.Kind.CASE_NOTES else set()
    batch.keep_columns = [name for name in unknown if fold(name) in confirmed]
    batch.columns_left_out = [name for name in unknown if fold(name) not in confirmed]


def _start_again(batch: Batch) -> None:
    """A check keeps what it has seen in memory, so one that was cut short begins at the top."""
    batch.problems.all().delete()
    batch.done = batch.rows = batch.accepted = batch.unchanged = batch.held = batch.rejected = 0


def _refuse_loaded_before(batch: Batch) -> None:
    same = Batch.objects.filter(area_id=batch.area_id, kind=batch.kind, sha256=batch.sha256)
    before = same.filter(status__in=[Batch.Status.LOADING, Batch.Status.LOADED]).exclude(pk=batch.pk).first()
    if before:
        state = "was already loaded" if before.settled else "is being loaded already"
        message = (
            f"This file {state}: batch {before.pk}, {before.file_name}, of "
            f"{timezone.localtime(before.created_at):%-d %B %Y}. Nothing was loaded again. "
            "To load it anew, withdraw that batch first."
        )
        raise Refused(Problem(0, "", "already-loaded", message))


def _in_chunks(opened: Opened, done: int) -> Iterator[list[Row]]:
    rows = islice(opened.reader.rows(), done, None)
    while chunk := list(islice(rows, settings.BATCH_CHUNK_ROWS)):
        yield chunk


def _chunk(batch_id: int, fence: int, chunks: Chunks, rows: list[Row], checked: Any) -> Outcome:
    """Write one chunk. One that met another load's rows is checked and written again."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                batch = lease.hold(batch_id, fence)
                outcome = chunks.write(batch, checked)
                _store(batch, outcome)
            return outcome
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
            checked = chunks.check(rows)
    raise AssertionError("unreachable")


def _store(batch: Batch, outcome: Outcome) -> None:
    """The chunk's problems and counts, and a little more time."""
    BatchProblem.objects.bulk_create([BatchProblem(batch=batch, **problem.as_dict()) for problem in outcome.problems])
    for count in ("accepted", "unchanged", "held", "rejected"):
        setattr(batch, count, getattr(batch, count) + getattr(outcome, count))
    batch.rows = batch.done = batch.done + outcome.rows
    batch.lease_until = timezone.now() + lease.PER_CHUNK
    batch.save(update_fields=["accepted", "unchanged", "held", "rejected", "rows", "done", "lease_until"])


@transaction.atomic
def _finish(batch_id: int, fence: int, chunks: Chunks, to_mend: Path) -> None:
    batch = lease.hold(batch_id, fence)
    rows_to_mend.put_in_place(batch, to_mend)
    chunks.finish(batch)
    batch.status = Batch.Status.CHECKED if batch.dry_run else Batch.Status.LOADED
    _settle(batch)
    audit.record(f"batch.{batch.status}", batch, by=batch.by, **counts(batch))


@transaction.atomic
def _refuse(batch_id: int, fence: int, refused: Refused) -> None:
    batch = lease.hold(batch_id, fence)
    batch.status = Batch.Status.REFUSED
    batch.problems.all().delete()
    choose_again = batch.dry_run and refused.problems[0].code in FOR_ITS_SHEET
    BatchProblem.objects.bulk_create([BatchProblem(batch=batch, **problem.as_dict()) for problem in refused.problems])
    _settle(batch, keep_file=choose_again)
    audit.record("batch.refused", batch, by=batch.by, codes=sorted({problem.code for problem in refused.problems}))


def _settle(batch: Batch, *, keep_file: bool = False) -> None:
    """Nothing more will be done by itself: give the lease back, and the file too unless it may still be wanted."""
    batch.finished_at = timezone.now()
    batch.lease_until = None
    if batch.status != Batch.Status.CHECKED and not keep_file:
        storage, name = batch.file.storage, batch.file.name
        transaction.on_commit(lambda: storage.delete(name) if name else None)
        batch.file.name, batch.preview = "", []
    batch.save(update_fields=["status", "finished_at", "lease_until", "file", "preview", "small_groups"])


def _silent(done: int, total: int) -> None:
    """Nobody watches."""
