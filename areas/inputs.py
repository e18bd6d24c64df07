"""Changes to an area's inputs, made on its pages. Each says what its form had seen: nothing is overwritten blindly."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from areas.area_file.contents import Contents, rate_contents, section
from areas.evidence import Evidence, at_point, keep_at_point
from areas.models import (
    Area,
    AreaCost,
    DecisionPointInput,
    LocalService,
    LocalStatus,
    Procurement,
    ProcurementRate,
    ProcurementReason,
    RealisableShare,
)
from areas.permissions import check_can_edit_inputs
from config.errors import Stale
from pathways.models import Pathway, Sector

# --- What each form shows, and what its fingerprint is taken of ---


def budgets(area: Area) -> Contents:
    now = section(area, "area")
    return {"total_budget": now["total_budget"], "reviewed_budget": now["reviewed_budget"]}


def decision_point(area: Area, code: str) -> Contents:
    """One row of `decision_points`, empty when there is none, and what is said of its numbers."""
    empty: Contents = {"code": code, "annual_volume": None, "realisable_share": None, "by_actual_pathway": {}}
    given = next((row for row in section(area, "decision_points") if row["code"] == code), empty)
    return {**given, "evidence": at_point(area, code)}


def costs(area: Area, pathway: str) -> list[Contents]:
    """The local rows of one pathway."""
    return [row for row in section(area, "unit_costs") if row["pathway"] == pathway]


def procurement(area: Area) -> Contents:
    now = section(area, "procurement")
    return {"realisable_share": now["realisable_share"], "reasons": now["reasons"]}


def services(area: Area) -> dict[str, LocalStatus]:
    """What the area has said of a service, by code of the pathway, in catalogue order."""
    rows = LocalService.objects.filter(area=area).order_by("pathway__position", "pathway_id")
    return {code: LocalStatus(status) for code, status in rows.values_list("pathway__code", "status")}


def rate(area: Area, pk: int) -> Contents | None:
    """One weekly rate, or None when it is there no more."""
    row = ProcurementRate.objects.filter(area=area, pk=pk).select_related("sector").first()
    return rate_contents(row) if row else None


def fingerprint(shown: Any) -> str:
    """A short text that differs when what a form shows differs."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


# --- The writes ---


@contextmanager
def _changing(
    area: Area, what: str, current: Callable[[Area], Any], seen: str | None, *, by: User, **detail: Any
) -> Iterator[None]:
    """Lock the area; refuse who may not and what has changed since; then tell the figures and the audit trail.

    seen  the fingerprint that the form carried, or None where there was nothing to see. Raises NotAllowed, Stale.
    """
    with transaction.atomic():
        locked = Area.objects.select_for_update().get(pk=area.pk)
        check_can_edit_inputs(by, locked)
        before = current(locked)
        if seen is not None and fingerprint(before) != seen:
            raise Stale(locked.revision)
        yield
        if current(locked) != before:
            Area.objects.touch(locked.pk)
            audit.record(what, locked, by=by, **detail)


def set_budgets(*, area: Area, seen: str, total_budget: Any, reviewed_budget: Any, by: User) -> None:
    """Both in £ a year, or None."""
    with _changing(area, "area.budgets-set", budgets, seen, by=by):
        Area.objects.filter(pk=area.pk).update(total_budget=total_budget, reviewed_budget=reviewed_budget)


def set_decision_point(
    *,
    area: Area,
    code: str,
    seen: str,
    annual_volume: Any,
    realisable_share: Any,
    by_actual: dict[str, Any],
    evidence: dict[str, Evidence] | None = None,
    by: User,
) -> None:
    """Decisions a year, the realisable share (0 to 1), and shares of their own by code of the actual pathway.

    evidence  where the volume and the share come from and how sure they are, by areas.models.Measured; None: as it was
    """
    pathways = dict(Pathway.objects.filter(code__in=by_actual).values_list("code", "pk"))
    with _changing(area, "area.decision-point-set", lambda now: decision_point(now, code), seen, by=by, code=code):
        DecisionPointInput.objects.update_or_create(
            area=area,
            decision_point=code,
            defaults={"annual_volume": annual_volume, "realisable_share": realisable_share},
        )
        RealisableShare.objects.filter(area=area, decision_point=code).delete()
        RealisableShare.objects.bulk_create(
            RealisableShare(area=area, decision_point=code, actual_pathway_id=pathways[actual], share=share)
            for actual, share in by_actual.items()
        )
        if evidence is not None:
            keep_at_point(area, code, evidence)


def set_costs(*, area: Area, pathway: Pathway, seen: str, rows: Sequence[Contents], by: User) -> None:
    """Local costs of one pathway in place of the national ones; without rows the national ones hold again.

    rows  sector (code), unit_cost (£), units, source
    """
    sectors = dict(Sector.objects.values_list("code", "pk"))
    code = pathway.code
    with _changing(area, "area.costs-set", lambda now: costs(now, code), seen, by=by, pathway=code):
        AreaCost.objects.filter(area=area, pathway=pathway).delete()
        AreaCost.objects.bulk_create(
            AreaCost(area=area, pathway=pathway, sector_id=sectors[row["sector"]], **_without(row, "sector"))
            for row in rows
        )


def set_procurement(*, area: Area, seen: str, realisable_share: Any, reasons: Sequence[str], by: User) -> None:
    with _changing(area, "area.procurement-set", procurement, seen, by=by):
        Procurement.objects.update_or_create(area=area, defaults={"realisable_share": realisable_share})
        ProcurementReason.objects.filter(area=area).delete()
        ProcurementReason.objects.bulk_create(ProcurementReason(area=area, text=text) for text in reasons)


def set_services(*, area: Area, seen: str, statuses: dict[str, LocalStatus], by: User) -> None:
    """The whole local menu, by code of the pathway; a pathway left out is one of which the area says nothing.

    The area's revision grows, though no figure depends on it: pages keep the menu for as long as the revision holds.
    """
    pathways = dict(Pathway.objects.filter(code__in=statuses).values_list("code", "pk"))
    with _changing(area, "area.services-set", services, seen, by=by):
        LocalService.objects.filter(area=area).delete()
        LocalService.objects.bulk_create(
            LocalService(area=area, pathway_id=pathways[code], status=status) for code, status in statuses.items()
        )


def add_rate(*, area: Area, given: Contents, by: User) -> None:
    """A weekly rate: commissioner, sector (code), bed_type, weekly_rate and benchmark (£ a week), beds."""
    with _changing(area, "area.rate-added", _rates, None, by=by):
        ProcurementRate.objects.create(area=area, **_with_sector(given))


def set_rate(*, area: Area, pk: int, seen: str, given: Contents, by: User) -> None:
    with _changing(area, "area.rate-set", lambda now: rate(now, pk), seen, by=by, rate=pk):
        ProcurementRate.objects.filter(area=area, pk=pk).update(**_with_sector(given))


def remove_rate(*, area: Area, pk: int, seen: str, by: User) -> None:
    with _changing(area, "area.rate-removed", lambda now: rate(now, pk), seen, by=by, rate=pk):
        ProcurementRate.objects.filter(area=area, pk=pk).delete()


def _rates(area: Area) -> list[Contents]:
    rates: list[Contents] = section(area, "procurement")["rates"]
    return rates


def _with_sector(given: Contents) -> Contents:
    return {**_without(given, "sector"), "sector": Sector.objects.get(code=given["sector"])}


def _without(row: Contents, *names: str) -> Contents:
    return {name: value for name, value in row.items() if name not in names}
