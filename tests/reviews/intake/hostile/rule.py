"""What holds of any file: it is loaded, held in part, or refused whole with a reason; never an error, never half."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

KNOWN = set(
    re.findall(
        r"^\| `([a-z0-9-]+)` \|",
        (Path(__file__).parents[4] / "docs" / "problem-codes.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)
# What is wrong with a file as a whole and has no line; with a row as a whole, and has no column.
OF_A_FILE = {
    "already-loaded", "content-differs", "empty-file", "file-lost", "json-array", "no-rows", "not-a-workbook",
    "other-sheet", "too-big", "unknown-sheet", "unknown-type", "unpacks-too-big",
}  # fmt: skip
OF_A_ROW = {"not-json", "text-without-column"}
IN_A_COLUMN = {"missing-column", "duplicate-column"}  # of those that refuse a file
LOOKED_AT = 2_000  # problems of one batch

Seen = tuple[str, Sequence[int]]  # status and codes; rows, accepted, unchanged, held, rejected


def wrong_with(batch: Any, wrong: Sequence[str]) -> tuple[Seen, list[str]]:
    """What the batch says became of the file, and `wrong` with what more is."""
    problems = list(batch.problems.all()[:LOOKED_AT])
    codes = sorted({problem.code for problem in problems})
    counts = [batch.rows, batch.accepted, batch.unchanged, batch.held, batch.rejected]
    status = "loaded" if batch.status == "checked" else batch.status
    found = [*_of_refusal(batch, problems), *_of_rows(batch)]
    found += [fault for problem in problems for fault in _of_message(problem, batch.status)]
    return (f"{status} {' '.join(codes)}".strip(), counts), [*wrong, *sorted(set(found))[:12]]


def _of_message(problem: Any, status: str) -> list[str]:
    """A code that is documented, a place, and a sentence that says what to do."""
    wrong = []
    if problem.code not in KNOWN:
        wrong.append("is not documented")
    if len(re.findall(r"[.”)](?: |$)", problem.message)) < 2 and problem.code != "identifier":
        wrong.append(f"names no remedy: {problem.message}")
    if not (problem.message + problem.column).isprintable():
        wrong.append(f"has characters that no page shows: {problem.message!a}")
    if not problem.line and not (status == "refused" and problem.code in OF_A_FILE):
        wrong.append(f"names no line: {problem.message}")
    in_a_column = problem.code in IN_A_COLUMN if status == "refused" else problem.code not in OF_A_ROW
    if in_a_column and not problem.column:
        wrong.append(f"names no column: {problem.message}")
    return [f"{problem.code} {fault}" for fault in wrong]


def _of_refusal(batch: Any, problems: Sequence[Any]) -> list[str]:
    return ["refused without a word"] if batch.status == "refused" and not problems else []


def _of_rows(batch: Any) -> list[str]:
    """Nothing of a refused or only checked file is kept; of another as much is there as it says."""
    from reviews.models import AgreedReview, CaseNote, HeldRow

    model = CaseNote if batch.kind == "case-notes" else AgreedReview
    kept, held = model.objects.filter(batch=batch).count(), HeldRow.objects.filter(batch=batch).count()
    if batch.status in {"refused", "checked"} and kept + held:
        return [f"{batch.status}, but {kept + held} rows are kept"]
    if batch.status == "refused":
        return []
    if batch.status not in {"loaded", "checked"}:
        return [f"left {batch.status}"]
    wrong = []
    if batch.rows != batch.accepted + batch.unchanged + batch.held + batch.rejected or batch.rows != batch.total:
        wrong.append("counts do not add up")
    if batch.status == "loaded" and (kept, held) != (batch.accepted, batch.held):
        wrong.append(f"{kept} rows and {held} held ones are there, {batch.accepted} and {batch.held} are said")
    if batch.problems.values("line").distinct().count() < min(batch.rejected + batch.held, 1):
        wrong.append("rows are rejected or held without a word")
    return wrong
