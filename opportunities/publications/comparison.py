"""Two publications side by side: what the figures say in each, and which inputs differ. No Django in here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Inputs = Mapping[str, Mapping[str, Any]]
SECTIONS = {
    "sectors": "Sector",
    "professions": "Profession",
    "pathway_groups": "Pathway group",
    "pathways": "Pathway",
    "reasons": "Reason",
    "preventive_services": "Preventive service",
}


@dataclass(frozen=True)
class Pair:
    """One area of focus, or the total, in both; None where a publication has no such row."""

    label: str
    first: Row | None
    second: Row | None


@dataclass(frozen=True)
class Change:
    """One input, as text in both; "–" where it is not there. `kind` is how it is shown: money, share, number, text."""

    what: str
    kind: str
    first: Any
    second: Any


def focus_pairs(first: Row, second: Row) -> list[Pair]:
    """Rows of two tables of opportunities by area of focus, and their totals last."""
    one, two = ({row["area_of_focus"]: row for row in table["rows"]} for table in (first, second))
    codes = [*one, *(code for code in two if code not in one)]
    pairs = [Pair((two.get(code) or one[code])["label"], one.get(code), two.get(code)) for code in codes]
    return [*pairs, Pair("Total", first["total"], second["total"])]


def input_changes(first: Inputs, second: Inputs, labels: Mapping[str, str]) -> list[Change]:
    """What differs between the area files of two publications, each area's in turn.

    labels  of decision points, pathways and sectors by code
    """
    several = len({*first, *second}) > 1
    changes = []
    for slug in dict.fromkeys([*first, *second]):
        one, two = (dict(_flat(each[slug], labels)) if slug in each else {} for each in (first, second))
        name = (second.get(slug) or first[slug])["area"]["name"]
        changes += _differ(one, two, f"{name}: " if several else "")
    return changes


def catalogue_changes(first: Row, second: Row) -> list[Change]:
    """Entries of the catalogue that came, went or read otherwise; of a pathway also its costs."""
    one, two = (dict(_entries(each)) for each in (first, second))
    return _differ(one, two, "")


def _differ(one: Mapping[str, tuple[str, Any]], two: Mapping[str, tuple[str, Any]], before: str) -> list[Change]:
    found = []
    for what in dict.fromkeys([*one, *two]):
        kind, first = one.get(what, ("", None))
        kind, second = two.get(what, (kind, None))
        if first != second:
            found.append(Change(before + what, kind, first, second))
    return found


def _flat(area: Row, labels: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, Any]]]:
    """An area file as (what, (kind, value))."""
    for key, label in (("total_budget", "Total budget"), ("reviewed_budget", "Reviewed budget")):
        yield label, ("money", area["area"][key])
    for point in area["decision_points"]:
        name = labels.get(point["code"], point["code"])
        yield f"{name}: decisions a year", ("number", point["annual_volume"])
        yield f"{name}: realisable share", ("share", point["realisable_share"])
        for actual, share in point["by_actual_pathway"].items():
            yield f"{name}: realisable share, {labels.get(actual, actual)}", ("share", share)
    yield from _costs(area["unit_costs"], labels)
    yield "Weekly rates: realisable share", ("share", area["procurement"]["realisable_share"])
    for rate in area["procurement"]["rates"]:
        name = f"{rate['commissioner']}, {rate['bed_type']}"
        for key, label, kind in (("weekly_rate", "weekly rate", "money"), ("benchmark", "benchmark", "money")):
            yield f"{name}: {label}", (kind, rate[key])
        yield f"{name}: beds", ("number", rate["beds"])


def _costs(rows: Iterable[Row], labels: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, Any]]]:
    """What one decision costs a sector: unit cost × units."""
    for row in rows:
        pathway, sector = (labels.get(row[key], row[key]) for key in ("pathway", "sector"))
        yield f"{pathway}: cost to {sector}", ("money", row["unit_cost"] * row["units"])


def _entries(catalogue: Row) -> Iterator[tuple[str, tuple[str, Any]]]:
    sectors = {row["code"]: row["label"] for row in catalogue["sectors"]}
    for section, name in SECTIONS.items():
        for row in catalogue[section]:
            yield f"{name} {row['code']}", ("text", row["label"])
            if section == "pathways":
                yield from _costs(({**cost, "pathway": row["label"]} for cost in row["costs"]), sectors)
