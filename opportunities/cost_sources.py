"""What one decision on a pathway costs, row by row, with where each number comes from."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from areas.models import AreaCost
from pathways.models import NationalCost

FIELDS = ("pathway__code", "pathway__label", "sector__label", "unit_cost", "units", "source")


@dataclass(frozen=True)
class CostRow:
    pathway: str
    label: str
    sector: str
    unit_cost: Decimal
    units: Decimal
    source: str
    local: bool

    @property
    def each(self) -> Decimal:
        """£ a decision."""
        return self.unit_cost * self.units


def cost_rows(area_id: int, pathways: Collection[str]) -> list[CostRow]:
    """Of these pathways, in catalogue order: the area's own rows where it has any for a pathway. Two queries."""
    order = ("pathway__position", "pathway_id", "pk")
    local = AreaCost.objects.filter(area_id=area_id, pathway__code__in=pathways).order_by(*order)
    national = NationalCost.objects.filter(pathway__code__in=pathways).order_by(*order)
    own = [_row(row, local=True) for row in local.values_list(*FIELDS)]
    replaced = {row.pathway for row in own}
    others = [_row(row, local=False) for row in national.values_list(*FIELDS)]
    return own + [row for row in others if row.pathway not in replaced]


def _row(values: tuple[Any, ...], *, local: bool) -> CostRow:
    code, label, sector, unit_cost, units, source = values
    return CostRow(code, label, sector, unit_cost, units, source, local)
