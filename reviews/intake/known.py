"""What the database knows that rows are checked against: the catalogue and an area's places, by code and by id."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from areas.models import Locality, Organisation
from pathways.models import Pathway, PathwayDecisionPoint, PreventiveService, Reason, ReasonDecisionPoint
from reviews.intake.lookups import Choices, Lookups, plain


@dataclass(frozen=True)
class Known:
    """`lookups` for the pure checks, and the ids of what they find (places by `plain` name)."""

    lookups: Lookups
    pathways: dict[str, int]
    reasons: dict[str, int]
    services: dict[str, int]
    localities: dict[str, int]
    organisations: dict[str, int]


def gather_known(area_id: int, *, create_places: bool = False) -> Known:
    """Seven queries, whatever the number of rows that are checked with the answer."""
    pathways = list(Pathway.objects.values_list("id", "code", "label"))
    reasons = list(Reason.objects.values_list("id", "code", "label"))
    services = list(PreventiveService.objects.values_list("id", "code", "label"))
    localities = list(Locality.objects.filter(area_id=area_id).values_list("id", "name"))
    organisations = list(Organisation.objects.filter(area_id=area_id).values_list("id", "name"))
    lookups = Lookups(
        pathways=_by_point(PathwayDecisionPoint.objects.values_list("decision_point", "pathway_id"), pathways),
        every_pathway=_choices(pathways),
        reasons=_by_point(ReasonDecisionPoint.objects.values_list("decision_point", "reason_id"), reasons),
        every_reason=_choices(reasons),
        preventive_services=_choices(services),
        localities=Choices.of_values(name for _, name in localities),
        organisations=Choices.of_values(name for _, name in organisations),
        create_places=create_places,
    )
    return Known(
        lookups,
        {code: pk for pk, code, _ in pathways},
        {code: pk for pk, code, _ in reasons},
        {code: pk for pk, code, _ in services},
        {plain(name): pk for pk, name in localities},
        {plain(name): pk for pk, name in organisations},
    )


def _choices(rows: Iterable[tuple[int, str, str]]) -> Choices:
    return Choices((code, label) for _, code, label in rows)


def _by_point(pairs: Iterable[tuple[str, int]], rows: list[tuple[int, str, str]]) -> dict[str, Choices]:
    """The choices at each decision point, in catalogue order."""
    offered: dict[str, set[int]] = defaultdict(set)
    for point, pk in pairs:
        offered[point].add(pk)
    return {point: _choices(row for row in rows if row[0] in ids) for point, ids in offered.items()}
