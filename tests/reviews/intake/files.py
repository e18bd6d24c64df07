"""Rows of good notes and reviews, and files written on the spot."""

import csv
from collections.abc import Callable, Sequence

from reviews.models import Batch

Row = dict[str, str]
Submit = Callable[..., Batch]
NOTE_COLUMNS = ("reference", "decision_point", "age_band", "actual_pathway", "narrative", "locality")
NOTE: Row = {
    "decision_point": "Q3", "age_band": "85+", "actual_pathway": "Reablement at home",
    "narrative": "Home after a fall.", "locality": "Ashford",
}  # fmt: skip
REVIEW: Row = {
    "panel": "Ashford panel", "reviewed_on": "2016-03-14", "level_of_need": "moderate", "best_pathway": "no",
    "proposed_pathway": "Falls service", "alternative_existed": "available", "timing": "earlier",
    "missed_prevention": "falls-prevention;Medication review", "reasons": "hospital-pressure;capacity-short",
    "person_implication": "better", "cost_implication": "lower", "achievability": "likely",
    "comment": "Known to the team.",
}  # fmt: skip


def notes(*references: str, **same: str) -> list[Row]:
    """Rows of good notes, one for each reference."""
    return [{"reference": reference, **NOTE, **same} for reference in references]


def reviews(*references: str, **same: str) -> list[Row]:
    return [{"reference": reference, **REVIEW, **same} for reference in references]


def as_csv(rows: Sequence[Row]) -> bytes:
    """The rows as a CSV file, with every column that any of them has."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines: list[str] = []
    writer = csv.DictWriter(_Lines(lines), columns)
    writer.writeheader()
    writer.writerows(rows)
    return "".join(lines).encode()


class _Lines:
    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


def counts(batch: Batch) -> tuple[int, int, int, int, int]:
    """(rows, accepted, unchanged, held, rejected)."""
    return batch.rows, batch.accepted, batch.unchanged, batch.held, batch.rejected


def codes(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems.all()]
