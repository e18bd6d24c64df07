"""The only way from a person to a batch: what is not theirs looks like what does not exist."""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When
from django.http import Http404

from accounts.models import User
from areas.access import areas_for, can
from areas.models import Area
from config.errors import NotAllowed
from pathways.models import Pathway
from reviews.models import Batch, BatchProblem, CaseNote, HashCheck, HeldFinding, HeldRow


def batches_for(user: User) -> QuerySet[Batch]:
    """Batches of the areas whose batches this person may see, newest first, with their areas and loaders."""
    return Batch.objects.filter(area__in=areas_for(user, "see batches")).select_related("area", "by")


def batch_for(user: User, batch_id: int) -> Batch:
    """One of them. Raises Http404."""
    batch = batches_for(user).filter(pk=batch_id).first()
    if batch is None:
        raise Http404
    return batch


def problems_of(batch: Batch, code: str = "") -> QuerySet[BatchProblem]:
    """What is wrong with its rows, in file order; only problems of one kind when `code` is given."""
    problems = BatchProblem.objects.filter(batch=batch)
    return problems.filter(code=code) if code else problems


def loaded_before(batch: Batch) -> Batch | None:
    """Of a refused batch: the one of its area that the same file is loaded in."""
    if batch.status != Batch.Status.REFUSED:
        return None
    same = Batch.objects.filter(area=batch.area_id, kind=batch.kind, sha256=batch.sha256)
    return same.filter(status__in=[Batch.Status.LOADING, Batch.Status.LOADED]).first()


def nothing_to_load(batch: Batch) -> bool:
    """Of a checked batch: no row would come in or be held, nor would any with its places created."""
    if batch.status != Batch.Status.CHECKED or batch.accepted or batch.held:
        return False
    return not problems_of(batch, "unknown-place").exists()


def kinds_of_problems(batch: Batch, *, at_most: int) -> list[dict[str, Any]]:
    """How often each kind occurs, as {"column", "code", "times"}, most first."""
    kinds = BatchProblem.objects.filter(batch=batch).order_by().values("column", "code")
    counted = kinds.annotate(times=Count("pk")).order_by("-times", "column", "code")
    return [dict(kind) for kind in counted[:at_most]]


def notes_put_away(batch: Batch) -> dict[str, int]:
    """How many of its notes nobody reads just now ("hidden") or any more ("retired")."""
    notes, retired = CaseNote.objects.filter(batch=batch), Q(retired_at__isnull=False)
    return notes.aggregate(
        retired=Count("pk", filter=retired), hidden=Count("pk", filter=Q(hidden_at__isnull=False) & ~retired)
    )


def notes_of(batch: Batch) -> QuerySet[CaseNote]:
    """Its notes in file order, without their texts, with `reviewed`: how many agreed reviews each has."""
    notes = CaseNote.objects.filter(batch=batch).annotate(reviewed=Count("agreed_reviews"))
    return notes.select_related("actual_pathway").defer("narrative", "extra").order_by("line", "pk")


def note_of(user: User, batch_id: int, note_id: int) -> CaseNote:
    """One note of a batch, without its text, for who may load there. Raises Http404."""
    notes = CaseNote.objects.filter(pk=note_id, batch=batch_id, area__in=loadable_areas(user))
    note = notes.select_related("batch", "area", "actual_pathway").defer("narrative", "extra").first()
    if note is None:
        raise Http404
    return note


def pathway_labels(codes: Collection[str]) -> dict[str, str]:
    """The catalogue's names of pathways, by code."""
    return dict(Pathway.objects.filter(code__in=codes).values_list("code", "label"))


def loadable_areas(user: User) -> QuerySet[Area]:
    """Where this person may load."""
    return areas_for(user, "load batches")


def check_can_load(user: User, area: Area) -> None:
    """Data stewards of the area and site administrators."""
    if not can(user, "load batches", area.pk):
        raise NotAllowed(f"Only a data steward of {area.name} can load, accept or withdraw its batches.")


def can_load(user: User, area: Area) -> bool:
    return can(user, "load batches", area.pk)


def held_row_for(user: User, batch_id: int, row_id: int) -> HeldRow:
    """One held row, with its batch and findings, for who may load there. Raises Http404."""
    rows = HeldRow.objects.filter(pk=row_id, batch=batch_id, batch__area__in=loadable_areas(user))
    row = rows.select_related("batch__area").prefetch_related("findings").first()
    if row is None:
        raise Http404
    return row


def held_rows_of(batch: Batch) -> list[int]:
    """The ids of those that wait, in the order of the file. Takes a batch from `batch_for`."""
    waiting = HeldRow.objects.filter(batch=batch, state=HeldRow.State.WAITING)
    return list(waiting.order_by("line").values_list("pk", flat=True))


def next_held_row(row: HeldRow) -> int | None:
    """The id of the row that waits after this one in the file, else of the first that waits, else None."""
    waiting = HeldRow.objects.filter(batch=row.batch_id, state=HeldRow.State.WAITING)
    onward = waiting.order_by(Case(When(line__gt=row.line, then=0), default=1), "line")
    return onward.values_list("pk", flat=True).first()


def times_elsewhere(row: HeldRow) -> dict[str, int]:
    """How often each undecided finding of this row stands in all waiting rows of its batch, by `same`."""
    alike = HeldFinding.objects.filter(row__batch=row.batch_id, row__state=HeldRow.State.WAITING, decision="")
    mine = [finding.same for finding in row.findings.all()]
    return dict(alike.filter(same__in=mine).order_by().values_list("same").annotate(times=Count("pk")))


def checks_for(user: User) -> QuerySet[HashCheck]:
    """The newest looks at all hashes, for site administrators: they are of every area. Raises Http404."""
    if not user.is_superuser:
        raise Http404
    return HashCheck.objects.all()[:30]
