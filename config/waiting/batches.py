"""For whoever loads files: the batches that want something, and the newest."""

from dataclasses import dataclass

from django.db.models import Case, Q, When

from accounts.models import User
from areas.access import may
from areas.models import Area
from reviews.intake.access import batches_for
from reviews.models import Batch

SHOWN = 5
UNDER_WAY = (Batch.Status.WAITING, Batch.Status.CHECKING, Batch.Status.LOADING)


@dataclass(frozen=True)
class LatestBatch:
    """A batch, where it stands in a few words, whether it wants something, and how many rows want this person."""

    pk: int
    file_name: str
    area: Area
    state: str
    wants: bool
    held: int


def latest_batches(user: User) -> list[LatestBatch]:
    """At most five: those that want something first, then the newest. One query."""
    wants = Q(status__in=[*UNDER_WAY, Batch.Status.CHECKED]) | (
        Q(status=Batch.Status.LOADED) & (Q(held__gt=0) | Q(rejected__gt=0))
    )
    marked = batches_for(user).annotate(
        wants=Case(When(wants, True), default=False), decides=may(user, "load batches", "area")
    )
    return [_latest(each, each.wants, each.decides) for each in marked.order_by("-wants", "-pk")[:SHOWN]]


def _latest(batch: Batch, wants: bool, decides: bool) -> LatestBatch:
    """Only stewards of its area decide held rows, whatever somebody is elsewhere."""
    held = batch.held if decides and batch.status == Batch.Status.LOADED else 0
    return LatestBatch(batch.pk, batch.file_name, batch.area, state_in_words(batch), wants, held)


def state_in_words(batch: Batch) -> str:
    """loading, 4,000 of 50,000 rows · 3 of 50,000 rows need you, 12 rejected."""
    if batch.status in UNDER_WAY:
        of = f", {batch.done:,} of {batch.total:,} rows" if batch.total else ""
        return f"{batch.get_status_display().lower()}{of}"
    rejected = f"{batch.rejected:,} rejected" if batch.rejected else ""
    if batch.status == Batch.Status.CHECKED:
        held = f"{batch.held:,} to be held" if batch.held else ""
        return ", ".join(filter(None, ["checked, waits to be accepted", held, rejected]))
    if batch.status == Batch.Status.LOADED and batch.held:
        need = f"{batch.held:,} of {batch.rows:,} rows need{'s' if batch.held == 1 else ''} you"
        return ", ".join(filter(None, [need, rejected]))
    if rejected:
        return f"{rejected} of {batch.rows:,} rows"
    rows = f", {batch.accepted:,} of {batch.rows:,} rows new" if batch.status == Batch.Status.LOADED else ""
    return f"{batch.get_status_display().lower()}{rows}"
