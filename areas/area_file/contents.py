"""What an area file of an area holds now: the shape that checking gives, keeping compares and writing prints."""

from typing import Any

from areas.models import Area, Procurement

SECTIONS = ("area", "decision_points", "unit_costs", "procurement")
Contents = dict[str, Any]


def contents(area: Area) -> Contents:
    """All four sections, in the shape of the area file; numbers are Decimal, or None where nothing is set."""
    return {
        "area": _area(area),
        "decision_points": _decision_points(area),
        "unit_costs": _unit_costs(area),
        "procurement": _procurement(area),
    }


def section(area: Area, name: str) -> Any:
    """One section alone."""
    return READERS[name](area)


def _area(area: Area) -> Contents:
    return {
        "slug": area.slug,
        "name": area.name,
        "total_budget": area.total_budget,
        "reviewed_budget": area.reviewed_budget,
        "localities": sorted(area.localities.values_list("name", flat=True)),
        "organisations": sorted(area.organisations.values_list("name", flat=True)),
    }


def _decision_points(area: Area) -> list[Contents]:
    shares: dict[str, Contents] = {}
    for point, actual, share in area.realisable_shares.values_list("decision_point", "actual_pathway__code", "share"):
        shares.setdefault(point, {})[actual] = share
    return [
        {
            "code": given.decision_point,
            "annual_volume": given.annual_volume,
            "realisable_share": given.realisable_share,
            "by_actual_pathway": shares.get(given.decision_point, {}),
        }
        for given in area.decision_point_inputs.all()
    ]


def _unit_costs(area: Area) -> list[Contents]:
    return [
        {
            "pathway": cost.pathway.code,
            "sector": cost.sector.code,
            "unit_cost": cost.unit_cost,
            "units": cost.units,
            "source": cost.source,
        }
        for cost in area.costs.select_related("pathway", "sector")
    ]


def _procurement(area: Area) -> Contents:
    kept = Procurement.objects.filter(area=area).first()
    rates = area.procurement_rates.select_related("sector")
    return {
        "realisable_share": kept.realisable_share if kept else None,
        "reasons": list(area.procurement_reasons.values_list("text", flat=True)),
        "rates": [
            {
                "commissioner": rate.commissioner,
                "sector": rate.sector.code,
                "bed_type": rate.bed_type,
                "weekly_rate": rate.weekly_rate,
                "benchmark": rate.benchmark,
                "beds": rate.beds,
            }
            for rate in rates
        ],
    }


READERS = {
    "area": _area,
    "decision_points": _decision_points,
    "unit_costs": _unit_costs,
    "procurement": _procurement,
}
