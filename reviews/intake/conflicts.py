"""Rows that were rejected because the area has something else under their reference, beside what it has.

What the identifier screen finds in such a row is masked: nobody has decided about it.
"""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from reviews.intake import rows_to_mend
from reviews.intake.context import mask
from reviews.intake.load import CHUNKS
from reviews.intake.notes_beside import notes_beside
from reviews.intake.redaction import Passage, redacted
from reviews.intake.reviews_beside import reviews_beside
from reviews.intake.rows import Row
from reviews.intake.screening import Found
from reviews.intake.side_by_side import Conflict
from reviews.models import Batch, BatchProblem

CODE = "conflict"


def conflicting_lines(batch: Batch) -> list[int]:
    """Lines in file order, of rows that are still kept."""
    if not rows_to_mend.any_kept(batch):
        return []
    lines = BatchProblem.objects.filter(batch=batch, code=CODE).order_by("line")
    return list(lines.values_list("line", flat=True).distinct())


def conflicts(batch: Batch, lines: Sequence[int], user: User) -> list[Conflict]:
    """Those rows beside what the area has now, for somebody who may load there; what is mended is left out."""
    rows = [row for row in rows_to_mend.kept(batch) if row.line in set(lines)]
    if not rows:
        return []
    chunks = CHUNKS[batch.kind]
    masked = [_masked(each.row, each.found) for each in chunks(batch).check(rows)]
    checked = chunks(batch, screened=False).check(masked)
    return [conflict for conflict in _beside(batch, checked, user) if conflict.columns]


def _beside(batch: Batch, checked: Sequence[Any], user: User) -> list[Conflict]:
    if batch.kind == Batch.Kind.AGREED_REVIEWS:
        return reviews_beside(batch, [each.review for each in checked if each.review], user)
    return notes_beside(batch, [each.note for each in checked if each.note])


def _masked(row: Row, found: Found) -> Row:
    passages = [
        Passage(column, each.start, each.end, mask(row.cells[column][each.start : each.end])) for column, each in found
    ]
    return row._replace(cells=redacted(row.cells, passages))
