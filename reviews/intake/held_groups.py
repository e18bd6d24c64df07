"""What is undecided in a batch, the same text of the same kind together: a steward decides it once for all rows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from reviews.intake.context import mask
from reviews.intake.held import undecided
from reviews.intake.screen.finding import CERTAIN, KINDS
from reviews.models import Batch, HeldFinding

LONGEST_ID = 19  # digits: more is no id of any database


@dataclass(frozen=True)
class Group:
    """One text, masked. `finding` and `row` are ids of its first place; `times` it stands in `rows` waiting rows."""

    finding: int
    row: int
    name: str
    replacement: str
    text: str
    certainty: str
    times: int
    rows: int


def groups_of(batch: Batch) -> QuerySet[Any, Any]:
    """By kind, the most frequent first; a page of them goes to `as_groups`."""
    counted = undecided(batch).order_by().values("kind", "same")
    return counted.annotate(times=Count("pk"), rows=Count("row", distinct=True), first=Min("pk")).order_by(
        "kind", "-times", "first"
    )


def as_groups(page: list[dict[str, Any]]) -> list[Group]:
    """One query, whatever the number of groups."""
    firsts = HeldFinding.objects.select_related("row").in_bulk([each["first"] for each in page])
    return [_group(firsts[each["first"]], each["times"], each["rows"]) for each in page if each["first"] in firsts]


def _group(first: HeldFinding, times: int, rows: int) -> Group:
    name, replacement = KINDS[first.kind]
    text = mask(first.row.cells.get(first.column, "")[first.start : first.end])
    return Group(first.pk, first.row_id, name, replacement, text, first.certainty, times, rows)


def kinds_of(batch: Batch) -> list[dict[str, Any]]:
    """How many findings of each kind are undecided, as {"kind", "name", "times", "certain"}, most first."""
    counted = undecided(batch).order_by().values("kind")
    found = counted.annotate(times=Count("pk"), certain=Count("pk", filter=Q(certainty=CERTAIN)))
    return [{**each, "name": KINDS[each["kind"]][0]} for each in found.order_by("-times", "kind")]


def findings_of(batch: Batch, *, kind: str = "", certainty: str = "", finding: str = "") -> list[int]:
    """Ids of what is undecided: of one kind, of one certainty, or one finding by its id as text; none of nothing."""
    by_id = Q(pk=int(finding)) if finding.isdecimal() and len(finding) < LONGEST_ID else Q(pk__in=[])
    wanted = Q(kind=kind) if kind else Q(certainty=certainty) if certainty else by_id
    return list(undecided(batch).filter(wanted).values_list("pk", flat=True))
