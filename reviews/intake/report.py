"""A batch's outcome as programs read it."""

from typing import Any

from reviews.models import Batch, BatchProblem


def report_of(batch: Batch) -> dict[str, Any]:
    """Counts and every problem, in file order: what `--json` prints."""
    problems = BatchProblem.objects.filter(batch=batch).values("line", "column", "code", "message")
    return {
        "batch": batch.pk,
        "status": batch.status,
        **counts(batch),
        "columns_left_out": batch.columns_left_out,
        "encoding": batch.encoding or "UTF-8",
        "remarks": batch.remarks,
        "problems": list(problems.order_by("line", "pk")),
    }


def counts(batch: Batch) -> dict[str, int]:
    """rows = accepted + unchanged + held + rejected, at any moment."""
    return {name: getattr(batch, name) for name in ("rows", "accepted", "unchanged", "held", "rejected")}
