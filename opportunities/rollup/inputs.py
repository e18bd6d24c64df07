"""Gathers what the roll-up is given, in the same number of queries for one note as for a million."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from areas.models import (
    Area,
    AreaCost,
    DecisionPointInput,
    InputEvidence,
    Measured,
    Procurement,
    ProcurementRate,
    ProcurementReason,
    RealisableShare,
)
from opportunities.rollup import given
from opportunities.rollup.costs import per_decision, with_local
from pathways.models import (
    NationalCost,
    Pathway,
    PathwayDecisionPoint,
    PathwayGroup,
    PreventiveService,
    Reason,
    Sector,
)
from reviews.tally import tally


@dataclass(frozen=True)
class Gathered:
    """All that an area's tables are made from; `reviews` were counted, the newest of them is `newest`."""

    tally: given.Tally
    inputs: given.AreaInputs
    catalogue: given.Catalogue
    reviews: int
    newest: int


def gather(area_id: int) -> Gathered:
    """Everything about one area. Raises Area.DoesNotExist."""
    counted = tally(area_id)
    return Gathered(
        tally=given.Tally(counted.counts, counted.missed, counted.any_missed, counted.prospects, counted.people),
        inputs=area_inputs(area_id),
        catalogue=catalogue(),
        reviews=counted.reviews,
        newest=counted.newest,
    )


def catalogue() -> given.Catalogue:
    """The catalogue, each part in catalogue order."""
    points = defaultdict(list)
    for pathway_id, point in PathwayDecisionPoint.objects.values_list("pathway_id", "decision_point"):
        points[pathway_id].append(point)
    pathways = Pathway.objects.values_list("pk", "code", "label", "level_of_care", "setting", "group__code")
    reasons = Reason.objects.values_list("code", "label", "practitioner_variation")
    return given.Catalogue(
        sectors=dict(Sector.objects.values_list("code", "label")),
        pathways={
            code: given.Pathway(code, label, level, setting or None, group, tuple(points[pk]))
            for pk, code, label, level, setting, group in pathways
        },
        reasons={code: given.Reason(code, label, variation) for code, label, variation in reasons},
        groups=dict(PathwayGroup.objects.values_list("code", "label")),
        preventive_services=dict(PreventiveService.objects.values_list("code", "label")),
    )


def area_inputs(area_id: int) -> given.AreaInputs:
    """What the area has set, with national costs where it has none of its own."""
    area = Area.objects.get(pk=area_id)
    national = per_decision(_costs(NationalCost.objects.all()))
    local = per_decision(_costs(AreaCost.objects.filter(area_id=area_id)))
    return given.AreaInputs(
        slug=area.slug,
        name=area.name,
        total_budget=_number(area.total_budget),
        reviewed_budget=_number(area.reviewed_budget),
        points=_points(area_id),
        unit_costs=with_local(national, local),
        procurement=_procurement(area_id),
    )


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _costs(costs) -> list[tuple[str, str, float, float]]:
    return list(costs.values_list("pathway__code", "sector__code", "unit_cost", "units"))


def _points(area_id: int) -> dict[str, given.PointInputs]:
    by_actual: dict[str, dict[str, float]] = defaultdict(dict)
    shares = RealisableShare.objects.filter(area_id=area_id)
    for point, actual, share in shares.values_list("decision_point", "actual_pathway__code", "share"):
        by_actual[point][actual] = float(share)
    rows = DecisionPointInput.objects.filter(area_id=area_id)
    given_for = {
        point: (_number(volume), _number(share))
        for point, volume, share in rows.values_list("decision_point", "annual_volume", "realisable_share")
    }
    ranges = _ranges(area_id)
    return {
        point: given.PointInputs(
            *given_for.get(point, (None, None)),
            by_actual.get(point, {}),
            ranges.get((point, Measured.VOLUME)),
            ranges.get((point, Measured.SHARE)),
        )
        for point in given_for.keys() | by_actual.keys()
    }


def _ranges(area_id: int) -> dict[tuple[str, str], tuple[float, float]]:
    """Lowest and highest of those inputs that the area gives them for."""
    rows = InputEvidence.objects.filter(area_id=area_id).values_list("decision_point", "of", "low", "high")
    return {
        (point, of): (float(low), float(high)) for point, of, low, high in rows if low is not None and high is not None
    }


def _procurement(area_id: int) -> given.Procurement:
    rates = ProcurementRate.objects.filter(area_id=area_id)
    fields = ("commissioner", "sector__code", "bed_type", "weekly_rate", "benchmark", "beds")
    share = Procurement.objects.filter(area_id=area_id).values_list("realisable_share", flat=True).first()
    return given.Procurement(
        rates=tuple(
            given.Rate(commissioner, sector, bed_type, float(rate), float(benchmark), float(beds))
            for commissioner, sector, bed_type, rate, benchmark, beds in rates.values_list(*fields)
        ),
        realisable_share=_number(share),
        reasons=tuple(ProcurementReason.objects.filter(area_id=area_id).values_list("text", flat=True)),
    )
