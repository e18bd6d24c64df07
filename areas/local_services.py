"""The local menu as pages show it: which of the catalogue's pathways are there in an area."""

from collections.abc import Mapping
from dataclasses import dataclass

from areas.models import Area, LocalService, LocalStatus
from pathways import questions
from pathways.models import Pathway, PathwayDecisionPoint

ALIASES = {point.code: point.alias for point in questions.WITH_NOTES}


@dataclass(frozen=True)
class Service:
    """A pathway that panels can propose, with the decision points where they can: "Q1B, Q3"."""

    code: str
    label: str
    definition: str
    points: str


def services() -> list[Service]:
    """Each pathway at a decision point with case notes once, lowest level of care first: two queries."""
    points: dict[int, list[str]] = {}
    for pathway, code in PathwayDecisionPoint.objects.values_list("pathway_id", "decision_point"):
        if code in ALIASES:
            points.setdefault(pathway, []).append(ALIASES[code])
    rows = Pathway.objects.filter(pk__in=points).order_by("level_of_care", "position", "pk")
    return [Service(row.code, row.label, row.definition, ", ".join(sorted(points[row.pk]))) for row in rows]


_kept: dict[int, tuple[int, Mapping[int, LocalStatus]]] = {}


def statuses(area: Area) -> Mapping[int, LocalStatus]:
    """What the area has said, by id of the pathway: one query for each revision of the area and process, then none.

    `area` is one just read: its revision tells whether what is kept still holds.
    """
    revision, kept = _kept.get(area.pk, (None, {}))
    if revision != area.revision:
        rows = LocalService.objects.filter(area=area.pk).values_list("pathway_id", "status")
        kept = {pathway: LocalStatus(status) for pathway, status in rows}
        _kept[area.pk] = (area.revision, kept)
    return kept


def forget() -> None:
    """Read again next time (for tests, which roll revisions back)."""
    _kept.clear()
