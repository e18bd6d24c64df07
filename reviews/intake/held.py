"""What a steward decides about held rows: redact, keep as a false alarm, leave out. The only writer of decisions.

A row whose findings are all decided is checked again with its redactions and loaded like any other: in the same
transaction the batch's counts move from held to what became of it. Locks: the batch first, then its rows.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import User
from config.errors import NotAllowed
from reviews.intake.load import CHUNKS
from reviews.intake.outcome import Outcome
from reviews.intake.redaction import Passage, redacted
from reviews.intake.rows import Row
from reviews.intake.screen.finding import KINDS
from reviews.intake.small_groups_of import small_groups_of
from reviews.models import Batch, BatchProblem, HeldFinding, HeldRow

Decision = HeldFinding.Decision
IDENTIFIER = "identifier"
LEFT_OUT = (
    "The identifier screen found something, and a data steward left the row out. Mend it in the file, load it again."
)
NOT_NOW = "Held rows can be decided once the batch is loaded, and until it is withdrawn."


@transaction.atomic
def redact(
    *, batch: Batch, findings: Collection[int], replacement: str = "", everywhere: bool = False, by: User
) -> Outcome:
    """Replace what was found, by the usual words of its kind or others; `everywhere`: the same text in all rows."""
    batch = _locked(batch)
    for kind, chosen in _by_kind(_chosen(batch, findings, everywhere)).items():
        text = replacement.strip()[:60] or KINDS[kind][1]
        _decide(chosen, batch, by, decision=Decision.REDACT, replacement=text)
    return _settle(batch, by)


@transaction.atomic
def keep(*, batch: Batch, findings: Collection[int], reason: str, everywhere: bool = False, by: User) -> Outcome:
    """They tell of nobody, for a reason that is kept with who says so. Raises NotAllowed without one."""
    if not reason.strip():
        raise NotAllowed("Say why it identifies nobody: the reason is kept with the batch.")
    batch = _locked(batch)
    chosen = _chosen(batch, findings, everywhere)
    _decide(chosen, batch, by, decision=Decision.KEEP, reason=reason.strip()[:500])
    return _settle(batch, by)


@transaction.atomic
def leave_out(*, batch: Batch, rows: Collection[int], by: User) -> int:
    """Reject rows as they are. Gives how many; those decided already stay as they are."""
    batch = _locked(batch)
    waiting = list(HeldRow.objects.select_for_update().filter(batch=batch, pk__in=rows, state=HeldRow.State.WAITING))
    _forget(waiting, HeldRow.State.REJECTED, by)
    batch.held -= len(waiting)
    batch.rejected += len(waiting)
    _recount(batch)
    batch.save(update_fields=["held", "rejected", "small_groups"])
    audit.record("batch.held-rows-left-out", batch, by=by, lines=[row.line for row in waiting])
    return len(waiting)


@transaction.atomic
def look(*, row: HeldRow, by: User) -> None:
    """Note that somebody saw what the screen found, unmasked."""
    audit.record("batch.held-row-looked-at", row.batch, by=by, line=row.line)


def undecided(batch: Batch) -> QuerySet[HeldFinding]:
    """Findings of this batch that wait for a decision."""
    return HeldFinding.objects.filter(row__batch=batch, row__state=HeldRow.State.WAITING, decision="")


def _locked(batch: Batch) -> Batch:
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.status != Batch.Status.LOADED:
        raise NotAllowed(NOT_NOW)
    return batch


def _chosen(batch: Batch, findings: Collection[int], everywhere: bool) -> QuerySet[HeldFinding]:
    chosen = undecided(batch).filter(pk__in=findings)
    return undecided(batch).filter(same__in=chosen.values("same")) if everywhere else chosen


def _by_kind(chosen: QuerySet[HeldFinding]) -> dict[str, QuerySet[HeldFinding]]:
    keys: dict[str, list[int]] = {}
    for kind, pk in chosen.values_list("kind", "pk"):
        keys.setdefault(kind, []).append(pk)
    return {kind: HeldFinding.objects.filter(pk__in=pks) for kind, pks in keys.items()}


def _decide(chosen: QuerySet[HeldFinding], batch: Batch, by: User, **decision: str) -> None:
    keys = list(chosen.values_list("pk", flat=True))
    HeldFinding.objects.filter(pk__in=keys).update(**decision, decided_by=by, decided_at=timezone.now())
    told: dict[str, Any] = {name: value for name, value in decision.items() if name == "decision"}
    audit.record("batch.findings-decided", batch, by=by, findings=keys, **told)


def _settle(batch: Batch, by: User) -> Outcome:
    """Load the rows that have no undecided finding left."""
    open_ones = HeldFinding.objects.filter(row=OuterRef("pk"), decision="")
    waiting = HeldRow.objects.select_for_update(of=("self",)).filter(batch=batch, state=HeldRow.State.WAITING)
    ready = list(waiting.filter(~Exists(open_ones)).prefetch_related("findings"))
    chunks = CHUNKS[batch.kind](batch, screened=False)
    outcome = chunks.write(batch, chunks.check([_as_decided(row) for row in ready]))
    _forget(ready, HeldRow.State.ACCEPTED, by)
    _count(batch, len(ready), outcome)
    return outcome


def _as_decided(row: HeldRow) -> Row:
    passages = [
        Passage(finding.column, finding.start, finding.end, finding.replacement)
        for finding in row.findings.all()
        if finding.decision == Decision.REDACT
    ]
    return Row(row.line, redacted(row.cells, passages))


def _recount(batch: Batch) -> None:
    """Who shares facts now: a row that came in may complete a group or begin one. The caller saves."""
    if batch.kind == Batch.Kind.CASE_NOTES:
        batch.small_groups = small_groups_of(batch)


def _forget(rows: Sequence[HeldRow], state: str, by: User) -> None:
    """What was redacted or left out is kept nowhere, and no message says any more that the row is held."""
    decided: dict[str, Any] = {"state": state, "cells": {}, "decided_by": by, "decided_at": timezone.now()}
    HeldRow.objects.filter(pk__in=[row.pk for row in rows]).update(**decided)
    told = BatchProblem.objects.filter(batch__in={row.batch_id for row in rows}, code=IDENTIFIER)
    messages = told.filter(line__in=[row.line for row in rows])
    if state == HeldRow.State.ACCEPTED:
        messages.delete()
    else:
        messages.update(message=LEFT_OUT)


def _count(batch: Batch, settled: int, outcome: Outcome) -> None:
    batch.held -= settled
    batch.accepted += outcome.accepted
    batch.unchanged += outcome.unchanged
    batch.rejected += outcome.rejected
    if settled:
        _recount(batch)
    batch.save(update_fields=["held", "accepted", "unchanged", "rejected", "small_groups"])
    BatchProblem.objects.bulk_create([BatchProblem(batch=batch, **problem.as_dict()) for problem in outcome.problems])
