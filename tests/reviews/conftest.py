"""Kent with a small catalogue, and files handed in there."""

from collections.abc import Sequence

import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from areas.models import Area, Locality
from pathways.models import Pathway, PathwayDecisionPoint, PreventiveService, Reason, ReasonDecisionPoint
from reviews.intake.load import load
from reviews.intake.submit import submit
from reviews.models import Batch
from tests.reviews.intake import lookups
from tests.reviews.intake.files import Row, Submit, as_csv


@pytest.fixture
def kent(area: Area) -> Area:
    """Kent with two localities, and a catalogue with discharge, one hospital bed and two reasons."""
    Locality.objects.bulk_create([Locality(area=area, name=name) for name in ("Ashford", "Canterbury")])
    level = 0
    for point, pairs in (
        ("q3-discharge", lookups.DISCHARGE),
        ("q2-setting", lookups.SETTING),
        ("q4-intake", lookups.INTAKE),
    ):
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


@pytest.fixture
def hand_in(kent: Area) -> Submit:
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
