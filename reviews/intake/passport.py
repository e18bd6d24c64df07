"""Where a batch comes from and what became of its rows: who handed in what, what was found, and who decided."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from reviews.intake.report import counts
from reviews.intake.screen.finding import KINDS
from reviews.models import Batch, BatchProblem, CaseNote, HeldFinding, HeldRow

SAMPLED = 2
Decision, State = HeldFinding.Decision, HeldRow.State


@dataclass(frozen=True)
class Passport:
    """`at_load` and `now` as `reviews.intake.report.counts`; `decisions` a kind each; `people` who decided, by name."""

    at_load: dict[str, int]
    now: dict[str, int]
    decisions: list[dict[str, Any]]
    left_out: int
    people: list[str]
    sample: list[CaseNote]

    @property
    def moved(self) -> bool:
        """Whether anything was decided after the load."""
        return self.at_load != self.now


def passport_of(batch: Batch) -> Passport:
    """Five statements, whatever its size. The sample is for who may read notes there."""
    rows = _rows(batch)
    return Passport(
        at_load=_at_load(counts(batch), rows),
        now=counts(batch),
        decisions=_decisions(batch),
        left_out=rows["left_out"],
        people=_people(batch),
        sample=_sample(batch),
    )


def _rows(batch: Batch) -> dict[str, int]:
    """Held rows by what became of them. One that was refused when it was checked again has another problem too."""
    wrong = BatchProblem.objects.filter(batch=batch, line=OuterRef("line")).exclude(code="identifier")
    held = HeldRow.objects.filter(batch=batch).annotate(was_refused=Exists(wrong))
    return held.aggregate(
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        left_out=Count("pk", filter=Q(state=State.REJECTED)),
        refused=Count("pk", filter=Q(state=State.ACCEPTED, was_refused=True)),
        accepted=Count("pk", filter=Q(state=State.ACCEPTED, was_refused=False)),
    )


def _at_load(now: dict[str, int], rows: dict[str, int]) -> dict[str, int]:
    """Before anybody decided: every held row was held still."""
    rejected = rows["left_out"] + rows["refused"]
    came_in = min(rows["accepted"], now["accepted"])
    unchanged = rows["accepted"] - came_in
    return now | {
        "accepted": now["accepted"] - came_in,
        "unchanged": now["unchanged"] - unchanged,
        "held": now["held"] + rows["accepted"] + rejected,
        "rejected": now["rejected"] - rejected,
    }


def _decisions(batch: Batch) -> list[dict[str, Any]]:
    """{"name", "found", "redacted", "kept", "left_out", "undecided"} of each kind that was found, most first."""
    found = HeldFinding.objects.filter(row__batch=batch).order_by().values("kind")
    waits = Q(decision="", row__state=State.WAITING)
    counted = found.annotate(
        found=Count("pk"),
        redacted=Count("pk", filter=Q(decision=Decision.REDACT)),
        kept=Count("pk", filter=Q(decision=Decision.KEEP)),
        left_out=Count("pk", filter=Q(decision="", row__state=State.REJECTED)),
        undecided=Count("pk", filter=waits),
    )
    return [{**each, "name": KINDS[each["kind"]][0]} for each in counted.order_by("-found", "kind")]


def _people(batch: Batch) -> list[str]:
    findings = HeldFinding.objects.filter(row__batch=batch, decided_by__isnull=False).order_by()
    rows = HeldRow.objects.filter(batch=batch, decided_by__isnull=False).order_by()
    names = findings.values_list("decided_by__name").union(rows.values_list("decided_by__name"))
    return sorted(name for (name,) in names)


def _sample(batch: Batch) -> list[CaseNote]:
    """The first notes that panels may read, with all that a page shows of them."""
    readable = CaseNote.objects.filter(batch=batch, hidden_at=None, retired_at=None).order_by("pk")
    return list(readable.select_related("actual_pathway", "locality", "organisation")[:SAMPLED])
