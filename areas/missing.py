"""What an area has not yet said, one plain sentence each. Pure: no database."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pathways import questions

BUDGETS, POINT, COST, PROCUREMENT, RATES = "budgets", "decision-point", "cost", "procurement", "rates"


@dataclass(frozen=True)
class Gap:
    """Something not set. `where` names the form that sets it; `code` its decision point or pathway."""

    sentence: str
    where: str
    code: str = ""


def missing(contents: Mapping[str, Any], *, pathways: Mapping[str, str], costed: Collection[str]) -> tuple[Gap, ...]:
    """The gaps in an area's inputs, in the order of the page; none when everything is said.

    contents  the area as `areas.area_file.contents` gives it
    pathways  code → label of the pathways that case notes can be about
    costed    codes of those that have a national cost
    """
    return (
        *_budgets(contents["area"]),
        *_points(contents["decision_points"]),
        *_costs(contents["unit_costs"], pathways, costed),
        *_procurement(contents["procurement"]),
    )


def _budgets(area: Mapping[str, Any]) -> Iterator[Gap]:
    if area["total_budget"] is None:
        yield Gap("The total health and social care budget is not set.", BUDGETS)
    if area["reviewed_budget"] is None:
        yield Gap("The budget of the pathways reviewed is not set.", BUDGETS)


def _points(rows: list[Mapping[str, Any]]) -> Iterator[Gap]:
    given = {row["code"]: row for row in rows}
    for point in questions.WITH_NOTES:
        row = given.get(point.code, {})
        lacking = []
        if row.get("annual_volume") is None:
            lacking.append("annual volume")
        if row.get("realisable_share") is None:
            lacking.append("realisable share")
        if lacking:
            only = " for everyone" if row.get("by_actual_pathway") and "realisable share" in lacking else ""
            verb = "is" if len(lacking) == 1 else "are"
            yield Gap(f"{point.label}: the {' and '.join(lacking)} {verb} not set{only}.", POINT, point.code)


def _costs(rows: list[Mapping[str, Any]], pathways: Mapping[str, str], costed: Collection[str]) -> Iterator[Gap]:
    local = {row["pathway"] for row in rows}
    for code, label in pathways.items():
        if code not in local and code not in costed:
            yield Gap(f"{label} has no unit cost, neither national nor local.", COST, code)


def _procurement(procurement: Mapping[str, Any]) -> Iterator[Gap]:
    if not procurement["rates"]:
        yield Gap("Procurement of beds: no weekly rates are entered.", RATES)
    if procurement["realisable_share"] is None:
        yield Gap("Procurement of beds: the realisable share is not set.", PROCUREMENT)
    if not procurement["reasons"]:
        yield Gap("Procurement of beds: no reasons are entered.", PROCUREMENT)
