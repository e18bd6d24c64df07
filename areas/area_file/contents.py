"""What an area file of an area holds now: the shape that checking gives, keeping compares and writing prints.

Each reader takes the ids of areas and gives their sections by id, so that five areas take as many queries as one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any

from areas.models import (
    Area,
    AreaCost,
    DecisionPointInput,
    InputEvidence,
    Locality,
    LocalService,
    LocalStatus,
    Organisation,
    Procurement,
    ProcurementRate,
    ProcurementReason,
    RealisableShare,
)

SECTIONS = ("area", "decision_points", "unit_costs", "procurement", "local_services", "evidence")
# A section that stands in the file of an area only when the area has said something there.
WHEN_ANY = ("local_services", "evidence")
# How the file writes whether a service is there.
STATUS_CODES = {
    LocalStatus.AVAILABLE: "available",
    LocalStatus.SHORT: "short-of-capacity",
    LocalStatus.ABSENT: "not-commissioned",
}
Contents = dict[str, Any]
ById = Mapping[int, Any]


def contents(area: Area) -> Contents:
    """All its sections, in the shape of the area file; numbers are Decimal, or None where nothing is set."""
    return contents_of([area.pk])[area.pk]


def contents_of(ids: Collection[int]) -> dict[int, Contents]:
    """The contents of several areas by their ids: always the same few queries."""
    sections = {name: read(ids) for name, read in READERS.items()}
    return {
        pk: {name: given[pk] for name, given in sections.items() if name not in WHEN_ANY or given[pk]} for pk in ids
    }


def section(area: Area, name: str) -> Any:
    """One section alone."""
    return READERS[name]([area.pk])[area.pk]


def _area(ids: Collection[int]) -> ById:
    localities, organisations = _names(Locality, ids), _names(Organisation, ids)
    return {
        area.pk: {
            "slug": area.slug,
            "name": area.name,
            "total_budget": area.total_budget,
            "reviewed_budget": area.reviewed_budget,
            "localities": localities[area.pk],
            "organisations": organisations[area.pk],
        }
        for area in Area.objects.filter(pk__in=ids)
    }


def _names(model: type[Locality] | type[Organisation], ids: Collection[int]) -> Mapping[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for area, name in model._base_manager.filter(area__in=ids).values_list("area_id", "name"):
        names[area].append(name)
    return defaultdict(list, {area: sorted(listed) for area, listed in names.items()})


def _decision_points(ids: Collection[int]) -> ById:
    shares: defaultdict[tuple[int, str], Contents] = defaultdict(dict)
    columns = ("area_id", "decision_point", "actual_pathway__code", "share")
    for area, point, actual, share in RealisableShare.objects.filter(area__in=ids).values_list(*columns):
        shares[area, point][actual] = share
    points: defaultdict[int, list[Contents]] = defaultdict(list)
    for given in DecisionPointInput.objects.filter(area__in=ids):
        points[given.area_id].append(
            {
                "code": given.decision_point,
                "annual_volume": given.annual_volume,
                "realisable_share": given.realisable_share,
                "by_actual_pathway": shares[given.area_id, given.decision_point],
            }
        )
    return points


def _unit_costs(ids: Collection[int]) -> ById:
    costs: defaultdict[int, list[Contents]] = defaultdict(list)
    for cost in AreaCost.objects.filter(area__in=ids).select_related("pathway", "sector"):
        costs[cost.area_id].append(
            {
                "pathway": cost.pathway.code,
                "sector": cost.sector.code,
                "unit_cost": cost.unit_cost,
                "units": cost.units,
                "source": cost.source,
            }
        )
    return costs


def _procurement(ids: Collection[int]) -> ById:
    shares = dict(Procurement.objects.filter(area__in=ids).values_list("area_id", "realisable_share"))
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    for area, text in ProcurementReason.objects.filter(area__in=ids).values_list("area_id", "text"):
        reasons[area].append(text)
    rates: defaultdict[int, list[Contents]] = defaultdict(list)
    for rate in ProcurementRate.objects.filter(area__in=ids).select_related("sector"):
        rates[rate.area_id].append(rate_contents(rate))
    return {pk: {"realisable_share": shares.get(pk), "reasons": reasons[pk], "rates": rates[pk]} for pk in ids}


def rate_contents(rate: ProcurementRate) -> Contents:
    """One row of the weekly rates."""
    return {
        "commissioner": rate.commissioner,
        "sector": rate.sector.code,
        "bed_type": rate.bed_type,
        "weekly_rate": rate.weekly_rate,
        "benchmark": rate.benchmark,
        "beds": rate.beds,
    }


def _local_services(ids: Collection[int]) -> ById:
    services: defaultdict[int, list[Contents]] = defaultdict(list)
    columns = ("area_id", "pathway__code", "status")
    for area, pathway, status in LocalService.objects.filter(area__in=ids).values_list(*columns):
        services[area].append({"pathway": pathway, "status": STATUS_CODES[LocalStatus(status)]})
    return services


def _evidence(ids: Collection[int]) -> ById:
    given: defaultdict[int, list[Contents]] = defaultdict(list)
    for row in InputEvidence.objects.filter(area__in=ids):
        given[row.area_id].append(
            {
                "decision_point": row.decision_point,
                "of": row.of,
                "low": row.low,
                "high": row.high,
                "source": row.source,
                "as_of": row.as_of.isoformat() if row.as_of else None,
            }
        )
    return given


READERS: dict[str, Callable[[Collection[int]], ById]] = {
    "area": _area,
    "decision_points": _decision_points,
    "unit_costs": _unit_costs,
    "procurement": _procurement,
    "local_services": _local_services,
    "evidence": _evidence,
}
