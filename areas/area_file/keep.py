"""Writes the sections of an area file to the tables, each only when it differs from what is there."""

from collections.abc import Callable
from typing import Any

from areas.area_file.contents import STATUS_CODES, Contents, section
from areas.models import (
    Area,
    AreaCost,
    DecisionPointInput,
    InputEvidence,
    Locality,
    LocalService,
    Organisation,
    Procurement,
    ProcurementRate,
    ProcurementReason,
    RealisableShare,
)
from pathways.in_use import in_use, kept_because
from pathways.models import Pathway, Sector


def keep_section(area: Area, name: str, wanted: Any) -> bool:
    """Make one section but `area` what `wanted` (of the shape of `contents`) says. True when that changed anything."""
    if section(area, name) == wanted:
        return False
    WRITERS[name](area, wanted)
    return True


def keep_area(area: Area, wanted: Contents) -> tuple[bool, list[str]]:
    """Name, budgets and places. Returns whether anything changed, and a sentence for each place that stays unasked."""
    own = {name: wanted[name] for name in ("name", "total_budget", "reviewed_budget") if name in wanted}
    differ = [name for name, value in own.items() if getattr(area, name) != value]
    for name in differ:
        setattr(area, name, own[name])
    if differ:
        area.save(update_fields=differ)
    changed, sentences = bool(differ), []
    for name, model in (("localities", Locality), ("organisations", Organisation)):
        if name in wanted:
            moved, stays = _keep_places(area, model, set(wanted[name]))
            changed |= moved
            sentences += stays
    return changed, sentences


def _keep_places(area: Area, model: Any, wanted: set[str]) -> tuple[bool, list[str]]:
    there = dict(model.objects.filter(area=area).values_list("pk", "name"))
    gone = {pk: name for pk, name in there.items() if name not in wanted}
    used = in_use(model, list(gone))
    new = sorted(wanted - set(there.values()))
    unused = [pk for pk in gone if pk not in used]
    model.objects.bulk_create(model(area=area, name=name) for name in new)
    model.objects.filter(pk__in=unused).delete()
    return bool(new or unused), kept_because(gone, used)


def _keep_decision_points(area: Area, wanted: list[Contents]) -> None:
    pathways = dict(Pathway.objects.values_list("code", "pk"))
    area.decision_point_inputs.all().delete()
    area.realisable_shares.all().delete()
    DecisionPointInput.objects.bulk_create(
        DecisionPointInput(
            area=area,
            decision_point=row["code"],
            annual_volume=row["annual_volume"],
            realisable_share=row["realisable_share"],
        )
        for row in wanted
    )
    RealisableShare.objects.bulk_create(
        RealisableShare(area=area, decision_point=row["code"], actual_pathway_id=pathways[actual], share=share)
        for row in wanted
        for actual, share in row["by_actual_pathway"].items()
    )


def _keep_unit_costs(area: Area, wanted: list[Contents]) -> None:
    pathways = dict(Pathway.objects.values_list("code", "pk"))
    sectors = dict(Sector.objects.values_list("code", "pk"))
    area.costs.all().delete()
    AreaCost.objects.bulk_create(
        AreaCost(
            area=area,
            pathway_id=pathways[row["pathway"]],
            sector_id=sectors[row["sector"]],
            unit_cost=row["unit_cost"],
            units=row["units"],
            source=row["source"],
        )
        for row in wanted
    )


def _keep_procurement(area: Area, wanted: Contents) -> None:
    sectors = dict(Sector.objects.values_list("code", "pk"))
    Procurement.objects.update_or_create(area=area, defaults={"realisable_share": wanted["realisable_share"]})
    area.procurement_reasons.all().delete()
    ProcurementReason.objects.bulk_create(ProcurementReason(area=area, text=text) for text in wanted["reasons"])
    area.procurement_rates.all().delete()
    ProcurementRate.objects.bulk_create(
        ProcurementRate(area=area, sector_id=sectors[row["sector"]], **{k: v for k, v in row.items() if k != "sector"})
        for row in wanted["rates"]
    )


def _keep_local_services(area: Area, wanted: list[Contents]) -> None:
    pathways = dict(Pathway.objects.values_list("code", "pk"))
    statuses = {code: status for status, code in STATUS_CODES.items()}
    area.local_services.all().delete()
    LocalService.objects.bulk_create(
        LocalService(area=area, pathway_id=pathways[row["pathway"]], status=statuses[row["status"]]) for row in wanted
    )


def _keep_evidence(area: Area, wanted: list[Contents]) -> None:
    area.evidence.all().delete()
    InputEvidence.objects.bulk_create(InputEvidence(area=area, **row) for row in wanted)


WRITERS: dict[str, Callable[[Area, Any], None]] = {
    "decision_points": _keep_decision_points,
    "unit_costs": _keep_unit_costs,
    "procurement": _keep_procurement,
    "local_services": _keep_local_services,
    "evidence": _keep_evidence,
}
