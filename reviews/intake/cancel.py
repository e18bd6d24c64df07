"""A load stopped by a person: nothing of it stays."""

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import User
from config.errors import NotAllowed
from reviews.intake.withdraw import STARTED, drop_file, remove_rows
from reviews.models import Batch, HeldRow


def cancel(*, batch: Batch, by: User) -> Batch:
    """Stop a batch that waits or is under way, and take out what it has loaded so far. Raises NotAllowed once it ended.

    The fence is raised in the same transaction, so whoever works on it writes nothing more.
    """
    try:
        with transaction.atomic():
            batch = Batch.objects.select_for_update().get(pk=batch.pk)
            check_can_cancel(batch)
            removed = remove_rows(batch)
            HeldRow.objects.filter(batch=batch).delete()
            drop_file(batch)
            batch.status, batch.lease_until, batch.preview = Batch.Status.CANCELLED, None, []
            batch.fence += 1
            batch.save(update_fields=["status", "lease_until", "preview", "fence", "file"])
            audit.record("batch.cancelled", batch, by=by, removed=removed)
    except IntegrityError:  # a workshop took one of its notes at this very moment
        raise NotAllowed(STARTED) from None
    return batch


def check_can_cancel(batch: Batch) -> None:
    if batch.settled:
        raise NotAllowed(f"There is nothing to cancel: this batch is {batch.get_status_display().lower()}.")
