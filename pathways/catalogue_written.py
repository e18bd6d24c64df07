"""Writes the catalogue as the file that load_catalogue takes."""

from decimal import Decimal
from typing import Any

from pathways.catalogue import pathways, preventive_services, professions, reasons
from pathways.models import InOrder, Pathway, PathwayGroup, Sector

Section = list[dict[str, Any]]


def catalogue_contents() -> dict[str, Section]:
    """Every section in catalogue order, as plain JSON values. A fixed number of queries."""
    return {
        "sectors": [_labelled(each) for each in Sector.objects.all()],
        "professions": [_labelled(each) | {"side": each.side} for each in professions()],
        "pathway_groups": [_labelled(each) for each in PathwayGroup.objects.all()],
        "pathways": [_pathway(each) for each in pathways()],
        "reasons": [
            _labelled(each) | {"practitioner_variation": each.practitioner_variation, "decision_points": _points(each)}
            for each in reasons()
        ],
        "preventive_services": [_labelled(each) for each in preventive_services()],
    }


def _labelled(row: InOrder) -> dict[str, Any]:
    return {"code": row.code, "label": row.label}


def _points(row: Any) -> list[str]:
    return [each.decision_point for each in row.decision_points.all()]


def _pathway(pathway: Pathway) -> dict[str, Any]:
    costs = [
        {
            "sector": cost.sector.code,
            "unit_cost": _plain(cost.unit_cost),
            "units": _plain(cost.units),
            "source": cost.source,
        }
        for cost in pathway.national_costs.all()
    ]
    return _labelled(pathway) | {
        "definition": pathway.definition,
        "level_of_care": pathway.level_of_care,
        "setting": pathway.setting or None,
        "group": pathway.group.code if pathway.group else None,
        "decision_points": _points(pathway),
        "costs": costs,
    }


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
