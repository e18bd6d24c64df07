"""Rows that the identifier screen held back: seen one by one, decided finding by finding."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from accounts.requests import SignedIn
from config.errors import NotAllowed
from reviews.intake import access, held
from reviews.intake.context import Place, mask, parts
from reviews.intake.outcome import Outcome
from reviews.intake.screen.finding import KINDS
from reviews.intake.screening import PSEUDONYM
from reviews.intake.small_groups_of import few_alike
from reviews.models import Batch, HeldFinding, HeldRow


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def held_row(request: SignedIn, batch_id: int, row_id: int) -> HttpResponse:
    """One row. A GET shows its findings masked; a POST shows them as they are, and that is recorded."""
    row = access.held_row_for(request.user, batch_id, row_id)
    if row.state != HeldRow.State.WAITING:
        return _to_the_next(row)
    if request.method == "POST":
        held.look(row=row, by=request.user)
    else:
        audit.read("batch.held-row-read", row.batch, by=request.user, line=row.line)
    return render(request, "reviews/batches/held.html", page(row, masked=request.method != "POST"))


@login_required
@require_POST
def decide(request: SignedIn, batch_id: int, row_id: int) -> HttpResponse:
    """Redact one finding, or say why it is a false alarm; with `everywhere`, the same text in all rows."""
    row = access.held_row_for(request.user, batch_id, row_id)
    findings = [finding.pk for finding in row.findings.all() if str(finding.pk) == request.POST.get("finding")]
    try:
        outcome = as_asked(row.batch, findings, request)
    except NotAllowed as refused:
        finding = request.POST.get("finding", "")
        errors = [{"text": str(refused), "href": f"#reason-{finding}"}]
        context = page(row, masked=True) | {"error_lines": errors, "wrong": finding}
        return render(request, "reviews/batches/held.html", context)
    tell(request, outcome)
    return redirect("reviews:held-row", batch_id, row_id)


def as_asked(batch: Batch, findings: list[int], request: SignedIn) -> Outcome:
    """Redact or keep, as the form says; with `everywhere`, the same text in all rows. Raises NotAllowed."""
    sent, everywhere = request.POST, "everywhere" in request.POST
    if sent.get("decision") == HeldFinding.Decision.KEEP:
        reason = sent.get("reason", "")
        return held.keep(batch=batch, findings=findings, reason=reason, everywhere=everywhere, by=request.user)
    words = sent.get("replacement", "")
    return held.redact(batch=batch, findings=findings, replacement=words, everywhere=everywhere, by=request.user)


def tell(request: SignedIn, outcome: Outcome) -> None:
    """What became of the rows whose last finding was decided."""
    if outcome.accepted:
        messages.success(request, f"{_rows(outcome.accepted)} accepted as decided.")
    if outcome.unchanged:
        messages.info(request, f"{_rows(outcome.unchanged)} in the area already, unchanged.")
    if outcome.rejected:
        messages.warning(request, f"{_rows(outcome.rejected)} rejected: the batch’s page says why.")


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


@login_required
@require_POST
def leave_out(request: SignedIn, batch_id: int, row_id: int) -> HttpResponse:
    row = access.held_row_for(request.user, batch_id, row_id)
    held.leave_out(batch=row.batch, rows=[row.pk], by=request.user)
    messages.success(request, f"Line {row.line} is left out.")
    return _to_the_next(row)


def _to_the_next(row: HeldRow) -> HttpResponse:
    """The row that waits after this one, or the first that waits, or back to the batch."""
    following = access.next_held_row(row)
    if following is None:
        return redirect("reviews:batch", row.batch_id)
    return redirect("reviews:held-row", row.batch_id, following)


def page(row: HeldRow, *, masked: bool) -> dict[str, Any]:
    """What the page of one row shows."""
    waiting = access.held_rows_of(row.batch)
    at = waiting.index(row.pk)
    numbered = list(enumerate(row.findings.all(), start=1))
    times = access.times_elsewhere(row)
    return {
        "row": row,
        "batch": row.batch,
        "masked": masked,
        "reference": _reference(row, masked),
        "decided": {number for number, finding in numbered if finding.decision},
        "number": at + 1,
        "of": len(waiting),
        "previous": waiting[at - 1] if at else None,
        "following": waiting[at + 1] if at + 1 < len(waiting) else None,
        "texts": [(column, _parts(row, column, numbered, masked)) for column in _columns(row)],
        "findings": [_finding(number, row, finding, times, masked) for number, finding in numbered],
        "few": few_alike(row),
        "left": sum(not finding.decision for _, finding in numbered),
    }


def _reference(row: HeldRow, masked: bool) -> str:
    """Where the file has one, and nothing in it was found or it may be seen."""
    found = any(finding.column == PSEUDONYM for finding in row.findings.all())
    return "" if found and masked else row.cells.get(PSEUDONYM, "")


def _columns(row: HeldRow) -> list[str]:
    return list(dict.fromkeys(finding.column for finding in row.findings.all()))


def _parts(row: HeldRow, column: str, numbered: list[tuple[int, HeldFinding]], masked: bool) -> list[Any]:
    places = [Place(number, each.start, each.end) for number, each in numbered if each.column == column]
    return parts(row.cells[column], places, masked=masked)


def _finding(number: int, row: HeldRow, finding: HeldFinding, times: dict[str, int], masked: bool) -> dict[str, Any]:
    text = row.cells[finding.column][finding.start : finding.end]
    name, replacement = KINDS[finding.kind]
    return {
        "number": number,
        "row": finding,
        "name": name,
        "text": mask(text) if masked else text,
        "replacement": replacement,
        "times": times.get(finding.same, 0),
    }
