"""Rows of case notes beside the notes that have their references."""

from collections.abc import Sequence

from reviews.intake.case_notes import CheckedNote, differing_columns
from reviews.intake.note_chunks import content_of
from reviews.intake.side_by_side import Conflict, beside
from reviews.models import Batch, CaseNote


def notes_beside(batch: Batch, rows: Sequence[CheckedNote]) -> list[Conflict]:
    """One query. Rows whose note is gone meanwhile are left out."""
    found = CaseNote.objects.filter(area=batch.area_id, reference__in=[row.reference for row in rows])
    named = found.select_related("actual_pathway", "locality", "organisation", "batch")
    there = {(note.reference, note.review_point): note for note in named}
    return [_conflict(row, there[row.key]) for row in rows if row.key in there]


def _conflict(row: CheckedNote, note: CaseNote) -> Conflict:
    new, old = row.content(), content_of(note)
    columns = differing_columns(row, old)
    new, old = new | new["extra"], old | old["extra"]
    source = f"batch {note.batch_id}, {note.batch.file_name}"
    return Conflict(row.line, row.reference, row.review_point, source, [beside(name, new, old) for name in columns])
