"""A batch taken back as a whole, as long as nobody has built on it."""

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import User
from areas.models import Area
from config.errors import NotAllowed
from reviews.intake import rows_to_mend
from reviews.models import AgreedReview, Batch, CaseNote, Exchange, HeldRow, IllustrativeCase, Presence, WorkshopNote

STARTED = "Its notes are being reviewed, so the batch can no longer be withdrawn."
WITH_ANOTHER_PANEL = (
    "Another panel was given some of its notes in an exchange, so the batch can no longer be withdrawn."
)
COMPARED = (
    "Another panel was given some of these notes in an exchange, to compare its answers with these reviews, "
    "so the batch can no longer be withdrawn."
)
OFFERED = "Some of its reviews are offered to another panel in an exchange. Withdraw that offer first."


def withdraw(*, batch: Batch, by: User | None) -> Batch:
    """Take a loaded batch out of the area, or drop one that is checked. Raises NotAllowed and says why not.

    `by` is None for one that nobody decided about in time.
    """
    try:
        with transaction.atomic():
            batch = Batch.objects.select_for_update().get(pk=batch.pk)
            Area.objects.select_for_update().get(pk=batch.area_id)  # nobody offers its reviews in an exchange meanwhile
            check_can_withdraw(batch)
            removed = remove_rows(batch)
            HeldRow.objects.filter(batch=batch).delete()
            drop_file(batch)
            batch.status, batch.preview = Batch.Status.WITHDRAWN, []
            batch.save(update_fields=["status", "file", "preview"])
            audit.record("batch.withdrawn", batch, by=by, removed=removed)
    except IntegrityError:  # a review of one of the notes began at this very moment
        raise NotAllowed(STARTED) from None
    return batch


def check_can_withdraw(batch: Batch) -> None:
    """A batch that is loaded or checked, none of whose notes is in a workshop or reviewed."""
    if batch.status not in {Batch.Status.LOADED, Batch.Status.CHECKED}:
        raise NotAllowed(f"Only a loaded or checked batch can be withdrawn. This one is {batch.status}.")
    if batch.kind == Batch.Kind.AGREED_REVIEWS:
        _check_not_exchanged(batch)
        return
    reviewed = CaseNote.objects.filter(batch=batch, agreed_reviews__isnull=False).distinct().count()
    if reviewed:
        raise NotAllowed(f"{reviewed:,} of its notes have been reviewed, so the batch can no longer be withdrawn.")
    if WorkshopNote.objects.filter(note__batch=batch, judgements__isnull=False).exists():
        raise NotAllowed(STARTED)
    places = WorkshopNote.objects.filter(note__batch=batch)
    planned = places.filter(workshop__exchange=None).values_list("workshop__name", flat=True).first()
    if planned is None and places.exists():
        raise NotAllowed(WITH_ANOTHER_PANEL)
    if planned:
        raise NotAllowed(f"Some of its notes are planned for the workshop “{planned}”. Take them out of it first.")


def _check_not_exchanged(batch: Batch) -> None:
    """A second panel's answers are compared with these reviews, from the offer on."""
    offered = Exchange.objects.filter(
        withdrawn_at=None, notes__agreed_reviews__batch=batch, panel=F("notes__agreed_reviews__panel")
    )
    if offered.filter(accepted_at__isnull=False).exists():
        raise NotAllowed(COMPARED)
    if offered.filter(expires_at__gt=timezone.now()).exists():
        raise NotAllowed(OFFERED)


def can_withdraw(batch: Batch) -> bool:
    try:
        check_can_withdraw(batch)
    except NotAllowed:
        return False
    return True


def remove_rows(batch: Batch) -> int:
    """How many notes or reviews were removed."""
    if batch.kind == Batch.Kind.AGREED_REVIEWS:
        number = _remove_reviews(AgreedReview.objects.filter(batch=batch))
        if number:
            Area.objects.touch(batch.area_id)
        return number
    Exchange.notes.through.objects.filter(casenote__batch=batch).delete()  # of offers that nobody can accept any more
    IllustrativeCase.objects.filter(note__batch=batch).delete()  # of reviews that were withdrawn before
    notes = CaseNote.objects.filter(batch=batch)
    # One statement: the checks above and the database's own foreign keys guard it, so nothing need be fetched first.
    return notes._raw_delete(notes.db)


def _remove_reviews(reviews: QuerySet[AgreedReview]) -> int:
    """Four statements whatever their number: what points at them first, so that the database finds nothing left."""
    keys = reviews.values("pk")
    for links in (AgreedReview.missed_prevention.through, AgreedReview.other_reasons.through):
        links.objects.filter(agreedreview__in=keys)._raw_delete(reviews.db)
    Presence.objects.filter(review__in=keys)._raw_delete(reviews.db)
    return reviews._raw_delete(reviews.db)


def drop_file(batch: Batch) -> None:
    """Forget the uploaded file and the rows kept of it once the transaction is committed; the caller saves the row."""
    transaction.on_commit(lambda: rows_to_mend.forget(batch.pk))
    storage, name = batch.file.storage, batch.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
        batch.file.name = ""
