"""Rows that the identifier screen held back: seen one by one, decided finding by finding."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedIn
from config.errors import NotAllowed
from reviews.intake import access, held
from reviews.intake.context import Place, mask, parts
from reviews.intake.screen.finding import KINDS
from reviews.models import HeldFinding, HeldRow


@login_required
@require_safe
def held_rows(request: SignedIn, batch_id: int) -> HttpResponse:
    """To the first row that waits, or back to the batch."""
    batch = access.batch_for(request.user, batch_id)
    access.check_can_load(request.user, batch.area)
    waiting = access.held_rows_of(batch)
    return redirect("reviews:held-row", batch_id, waiting[0]) if waiting else redirect("reviews:batch", batch_id)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def held_row(request: SignedIn, batch_id: int, row_id: int) -> HttpResponse:
    """One row. A GET shows its findings masked; a POST shows them as they are, and that is recorded."""
    row = access.held_row_for(request.user, batch_id, row_id)
    if row.state != HeldRow.State.WAITING:
        return redirect("reviews:held-rows", batch_id)
    if request.method == "POST":
        held.look(row=row, by=request.user)
    return render(request, "reviews/batches/held.html", page(row, masked=request.method != "POST"))


@login_required
@require_POST
def decide(request: SignedIn, batch_id: int, row_id: int) -> HttpResponse:
    """Redact one finding, or say why it is a false alarm; with `everywhere`, the same text in all rows."""
    row = access.held_row_for(request.user, batch_id, row_id)
    sent = request.POST
    findings = [finding.pk for finding in row.findings.all() if str(finding.pk) == sent.get("finding")]
    everywhere = "everywhere" in sent
    try:
        if sent.get("decision") == HeldFinding.Decision.KEEP:
            outcome = held.keep(
                batch=row.batch,
                findings=findings,
                reason=sent.get("reason", ""),
                everywhere=everywhere,
                by=request.user,
            )
        else:
            outcome = held.redact(
                batch=row.batch, findings=findings, replacement=sent.get("replacement", ""), everywhere=everywhere,
                by=request.user,
            )  # fmt: skip
    except NotAllowed as refused:
        context = page(row, masked=True) | {
            "error_lines": [{"text": str(refused), "href": f"#reason-{sent['finding']}"}]
        }
        return render(request, "reviews/batches/held.html", context)
    if outcome.accepted:
        messages.success(request, f"{outcome.accepted} row{'s' if outcome.accepted > 1 else ''} accepted as decided.")
    return redirect("reviews:held-row", batch_id, row_id)


@login_required
@require_POST
def leave_out(request: SignedIn, batch_id: int, row_id: int) -> HttpResponse:
    row = access.held_row_for(request.user, batch_id, row_id)
    held.leave_out(batch=row.batch, rows=[row.pk], by=request.user)
    messages.success(request, f"Line {row.line} is left out.")
    return redirect("reviews:held-rows", batch_id)


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
        "number": at + 1,
        "of": len(waiting),
        "previous": waiting[at - 1] if at else None,
        "following": waiting[at + 1] if at + 1 < len(waiting) else None,
        "texts": [(column, _parts(row, column, numbered, masked)) for column in _columns(row)],
        "findings": [_finding(number, row, finding, times, masked) for number, finding in numbered],
        "left": sum(not finding.decision for _, finding in numbered),
    }


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
