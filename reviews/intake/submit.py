"""A file handed in: stored under a name of our own, and waiting for a worker."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from areas.models import Area
from config.errors import NotAllowed
from reviews.intake.files import SUFFIXES, XLSX, too_big
from reviews.intake.problems import shown
from reviews.intake.screen.version import VERSION
from reviews.intake.sheet_names import LONGEST, sheet_names
from reviews.intake.statement import signed
from reviews.models import Batch

KEPT = "What panels judged is kept: only the texts of case notes have a day until which they are kept."
PAST = "The day until which the texts are kept must be after today."


def submit(
    *,
    area: Area,
    kind: str,
    file: File,
    file_name: str,
    dry_run: bool = False,
    create_places: bool = False,
    keep_columns: Sequence[str] = (),
    sheet: str = "",
    statement: Mapping[str, Any] | None = None,
    keep_until: date | None = None,
    by: User | None,
) -> Batch:
    """Store a file as a batch that waits to be loaded. Whoever calls wakes a worker, or loads it.

    Nothing of the file is read but its bytes: what is wrong with it, the batch will say. `statement` is
    {"basis", "checks"}, which `by` signs. Raises NotAllowed for one that lacks something, and for a day that is past.
    """
    batch = Batch(
        area=area,
        kind=kind,
        file_name=_shown_name(file_name),
        sha256=digest_of(file),
        dry_run=dry_run,
        create_places=create_places,
        keep_columns=list(keep_columns),
        sheet=sheet[:LONGEST],
        by=by,
    )
    state(batch, statement, keep_until, by)
    batch.file.save(_own_name(file_name), file, save=False)
    try:
        with transaction.atomic():
            batch.save()
            audit.record("batch.uploaded", batch, by=by, kind=kind, dry_run=dry_run)
    except BaseException:
        batch.file.storage.delete(batch.file.name or "")
        raise
    return batch


def check_size(file: File) -> None:
    """Raises Refused for an upload that is larger than any file we read, before it is stored."""
    if file.size > settings.BATCH_MAX_BYTES:
        raise too_big(file.size, settings.BATCH_MAX_BYTES)


@transaction.atomic
def accept(
    *,
    batch: Batch,
    create_places: bool | None = None,
    keep_columns: Sequence[str] | None = None,
    statement: Mapping[str, Any] | None = None,
    keep_until: date | None = None,
    by: User,
) -> Batch:
    """Load a batch that was only checked. Its rows are checked again, as they stand against the area now.

    None keeps what was asked for when it was checked. Raises NotAllowed in any state but checked, and as `submit` does.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    check_can_accept(batch)
    _anew(batch)
    batch.dry_run = False
    if create_places is not None:
        batch.create_places = create_places
    if keep_columns is not None:
        batch.keep_columns = list(keep_columns)
    state(batch, statement, keep_until, by)
    batch.save()
    audit.record("batch.accepted", batch, by=by, basis=batch.statement.get("basis", ""))
    return batch


@transaction.atomic
def check_sheet(*, batch: Batch, sheet: str, by: User) -> Batch:
    """Check another sheet of a workbook that was only checked, or that was refused for the sheet that was read.

    Raises NotAllowed for one that it does not have.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    sheets = sheets_of(batch)
    if not sheets:
        check_can_accept(batch)
    if sheet not in sheets:
        raise NotAllowed("The workbook has no such sheet. Open the batch again and choose one of its sheets.")
    _anew(batch)
    batch.sheet, batch.preview, batch.small_groups, batch.keep_columns = sheet, [], {}, []
    batch.save()
    audit.record("batch.sheet-chosen", batch, by=by)
    return batch


def sheets_of(batch: Batch) -> list[str]:
    """The names of the sheets that may be chosen: of a workbook with several that was checked and is still there."""
    settled = batch.status in {Batch.Status.CHECKED, Batch.Status.REFUSED}
    if not settled or not (batch.file.name or "").endswith(XLSX):
        return []
    return sheet_names(Path(batch.file.path))


def likely_sheet(batch: Batch) -> str:
    """Of a workbook that was refused for its sheet, the first that is not the one read; else ""."""
    if batch.status != Batch.Status.REFUSED:
        return ""
    said = "".join(problem.message for problem in batch.problems.filter(code="other-sheet"))
    has_them = said.partition("; ")[2]
    return next((name for name in sheets_of(batch) if shown(name) in has_them), "")


def _anew(batch: Batch) -> None:
    """As if it had just been handed in. The caller saves."""
    batch.problems.all().delete()
    batch.status = Batch.Status.WAITING
    batch.rows = batch.done = batch.accepted = batch.unchanged = batch.held = batch.rejected = 0
    batch.started_at = batch.finished_at = batch.lease_until = None


def state(batch: Batch, statement: Mapping[str, Any] | None, keep_until: date | None, by: User | None) -> None:
    """Set what is stated about a batch; None leaves what there is. The caller saves."""
    if statement and by:
        batch.statement = signed(**statement, by_id=by.pk, by_name=by.name, screen=VERSION, at=timezone.now())
    if keep_until:
        if batch.kind == Batch.Kind.AGREED_REVIEWS:
            raise NotAllowed(KEPT)
        if keep_until <= timezone.localdate():
            raise NotAllowed(PAST)
        batch.keep_until = keep_until


def check_can_accept(batch: Batch) -> None:
    """Only what was checked and not loaded."""
    if batch.status != Batch.Status.CHECKED:
        raise NotAllowed(f"Only a batch that is checked and not loaded can be accepted. This one is {batch.status}.")


def digest_of(file: File) -> str:
    """SHA-256 of the file's bytes, read in pieces."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _own_name(file_name: str) -> str:
    suffix = PurePath(file_name).suffix.casefold()
    return secrets.token_hex(16) + (suffix if suffix in SUFFIXES else "")


def _shown_name(file_name: str) -> str:
    """The uploader's own name for it, as text that any page and database can hold."""
    name = "".join(character for character in PurePath(file_name).name if character.isprintable())
    return name[-255:] or "unnamed"
