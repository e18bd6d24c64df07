"""What holds of any file: it is loaded, held in part, or refused whole with a reason; never an error, never half."""

import re
from pathlib import Path
from typing import Any

KNOWN = set(
    re.findall(
        r"^\| `([a-z0-9-]+)` \|",
        (Path(__file__).parents[4] / "docs" / "problem-codes.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)


def hand_in_and_load(path: Path, name: str) -> tuple[str, list[str]]:
    """(status, what is wrong with how the file was dealt with)."""
    from django.core.files import File

    from areas.models import Area
    from reviews.intake.load import load
    from reviews.intake.submit import submit
    from reviews.models import Batch

    with path.open("rb") as file:
        batch = submit(area=Area.objects.get(), kind="case-notes", file=File(file), file_name=name, by=None)
    load(batch.pk)
    batch = Batch.objects.get(pk=batch.pk)
    codes = sorted({problem.code for problem in batch.problems.all()[:2_000]})
    return f"{batch.status} {' '.join(codes)}".strip(), [*_of_messages(batch), *_of_rows(batch)]


def _of_messages(batch: Any) -> list[str]:
    """Each has a known code and says in a sentence what to do; a refusal has at least one."""
    wrong = []
    for problem in batch.problems.all()[:2_000]:
        if problem.code not in KNOWN:
            wrong.append(f"{problem.code} is not documented")
        if len(re.findall(r"[.”)](?: |$)", problem.message)) < 2 and problem.code != "identifier":
            wrong.append(f"{problem.code} names no remedy: {problem.message}")
        if not problem.message.isprintable():
            wrong.append(f"{problem.code} has characters that no page shows")
        if batch.status == "loaded" and not problem.line:
            wrong.append(f"{problem.code} names no line")
    if batch.status == "refused" and not batch.problems.exists():
        wrong.append("refused without a word")
    return wrong


def _of_rows(batch: Any) -> list[str]:
    """Nothing of a refused file is kept; of another every row is in one count, and as many are there as it says."""
    from reviews.models import CaseNote, HeldRow

    notes, held = CaseNote.objects.filter(batch=batch).count(), HeldRow.objects.filter(batch=batch).count()
    if batch.status == "refused":
        return [f"refused, but {notes + held} rows are kept"] if notes + held else []
    if batch.status != "loaded":
        return [f"left {batch.status}"]
    wrong = []
    if batch.rows != batch.accepted + batch.unchanged + batch.held + batch.rejected or batch.rows != batch.total:
        wrong.append("counts do not add up")
    if (notes, held) != (batch.accepted, batch.held):
        wrong.append(f"{notes} notes and {held} held rows are there, {batch.accepted} and {batch.held} are said")
    if batch.problems.values("line").distinct().count() < min(batch.rejected, 1):
        wrong.append("rows are rejected without a word")
    return wrong
