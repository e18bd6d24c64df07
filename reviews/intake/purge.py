"""The texts of notes go when their time to be kept has ended; what panels judged about them stays."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from accounts import audit
from config.errors import NotAllowed
from reviews.intake import rows_to_mend
from reviews.intake.withdraw import withdraw
from reviews.models import Batch, BatchProblem, CaseNote, HeldRow

DROPPED = "The row was still held when the time of the batch's texts ended, and was dropped."

REMOVED, WHY = "The text of this note was removed on", "when its time to be kept ended."
LONGEST = len(REMOVED) + len(" 30 September 2026, ") + len(WHY)


def purge_due() -> int:
    """Purge batches whose time has ended, and old rows to mend. Gives how many notes lost their text; safe at once."""
    rows_to_mend.forget_old()
    _withdraw_undecided()
    due = Batch.objects.filter(keep_until__lt=timezone.localdate(), purged_at=None, status=Batch.Status.LOADED)
    return sum(purge(batch_id=pk) for pk in due.values_list("pk", flat=True))


def _withdraw_undecided() -> None:
    """Files that were checked and never loaded: their first rows and the file itself are texts of notes too."""
    before = timezone.now() - rows_to_mend.KEPT_FOR
    for batch in Batch.objects.filter(status=Batch.Status.CHECKED, finished_at__lt=before):
        with suppress(NotAllowed):  # somebody decided at this very moment
            withdraw(batch=batch, by=None)


@transaction.atomic
def purge(*, batch_id: int) -> int:
    """Take the words out of a batch's notes: narrative, living situation, support, further facts. Codes stay."""
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if batch.purged_at:
        return 0
    now = timezone.now()
    words = f"{REMOVED} {timezone.localtime(now):%-d %B %Y}, {WHY}"
    notes = CaseNote.objects.filter(batch=batch)
    notes.filter(retired_at=None).update(retired_at=now)
    number = notes.update(narrative=words, living_situation="", support_before="", extra={})
    _drop_held(batch)
    transaction.on_commit(lambda: rows_to_mend.forget(batch_id))
    batch.purged_at, batch.preview = now, []
    batch.save(update_fields=["purged_at", "preview", "held", "rejected"])
    audit.record("batch.purged", batch, by=None, notes=number)
    return number


def holds_no_words(note: CaseNote) -> bool:
    """Whether a note of a purged batch is as `purge` leaves it."""
    told = note.narrative
    removed = told.startswith(REMOVED) and told.endswith(WHY) and len(told) <= LONGEST
    return removed and not (note.living_situation or note.support_before or note.extra) and bool(note.retired_at)


def _drop_held(batch: Batch) -> None:
    """Rows that still waited: nobody is asked for them any more. Those decided hold no text. The caller saves."""
    waiting = batch.held_rows.filter(state=HeldRow.State.WAITING)
    told = BatchProblem.objects.filter(batch=batch, code="identifier", line__in=waiting.values("line"))
    told.update(message=DROPPED)
    batch.rejected, batch.held = batch.rejected + batch.held, 0
    waiting.delete()
