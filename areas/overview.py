"""What the pages about inputs show: rows of text, made from the contents of the area file and the catalogue."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from accounts.models import User
from areas.access import areas_for
from areas.area_file.contents import Contents, contents_of
from areas.evidence import Said, evidence_of, in_words
from areas.inputs import services
from areas.missing import Gap, missing
from areas.models import Area, LocalStatus, Measured, ProcurementRate
from areas.shown import exact, money, percent
from pathways import questions
from pathways.catalogue import sectors
from pathways.models import NationalCost, Pathway, PathwayDecisionPoint

AT_NOTES = [point.code for point in questions.WITH_NOTES]


@dataclass(frozen=True)
class Summary:
    """One area in the list of areas."""

    area: Area
    total_budget: str
    localities: list[str]
    organisations: list[str]
    gaps: tuple[Gap, ...]
    may: frozenset[str]


@dataclass(frozen=True)
class PointRow:
    code: str
    label: str
    volume: str
    share: str
    by_actual: list[tuple[str, str]]
    said: list[tuple[str, str]]


@dataclass(frozen=True)
class CostLine:
    """What one sector pays for one decision, and how that comes about."""

    sector: str
    cost: str
    workings: str
    source: str


@dataclass(frozen=True)
class CostRow:
    code: str
    label: str
    national: list[CostLine] = field(default_factory=list)
    local: list[CostLine] = field(default_factory=list)


@dataclass(frozen=True)
class RateRow:
    pk: int
    commissioner: str
    sector: str
    bed_type: str
    weekly_rate: str
    benchmark: str
    beds: str


@dataclass(frozen=True)
class Inputs:
    """Everything that an area has entered, and what it has not."""

    total_budget: str
    reviewed_budget: str
    localities: list[str]
    organisations: list[str]
    points: list[PointRow]
    costs: list[CostRow]
    procurement_share: str
    reasons: list[str]
    rates: list[RateRow]
    services: list[tuple[str, str]]
    gaps: tuple[Gap, ...]


def summaries(user: User) -> list[Summary]:
    """Every area this person belongs to, with what its inputs lack: the same queries for one area as for five."""
    return _summaries(user, list(areas_for(user)))


def summary(user: User, area: Area) -> Summary:
    """One area that this person belongs to."""
    return _summaries(user, [area])[0]


def _summaries(user: User, areas: list[Area]) -> list[Summary]:
    actions = ("see figures", "see people")
    rights = {action: set(areas_for(user, action).values_list("pk", flat=True)) for action in actions}
    given = contents_of([area.pk for area in areas])
    pathways, costed = reviewed_pathways(), nationally_costed()
    return [
        Summary(
            area=area,
            total_budget=money(area.total_budget),
            localities=given[area.pk]["area"]["localities"],
            organisations=given[area.pk]["area"]["organisations"],
            gaps=missing(given[area.pk], pathways=pathways, costed=costed),
            may=frozenset(action for action, held in rights.items() if area.pk in held),
        )
        for area in areas
    ]


def reviewed_pathways() -> dict[str, str]:
    """Code → label of the pathways at a decision point with case notes, in catalogue order."""
    at_notes = PathwayDecisionPoint.objects.filter(decision_point__in=AT_NOTES)
    rows = Pathway.objects.filter(pk__in=at_notes.values("pathway_id"))
    return dict(rows.values_list("code", "label"))


def nationally_costed() -> set[str]:
    return set(NationalCost.objects.values_list("pathway__code", flat=True))


def with_a_share(point: str, now: Contents) -> dict[str, str]:
    """Code → label of the pathways that may have a share: the decision point's, and any that has one."""
    at_point = PathwayDecisionPoint.objects.filter(decision_point=point).values("pathway_id")
    wanted = Q(pk__in=at_point) | Q(code__in=now["by_actual_pathway"])
    return dict(Pathway.objects.filter(wanted).values_list("code", "label"))


def national_costs(pathway: Pathway) -> list[Contents]:
    """The national rows of one pathway, in the shape of an area's own."""
    rows = pathway.national_costs.select_related("sector")
    return [
        {"sector": row.sector.code, "unit_cost": row.unit_cost, "units": row.units, "source": row.source}
        for row in rows
    ]


def inputs(area: Area) -> Inputs:
    """What the page of inputs shows of an area."""
    given = contents_of([area.pk])[area.pk]
    pathways = dict(Pathway.objects.values_list("code", "label"))
    procurement = given["procurement"]
    return Inputs(
        total_budget=money(given["area"]["total_budget"]),
        reviewed_budget=money(given["area"]["reviewed_budget"]),
        localities=given["area"]["localities"],
        organisations=given["area"]["organisations"],
        points=point_rows(given["decision_points"], pathways, evidence_of(area)),
        costs=cost_rows(given["unit_costs"], pathways, sectors()),
        procurement_share=percent(procurement["realisable_share"]),
        reasons=procurement["reasons"],
        rates=_rates(area),
        services=_services(area, pathways),
        gaps=missing(given, pathways=reviewed_pathways(), costed=nationally_costed()),
    )


def _services(area: Area, pathways: Mapping[str, str]) -> list[tuple[str, str]]:
    """Label of a status → names of the pathways that the area says it of; a status without any is left out."""
    said = services(area)
    labels = {status.label: [pathways[code] for code, each in said.items() if each == status] for status in LocalStatus}
    return [(label, "; ".join(found)) for label, found in labels.items() if found]


def point_rows(rows: list[Contents], pathways: Mapping[str, str], said: Said) -> list[PointRow]:
    given = {row["code"]: row for row in rows}
    return [_point(point, given.get(point.code, {}), pathways, said) for point in questions.WITH_NOTES]


def _point(point: questions.DecisionPoint, row: Mapping[str, Any], pathways: Mapping[str, str], said: Said) -> PointRow:
    shares = [(pathways[code], percent(share)) for code, share in row.get("by_actual_pathway", {}).items()]
    volume, share = exact(row.get("annual_volume")), percent(row.get("realisable_share"))
    words = [(of.label, in_words(of, said[point.code, of])) for of in Measured if (point.code, of) in said]
    return PointRow(point.code, f"{point.label} ({point.alias})", volume, share, shares, words)


def cost_rows(local: list[Contents], pathways: Mapping[str, str], payers: Mapping[str, str]) -> list[CostRow]:
    """Every pathway of the catalogue with its national costs and the area's own."""
    national = NationalCost.objects.values("pathway__code", "sector__code", "unit_cost", "units", "source")
    as_local = [{**row, "pathway": row["pathway__code"], "sector": row["sector__code"]} for row in national]
    by_pathway = [_by_pathway(rows, payers) for rows in (as_local, local)]
    return [CostRow(code, label, *(lines[code] for lines in by_pathway)) for code, label in pathways.items()]


def _by_pathway(rows: Collection[Contents], payers: Mapping[str, str]) -> defaultdict[str, list[CostLine]]:
    lines: defaultdict[str, list[CostLine]] = defaultdict(list)
    for row in rows:
        lines[row["pathway"]].append(cost_line(row, payers))
    return lines


def cost_line(row: Contents, payers: Mapping[str, str]) -> CostLine:
    unit_cost, units = row["unit_cost"], row["units"]
    workings = "" if units == 1 else f"{money(unit_cost)} × {exact(units)}"
    return CostLine(payers[row["sector"]], money(round(Decimal(unit_cost * units), 2)), workings, row["source"])


def _rates(area: Area) -> list[RateRow]:
    return [
        RateRow(
            rate.pk,
            rate.commissioner,
            rate.sector.label,
            rate.bed_type,
            money(rate.weekly_rate),
            money(rate.benchmark),
            exact(rate.beds),
        )
        for rate in ProcurementRate.objects.filter(area=area).select_related("sector")
    ]
