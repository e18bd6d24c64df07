"""Rows that were rejected because the area has another note under their reference, beside that note.

What the identifier screen finds in such a row is masked: nobody has decided about it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reviews.intake import rows_to_mend
from reviews.intake.case_notes import CheckedNote, differing_columns
from reviews.intake.context import mask
from reviews.intake.difference import Piece, difference
from reviews.intake.note_chunks import Checked, NoteChunks, content_of
from reviews.intake.redaction import Passage, redacted
from reviews.intake.rows import Row
from reviews.models import Batch, BatchProblem, CaseNote

CODE = "conflict"


@dataclass(frozen=True)
class Conflict:
    """`columns` that differ, each as (column, in the file, in the area), in pieces that say what differs."""

    line: int
    note: CaseNote
    columns: list[tuple[str, list[Piece], list[Piece]]]


def conflicting_lines(batch: Batch) -> list[int]:
    """Lines of case notes, in file order, whose rows are still kept."""
    if batch.kind != Batch.Kind.CASE_NOTES or not rows_to_mend.any_kept(batch):
        return []
    lines = BatchProblem.objects.filter(batch=batch, code=CODE).order_by("line")
    return list(lines.values_list("line", flat=True).distinct())


def conflicts(batch: Batch, lines: Sequence[int]) -> list[Conflict]:
    """Those rows beside the notes that the area has now; what is no conflict any more is left out."""
    rows = [row for row in rows_to_mend.kept(batch) if row.line in set(lines)]
    masked = [_masked(each) for each in NoteChunks(batch).check(rows)]
    notes = [each.note for each in NoteChunks(batch, screened=False).check(masked) if each.note]
    there = _there(batch, [note.reference for note in notes])
    beside = [
        Conflict(note.line, there[note.key], _columns(note, there[note.key])) for note in notes if note.key in there
    ]
    return [conflict for conflict in beside if conflict.columns]


def _masked(checked: Checked) -> Row:
    row = checked.row
    passages = [
        Passage(column, each.start, each.end, mask(row.cells[column][each.start : each.end]))
        for column, each in checked.found
    ]
    return row._replace(cells=redacted(row.cells, passages))


def _columns(note: CheckedNote, stored: CaseNote) -> list[tuple[str, list[Piece], list[Piece]]]:
    new, old = note.content(), content_of(stored)
    new, old = new | new["extra"], old | old["extra"]
    return [
        (column, *difference(_shown(new.get(column)), _shown(old.get(column))))
        for column in differing_columns(note, content_of(stored))
    ]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _there(batch: Batch, references: Sequence[str]) -> dict[tuple[str, int], CaseNote]:
    found = CaseNote.objects.filter(area=batch.area_id, reference__in=references)
    named = found.select_related("actual_pathway", "locality", "organisation", "batch")
    return {(note.reference, note.review_point): note for note in named}
