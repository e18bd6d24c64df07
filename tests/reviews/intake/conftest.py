"""A small catalogue in the database, and files written on the spot."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from areas.models import Area, Locality
from pathways.models import Pathway, PathwayDecisionPoint, PreventiveService, Reason, ReasonDecisionPoint
from reviews.intake.load import load
from reviews.intake.submit import submit
from reviews.models import Batch
from tests.reviews.intake import lookups

Row = dict[str, str]
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


@pytest.fixture
def kent(area: Area) -> Area:
    """Kent with two localities, and a catalogue with discharge, one hospital bed and two reasons."""
    Locality.objects.bulk_create([Locality(area=area, name=name) for name in ("Ashford", "Canterbury")])
    level = 0
    for point, pairs in (("q3-discharge", lookups.DISCHARGE), ("q2-setting", lookups.SETTING)):
        for code, label in pairs:
            level += 10
            pathway, _ = Pathway.objects.get_or_create(
                code=code, defaults={"label": label, "level_of_care": level, "position": level}
            )
            PathwayDecisionPoint.objects.create(pathway=pathway, decision_point=point)
    for code, label in lookups.REASONS:
        reason = Reason.objects.create(code=code, label=label)
        ReasonDecisionPoint.objects.create(reason=reason, decision_point="q3-discharge")
    for code, label in (("falls-prevention", "Falls prevention"), ("medication-review", "Medication review")):
        PreventiveService.objects.create(code=code, label=label)
    return area


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


Submit = Callable[..., Batch]


@pytest.fixture
def hand_in(kent: Area, settings: object, tmp_path: Path) -> Submit:
    """Hands in rows, or a file's bytes, as the steward would: a batch that waits."""

    def hand_in(
        rows: Sequence[Row] | bytes,
        *,
        kind: str = "case-notes",
        name: str = "notes.csv",
        by: User | None = None,
        **asked: object,
    ) -> Batch:
        content = rows if isinstance(rows, bytes) else as_csv(rows)
        return submit(area=kent, kind=kind, file=ContentFile(content), file_name=name, by=by, **asked)  # type: ignore[arg-type]

    return hand_in


@pytest.fixture
def load_rows(hand_in: Submit) -> Submit:
    """Hands in and loads at once: the batch as it stands then."""

    def load_rows(rows: Sequence[Row] | bytes, **asked: object) -> Batch:
        batch = hand_in(rows, **asked)
        load(batch.pk)
        batch.refresh_from_db()
        return batch

    return load_rows


def counts(batch: Batch) -> tuple[int, int, int, int, int]:
    """(rows, accepted, unchanged, held, rejected)."""
    return batch.rows, batch.accepted, batch.unchanged, batch.held, batch.rejected


def codes(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems.all()]
