"""What a steward takes away of a batch to mend: rows that are held and rows that were rejected, with their problems."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from accounts import audit
from accounts.models import User
from config.errors import NotAllowed, Problem
from reviews.intake import rows_to_mend
from reviews.intake.mend_workbook import ToMend, workbook
from reviews.intake.rows import Row
from reviews.intake.screening import screen_of
from reviews.models import Batch, BatchProblem, HeldRow

NONE_LEFT = (
    "There is nothing to take: no row is held, and rows that were rejected are kept for 14 days. Mend them in the file "
    "that was loaded."
)
IDENTIFIER = "identifier"


@transaction.atomic
def take(*, batch: Batch, by: User) -> bytes:
    """The workbook, and a record of who took it. Raises NotAllowed where no row is left."""
    rows = _rows(batch)
    if not rows:
        raise NotAllowed(NONE_LEFT)
    audit.record("batch.rows-taken", batch, by=by, rows=len(rows))
    return workbook(_columns(batch, rows), rows)


def anything_to_take(batch: Batch) -> bool:
    """Whether `take` gives anything."""
    return bool(batch.held and batch.status == Batch.Status.LOADED) or rows_to_mend.any_kept(batch)


def _rows(batch: Batch) -> list[ToMend]:
    """In the order of the file. Four statements, whatever the number of rows."""
    problems = _problems(batch)
    held = [
        ToMend(
            Row(row.line, row.cells),
            [(finding.column, finding.start, finding.end) for finding in row.findings.all()],
            problems.get(row.line, []),
        )
        for row in HeldRow.objects.filter(batch=batch, state=HeldRow.State.WAITING).prefetch_related("findings")
    ]
    rows = [*held, *_rejected(batch, problems)]
    return sorted(rows, key=lambda each: each.row.line)[: rows_to_mend.MOST]


def _rejected(batch: Batch, problems: dict[int, list[Problem]]) -> list[ToMend]:
    """Of a batch that is only checked, rows to be held are among them: they are screened once more to mark them."""
    screen, marked = screen_of(batch.area_id), []
    for row in rows_to_mend.kept(batch):
        told = problems.get(row.line, [])
        texts = {each.column: row.cells.get(each.column, "") for each in told if each.code == IDENTIFIER}
        found = [(column, finding.start, finding.end) for column, finding in screen.findings_in(texts)]
        marked.append(ToMend(row, found, told))
    return marked


def _problems(batch: Batch) -> dict[int, list[Problem]]:
    by_line: dict[int, list[Problem]] = defaultdict(list)
    told = BatchProblem.objects.filter(batch=batch, line__gt=0).order_by("line", "pk")
    for each in told.values_list("line", "column", "code", "message"):
        by_line[each[0]].append(Problem(*each))
    return by_line


def _columns(batch: Batch, rows: Sequence[ToMend]) -> list[str]:
    """As the file has them; those of rows held before columns were noted, in the order in which they come."""
    return batch.columns_found or list(dict.fromkeys(column for each in rows for column in each.row.cells))
