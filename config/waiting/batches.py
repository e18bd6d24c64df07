"""For whoever loads files: the batches that want something, and the newest."""

from dataclasses import dataclass

from django.db.models import Case, Q, When

from accounts.models import User
from areas.models import Area
from reviews.intake.access import batches_for
from reviews.models import Batch

SHOWN = 5
UNDER_WAY = (Batch.Status.WAITING, Batch.Status.CHECKING, Batch.Status.LOADING)


@dataclass(frozen=True)
class LatestBatch:
    """A batch, where it stands in a few words, and whether it wants something from its steward."""

    pk: int
    file_name: str
    area: Area
    state: str
    wants: bool


def latest_batches(user: User) -> list[LatestBatch]:
    """At most five: those that want something first, then the newest. One query."""
    wants = Q(status__in=[*UNDER_WAY, Batch.Status.CHECKED]) | (
        Q(status=Batch.Status.LOADED) & (Q(held__gt=0) | Q(rejected__gt=0))
    )
    found = batches_for(user).annotate(wants=Case(When(wants, True), default=False)).order_by("-wants", "-pk")[:SHOWN]
    return [LatestBatch(each.pk, each.file_name, each.area, state_in_words(each), each.wants) for each in found]


def state_in_words(batch: Batch) -> str:
    """loading, 4,000 of 50,000 rows · 3 rows held back, 12 rejected."""
    if batch.status in UNDER_WAY:
        of = f", {batch.done:,} of {batch.total:,} rows" if batch.total else ""
        return f"{batch.get_status_display().lower()}{of}"
    left_out = [
        f"{number:,} {what}" for number, what in ((batch.held, "held back"), (batch.rejected, "rejected")) if number
    ]
    if batch.status == Batch.Status.CHECKED:
        return ", ".join(["checked, waits to be accepted", *left_out])
    if left_out:
        return f"{', '.join(left_out)} of {batch.rows:,} rows"
    rows = f", {batch.accepted:,} of {batch.rows:,} rows new" if batch.status == Batch.Status.LOADED else ""
    return f"{batch.get_status_display().lower()}{rows}"
