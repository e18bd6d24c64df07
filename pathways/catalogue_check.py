"""What a catalogue file says, checked to its end. No database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pathways import questions
from pathways.given import Found, Given
from pathways.models import Pathway, Profession

LABELLED = ("code", "label")
# Section → the keys of its rows. The order lets a row point to rows of the sections before its own.
SECTIONS = {
    "sectors": LABELLED,
    "professions": (*LABELLED, "side"),
    "pathway_groups": LABELLED,
    "pathways": (*LABELLED, "definition", "level_of_care", "setting", "group", "decision_points", "costs"),
    "reasons": (*LABELLED, "practitioner_variation", "decision_points"),
    "preventive_services": LABELLED,
}
Row = dict[str, Any]
CostRow = tuple[str, Decimal, Decimal, str]


@dataclass
class Catalogue:
    """Rows by code in the file's order, a section at a time; a section that the file lacks is absent.

    decision_points  section → code → codes of decision points
    costs            pathway → (sector, £ a unit, units, source)
    groups           pathway → code of its group, or None
    """

    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    decision_points: dict[str, dict[str, list[str]]] = field(default_factory=lambda: {"pathways": {}, "reasons": {}})
    costs: dict[str, list[CostRow]] = field(default_factory=dict)
    groups: dict[str, str | None] = field(default_factory=dict)


def check(value: Any, known: Mapping[str, Collection[str]], found: Found) -> Catalogue:
    """The rows of a catalogue file.

    value  what the JSON file holds
    known  section → codes we have already, for a section that the file leaves out
    found  takes every problem and every key that means nothing
    """
    given = Given(value, "", found).table(*SECTIONS)
    catalogue = Catalogue()
    codes = dict(known)
    for section in SECTIONS:
        if not given[section].missing:
            _section(section, given[section], codes, catalogue)
            codes[section] = list(catalogue.rows[section])
    return catalogue


def _section(section: str, given: Given, codes: Mapping[str, Collection[str]], catalogue: Catalogue) -> None:
    if given.value is None:
        given.problem("not-a-list", "A list in [ ] is needed here. Leave the whole section out to keep what there is.")
    rows = catalogue.rows[section] = {}
    seen: set[str] = set()
    for row in given.rows():
        parts = row.table(*SECTIONS[section])
        code = parts["code"].slug()
        if code and code.casefold() in seen:
            parts["code"].problem("twice", f"{parts['code'].shown()} is here already. Give each row a code of its own.")
        seen.add(code.casefold())
        rows[code] = _fields(parts)
        _parts(section, code, parts, codes, catalogue)


def _fields(parts: Mapping[str, Given]) -> Row:
    """The row's own columns, by the names that the tables have for them."""
    row: Row = {"label": parts["label"].text(200)}
    if "side" in parts:
        row["side"] = parts["side"].one_of(Profession.Side.values, "a side")
    if "level_of_care" in parts:
        setting = parts["setting"]
        row["level_of_care"] = parts["level_of_care"].whole()
        row["setting"] = "" if setting.empty else setting.one_of(Pathway.Setting.values, "a setting")
        row["definition"] = parts["definition"].text(200, needed=False)
    if "practitioner_variation" in parts:
        row["practitioner_variation"] = parts["practitioner_variation"].yes_or_no()
    return row


def _parts(
    section: str, code: str, parts: Mapping[str, Given], codes: Mapping[str, Collection[str]], catalogue: Catalogue
) -> None:
    """What stands in tables of its own: decision points, costs and the group."""
    if "decision_points" in parts:
        catalogue.decision_points[section][code] = _decision_points(parts["decision_points"])
    if "costs" in parts:
        catalogue.costs[code] = _costs(parts["costs"], codes["sectors"])
    if "group" in parts:
        group = parts["group"]
        catalogue.groups[code] = (
            None if group.empty else group.one_of(codes["pathway_groups"], "one of pathway_groups") or None
        )


def _decision_points(given: Given) -> list[str]:
    named = (row.one_of(questions.BY_CODE, "a decision point") for row in given.rows())
    return list(dict.fromkeys(code for code in named if code))


def _costs(given: Given, sectors: Collection[str]) -> list[CostRow]:
    rows: dict[str, CostRow] = {}
    for row in given.rows():
        parts = row.table("sector", "unit_cost", "units", "source")
        cost = cost_row(parts, sectors)
        if cost[0] in rows:
            parts["sector"].problem("twice", f"{parts['sector'].shown()} is here already. Make one row of the two.")
        if cost[0]:
            rows[cost[0]] = cost
    return list(rows.values())


def cost_row(parts: Mapping[str, Given], sectors: Collection[str]) -> CostRow:
    """Sector, £ a unit, units and source of one cost row, as catalogue and area files both have it."""
    return (
        parts["sector"].one_of(sectors, "one of sectors"),
        parts["unit_cost"].amount(20, 8),
        parts["units"].amount(18, 8),
        parts["source"].text(500, needed=False),
    )
