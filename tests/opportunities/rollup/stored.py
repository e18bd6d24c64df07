"""The worked example as rows in the database."""

from collections.abc import Iterable
from itertools import count

from areas.models import (
    Area,
    AreaCost,
    DecisionPointInput,
    Procurement,
    ProcurementRate,
    ProcurementReason,
    RealisableShare,
)
from opportunities.rollup.given import AreaInputs, Catalogue
from pathways import models as catalogue_rows
from reviews.models import AgreedReview, Batch, CaseNote, Panel
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY

numbers = count(1)


def store_catalogue(given: Catalogue = CATALOGUE) -> None:
    for position, (code, label) in enumerate(given.sectors.items()):
        catalogue_rows.Sector.objects.create(code=code, label=label, position=position)
    for position, (code, label) in enumerate(given.groups.items()):
        catalogue_rows.PathwayGroup.objects.create(code=code, label=label, position=position)
    for position, (code, label) in enumerate(given.preventive_services.items()):
        catalogue_rows.PreventiveService.objects.create(code=code, label=label, position=position)
    for position, reason in enumerate(given.reasons.values()):
        catalogue_rows.Reason.objects.create(
            code=reason.code,
            label=reason.label,
            practitioner_variation=reason.practitioner_variation,
            position=position,
        )
    for position, pathway in enumerate(given.pathways.values()):
        row = catalogue_rows.Pathway.objects.create(
            code=pathway.code, label=pathway.label, position=position,
            level_of_care=pathway.level_of_care, setting=pathway.setting or "",
            group=catalogue_rows.PathwayGroup.objects.filter(code=pathway.group).first(),
        )  # fmt: skip
        for point in pathway.decision_points:
            row.decision_points.create(decision_point=point)
    catalogue_rows.CatalogueRevision.next()


def pathway(code: str) -> catalogue_rows.Pathway | None:
    return catalogue_rows.Pathway.objects.filter(code=code).first()


def store_area(given: AreaInputs = AREA) -> Area:
    area = Area.objects.create(
        slug=given.slug, name=given.name, total_budget=given.total_budget, reviewed_budget=given.reviewed_budget
    )
    for code, point in given.points.items():
        DecisionPointInput.objects.create(
            area=area, decision_point=code, annual_volume=point.annual_volume, realisable_share=point.realisable_share
        )
        for actual, share in point.by_actual_pathway.items():
            RealisableShare.objects.create(area=area, decision_point=code, actual_pathway=pathway(actual), share=share)
    for code, by_sector in given.unit_costs.items():
        for sector, cost in by_sector.items():
            at = catalogue_rows.Sector.objects.get(code=sector)
            AreaCost.objects.create(area=area, pathway=pathway(code), sector=at, unit_cost=cost / 4, units=4)
    Procurement.objects.create(area=area, realisable_share=given.procurement.realisable_share)
    for text in given.procurement.reasons:
        ProcurementReason.objects.create(area=area, text=text)
    for rate in given.procurement.rates:
        ProcurementRate.objects.create(
            area=area, commissioner=rate.commissioner, sector=catalogue_rows.Sector.objects.get(code=rate.sector),
            bed_type=rate.bed_type, weekly_rate=rate.weekly_rate, benchmark=rate.benchmark, beds=rate.beds,
        )  # fmt: skip
    return area


def store_reviews(area: Area, rows: Iterable[tuple] | None = None) -> list[AgreedReview]:
    """One agreed review for each that the rows count; a row has the columns of given.COUNT_COLUMNS."""
    made = []
    for point, actual, best, proposed, reason, existed, timing, self_referred, times in rows or TALLY.counts.itertuples(
        index=False
    ):
        for _ in range(times):
            answers = {
                "best_pathway": best,
                "alternative_existed": existed,
                "timing": timing,
                "proposed_pathway": pathway(proposed),
            }
            why = catalogue_rows.Reason.objects.filter(code=reason).first()
            made.append(add_review(area, point, actual, self_referred=self_referred, main_reason=why, **answers))
    Area.objects.touch(area.pk)
    return made


def add_review(
    area: Area, point: str, actual: str, *, self_referred: bool | None = None, **answers: object
) -> AgreedReview:
    number = next(numbers)
    batch, _ = Batch.objects.get_or_create(
        area=area, kind="case-notes", sha256="0" * 64, file_name="notes.csv", file="notes"
    )
    panel, _ = Panel.objects.get_or_create(area=area, name="Panel A")
    note = CaseNote.objects.create(
        area=area, batch=batch, reference=f"N{number}", decision_point=point, age_band="85+",
        actual_pathway=pathway(actual),
        narrative="At home, alone.", self_referred=self_referred, line=number, content_hash=str(number),
    )  # fmt: skip
    return AgreedReview.objects.create(note=note, panel=panel, batch=batch, reviewed_on="2026-03-01", **answers)
