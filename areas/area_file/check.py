"""What an area file says, checked to its end. No database.

The result has the shape of `contents`, with only the sections, and in `area` only the keys, that the file has.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from areas.area_file.check_evidence import check_evidence
from areas.area_file.contents import SECTIONS, STATUS_CODES, Contents
from pathways import questions
from pathways.catalogue_check import cost_row
from pathways.given import Found, Given


@dataclass(frozen=True)
class Known:
    """Codes of the catalogue that an area file may name."""

    pathways: Collection[str]
    sectors: Collection[str]


def check(value: Any, known: Known, found: Found) -> Contents:
    """The sections of an area file; `found` takes every problem and every key that means nothing."""
    given = Given(value, "", found).table(*SECTIONS)
    checked: Contents = {"area": _area(given["area"])}
    if not given["decision_points"].empty:
        checked["decision_points"] = _decision_points(given["decision_points"], known)
    if not given["unit_costs"].empty:
        checked["unit_costs"] = _unit_costs(given["unit_costs"], known)
    if not given["procurement"].empty:
        checked["procurement"] = _procurement(given["procurement"], known)
    if not given["local_services"].empty:
        checked["local_services"] = _local_services(given["local_services"], known)
    if not given["evidence"].empty:
        checked["evidence"] = check_evidence(given["evidence"])
    return checked


def _area(given: Given) -> Contents:
    parts = given.table("slug", "name", "total_budget", "reviewed_budget", "localities", "organisations")
    area: Contents = {"slug": parts["slug"].slug(), "name": parts["name"].text(120)}
    for key in ("total_budget", "reviewed_budget"):
        if not parts[key].missing:
            area[key] = None if parts[key].empty else parts[key].amount(16, 2, above=0)
    for key in ("localities", "organisations"):
        if not parts[key].empty:
            area[key] = sorted({row.text(120) for row in parts[key].rows()})
    return area


def _decision_points(given: Given, known: Known) -> list[Contents]:
    points: dict[str, Contents] = {}
    for row in given.rows():
        parts = row.table("code", "annual_volume", "realisable_share", "by_actual_pathway")
        code = parts["code"].one_of(questions.BY_CODE, "a decision point")
        if code in points:
            parts["code"].problem("twice", f"{parts['code'].shown()} is here already. Make one row of the two.")
        points[code] = {
            "code": code,
            "annual_volume": None if parts["annual_volume"].empty else parts["annual_volume"].amount(18, 6),
            "realisable_share": _share(parts["realisable_share"]),
            "by_actual_pathway": _by_actual_pathway(parts["by_actual_pathway"], known),
        }
    return list(points.values())


def _by_actual_pathway(given: Given, known: Known) -> dict[str, Decimal]:
    shares = {}
    for code, share in given.mapping():
        if code not in known.pathways:
            share.problem("unknown-code", f"“{code}” is not a pathway of the catalogue. Use its code there.")
        shares[code] = share.amount(13, 12, most=1)
    return shares


def _unit_costs(given: Given, known: Known) -> list[Contents]:
    costs: dict[tuple[str, str], Contents] = {}
    for row in given.rows():
        parts = row.table("pathway", "sector", "unit_cost", "units", "source")
        pathway = parts["pathway"].one_of(known.pathways, "a pathway of the catalogue")
        sector, unit_cost, units, source = cost_row(parts, known.sectors)
        if pathway and sector and (pathway, sector) in costs:
            parts["sector"].problem("twice", f"{pathway} has a cost for {sector} already. Make one row of the two.")
        costs[pathway, sector] = {
            "pathway": pathway, "sector": sector, "unit_cost": unit_cost, "units": units, "source": source,
        }  # fmt: skip
    return list(costs.values())


def _procurement(given: Given, known: Known) -> Contents:
    parts = given.table("realisable_share", "reasons", "rates")
    return {
        "realisable_share": _share(parts["realisable_share"]),
        "reasons": [row.text(200) for row in parts["reasons"].rows()],
        "rates": [_rate(row, known) for row in parts["rates"].rows()],
    }


def _rate(row: Given, known: Known) -> Contents:
    parts = row.table("commissioner", "sector", "bed_type", "weekly_rate", "benchmark", "beds")
    return {
        "commissioner": parts["commissioner"].text(120),
        "sector": parts["sector"].one_of(known.sectors, "a sector of the catalogue"),
        "bed_type": parts["bed_type"].text(120),
        "weekly_rate": parts["weekly_rate"].amount(20, 8),
        "benchmark": parts["benchmark"].amount(20, 8),
        "beds": parts["beds"].amount(18, 6),
    }


def _local_services(given: Given, known: Known) -> list[Contents]:
    services: dict[str, Contents] = {}
    for row in given.rows():
        parts = row.table("pathway", "status")
        pathway = parts["pathway"].one_of(known.pathways, "a pathway of the catalogue")
        if pathway and pathway in services:
            parts["pathway"].problem("twice", f"{pathway} is here already. Make one row of the two.")
        services[pathway] = {
            "pathway": pathway,
            "status": parts["status"].one_of(list(STATUS_CODES.values()), "a status of a service"),
        }
    return list(services.values())


def _share(given: Given) -> Decimal | None:
    return None if given.empty else given.amount(13, 12, most=1)
