"""What an attacker knows who has every published table, the catalogue, and a solver, and not how the tables were made.

Written from docs/method.md alone, so that a relation forgotten in opportunities/disclosure/ shows: nothing is imported
from there.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from opportunities.rollup.given import Catalogue, Pathway
from opportunities.rollup.tables import Figures
from opportunities.rollup.workings import Workings
from pathways.questions import WITH_NOTES

Row = Mapping[str, Any]
Sum = dict[str, float]
MOST = 10_000  # counts are far below
POINTS = {point.code: point.focus for point in WITH_NOTES}


def span(shown: int | None) -> tuple[float, float]:
    """A shown count is within 2 of what it was and never 1 to 7; a hidden one is at least 1."""
    if shown is None:
        return 1, np.inf
    return (0, 0) if shown == 0 else (max(8, shown - 2), shown + 2)


@dataclass
class Known:
    """Sums with their limits, and the hidden counts among them, by where they stand."""

    flows: list[Row]
    lines: list[tuple[Sum, float, float]] = field(default_factory=list)
    hidden: dict[str, Sum] = field(default_factory=dict)

    def told(self, where: str, parts: Sum, row: Row, key: str) -> None:
        """A published count; one of nothing at all tells nothing."""
        shown = row[key]
        if not parts or (shown is None and key not in row.get("suppressed_keys", ())):
            return
        self.lines.append((parts, *span(shown)))
        if shown is None:
            self.hidden[f"{where} {key}"] = parts

    def of(self, where: str, row: Row, count: Sum, whole: Sum) -> None:
        """A count of a whole, and what the share beside them tells of the rest."""
        self.told(where, count, row, "count")
        self.told(where, whole, row, "denominator")
        rest = {name: whole.get(name, 0) - count.get(name, 0) for name in {*count, *whole}}
        self.share({name: each for name, each in rest.items() if each}, row, "share", row["count"], row["denominator"])

    def share(self, rest: Sum, row: Row, key: str, count: int | None, of: int | None) -> None:
        if count is None or not of or not rest:
            return
        if row[key] is None:
            self.lines.append((rest, 1, 7))

    def at_most(self, smaller: Sum, larger: Sum) -> None:
        rest = {name: larger.get(name, 0) - smaller.get(name, 0) for name in {*smaller, *larger}}
        if any(rest.values()):
            self.lines.append((rest, 0, np.inf))

    def flow(self, where: Collection[str] = POINTS, to: Collection[str] | None = None) -> Sum:
        return {
            f"flow {at}": 1.0
            for at, row in enumerate(self.flows)
            if row["decision_point"] in where and (to is None or row["proposed"] in to)
        }

    @staticmethod
    def named(kind: str, where: Collection[str] = POINTS) -> Sum:
        return {f"{kind} {code}": 1.0 for code in where}

    def reviewed(self, where: Collection[str] = POINTS) -> Sum:
        return {**self.flow(where), **self.named("yes", where)}

    def reach(self) -> dict[str, tuple[int, int]]:
        """Between which whole numbers each hidden count must lie; of one that can be anything, numbers 4 apart."""
        names = sorted({name for parts, *_ in self.lines for name in parts})
        matrix = np.array([[parts.get(name, 0.0) for name in names] for parts, *_ in self.lines])
        limits = LinearConstraint(matrix, [low for _, low, _ in self.lines], [high for *_, high in self.lines])
        sums = {where: np.array([parts.get(name, 0.0) for name in names]) for where, parts in self.hidden.items()}
        seen: dict[str, set[int]] = {where: set() for where in sums}
        for where, sum_ in sums.items():
            for sign in (1, -1):
                if not is_wide(seen[where]):
                    _note(sums, seen, _furthest(sign * sum_, limits))
        return {where: (min(values), max(values)) for where, values in seen.items()}


def is_wide(values: set[int]) -> bool:
    return bool(values) and max(values) - min(values) >= 4


def _furthest(aim: np.ndarray, limits: LinearConstraint) -> np.ndarray:
    return np.asarray(milp(aim, constraints=limits, integrality=np.ones(len(aim)), bounds=Bounds(0, MOST)).x)


def _note(sums: Mapping[str, np.ndarray], seen: Mapping[str, set[int]], way: np.ndarray) -> None:
    """One way how everything could be shows a number that each hidden count can be."""
    for where, sum_ in sums.items():
        seen[where].add(round(float(sum_ @ way)))


def known(figures: Figures, catalogue: Catalogue) -> Known:
    """Figure 3, flows, headlines and breakdowns of one area as given away."""
    found = Known(list(figures.flows["flows"]))
    for at, row in enumerate(found.flows):
        found.told("flow", {f"flow {at}": 1.0}, row, "count")
        found.lines.append(({f"flow {at}": 1.0}, 1, np.inf))  # it is listed
    _figure_3(found, figures, catalogue)
    _headlines(found, {row["code"]: row for row in figures.headlines["headlines"]}, catalogue)
    for breakdown in figures.breakdowns["breakdowns"]:
        _breakdown(found, breakdown, catalogue)
    return found


def _figure_3(found: Known, figures: Figures, catalogue: Catalogue) -> None:
    rows = [row for row in figures.opportunities["rows"] if row["area_of_focus"] != "q7"]
    for row in (*rows, figures.opportunities["total"]):
        here = [code for code, focus in POINTS.items() if row.get("area_of_focus", focus) == focus]
        where = row.get("area_of_focus", "total")
        found.told(where, found.flow(here), row, "improvable")
        found.told(where, found.reviewed(here), row, "notes_reviewed")
        found.told(where, found.named("unclear", here), row, "unclear")
        found.share(found.named("yes", here), row, "improvable_share", row["improvable"], row["notes_reviewed"])
        for each in row.get("top_proposed", ()):
            so_called = {code for code, one in catalogue.pathways.items() if _label(one, catalogue) == each["label"]}
            found.told(f"{where} {each['label']}", found.flow(here, so_called), each, "count")
        for rank, each in enumerate(row.get("top_reasons", ())):
            name = f"{where} reason {rank}"
            found.told(where, {name: 1.0}, each, "count")
            found.at_most({name: 1.0}, found.flow(here))


def _label(pathway: Pathway, catalogue: Catalogue) -> str:
    return catalogue.groups[pathway.group] if pathway.group else pathway.label


def _headlines(found: Known, rows: Mapping[str, Row], catalogue: Catalogue) -> None:
    if not rows:
        return
    outside = {code for code, each in catalogue.pathways.items() if each.setting != "hospital"}
    avoidable = found.flow(["q1-admission"], outside)
    found.of("improvable", rows["improvable"], found.flow(), found.reviewed())
    found.of("admissions", rows["avoidable-admissions"], avoidable, found.reviewed(["q1-admission"]))
    for part in rows["avoidable-admissions"]["breakdown"]:
        there = {code for code in outside if (catalogue.pathways[code].group or code) == part["code"]}
        found.of(f"admissions to {part['code']}", part, found.flow(["q1-admission"], there), avoidable)
    when = {code: {code: 1.0} for code in ("avoidable-on-the-day", "avoidable-earlier")}
    for code, parts in when.items():
        found.of(code, rows[code], parts, avoidable)
    found.at_most(dict.fromkeys(when, 1.0), avoidable)
    found.of("lower", rows["lower-level-of-care"], _levels(found, catalogue)["lower"], found.flow())
    found.of("existed", rows["alternative-existed"], {"existed": 1.0}, found.flow())
    missed, intake = {"missed": 1.0}, found.reviewed(["q4-intake"])
    found.of("missed", rows["missed-prevention"], missed, intake)
    services = {f"missed {part['code']}": part for part in rows["missed-prevention"]["breakdown"]}
    for name, part in services.items():
        found.of(name, part, {name: 1.0}, intake)
        found.at_most({name: 1.0}, missed)
    found.at_most(missed, dict.fromkeys(services, 1.0))
    for code in ("discharge-with-package", "long-term-residential"):
        left = _leaving(found, code, catalogue)
        found.of(code, rows[code], left, {**left, f"best {code}": 1.0})
        found.at_most({f"best {code}": 1.0}, found.named("yes", ["q3-discharge"]))
    referred = {"referred": 1.0}
    found.at_most(referred, found.flow(["q1-attendance"]))
    found.at_most({"best referred": 1.0}, found.named("yes", ["q1-attendance"]))
    found.of("referred", rows["self-referred-attendances"], referred, {**referred, "best referred": 1.0})


def _leaving(found: Known, code: str, catalogue: Catalogue) -> Sum:
    offered = [each for each in catalogue.pathways.values() if "q3-discharge" in each.decision_points]
    lowest = min((each.level_of_care for each in offered), default=0)
    from_ = {
        "discharge-with-package": {c for c, each in catalogue.pathways.items() if each.level_of_care > lowest},
        "long-term-residential": {c for c, each in catalogue.pathways.items() if each.setting == "care-home"},
    }[code]
    return {
        f"flow {at}": 1.0
        for at, row in enumerate(found.flows)
        if row["decision_point"] == "q3-discharge" and row["actual"] in from_
    }


def _levels(found: Known, catalogue: Catalogue) -> dict[str, Sum]:
    level = {code: each.level_of_care for code, each in catalogue.pathways.items()}
    sums: dict[str, Sum] = {"lower": {}, "same": {}, "higher": {}}
    for at, row in enumerate(found.flows):
        up = level[row["proposed"]] - level[row["actual"]]
        sums["lower" if up < 0 else "higher" if up else "same"][f"flow {at}"] = 1.0
    return sums


def _breakdown(found: Known, breakdown: Row, catalogue: Catalogue) -> None:
    code, rows = breakdown["code"], breakdown["rows"]
    together = [row for row in rows if row["decision_point"] is None]
    if code == "answers":
        for row in rows:
            _answer(found, row)
    elif code == "level-of-care":
        for row in together:
            found.of(f"level {row['code']}", row, _levels(found, catalogue)[row["code"]], found.flow())
    elif code in ("locality", "organisation", "age-band"):
        _groups(found, code, together)
    elif together:
        _parts(found, code, together, breakdown["of"])


def _answer(found: Known, row: Row) -> None:
    here = [row["decision_point"]] if row["decision_point"] else list(POINTS)
    counts = {"no": found.flow(here), "yes": found.named("yes", here), "unclear": found.named("unclear", here)}
    whole = {**found.reviewed(here), **(counts["unclear"] if row["code"] == "unclear" else {})}
    found.of(f"{row['code']} at {row['decision_point']}", row, counts[row["code"]], whole)


def _parts(found: Known, code: str, rows: list[Row], of: str) -> None:
    """Each of all; of what excludes each other together no more than all."""
    whole = found.flow() if of == "improvable" else found.reviewed()
    names = {f"{code} {row['code']}": row for row in rows}
    for name, row in names.items():
        found.of(name, row, {name: 1.0}, whole)
        found.at_most({name: 1.0}, whole)
    if code != "missed-prevention":
        found.at_most(dict.fromkeys(names, 1.0), whole)


def _groups(found: Known, code: str, rows: list[Row]) -> None:
    """Groups with reviews of their own: improvable ones and those that were best."""
    for row in rows:
        no, yes = f"{code} {row['code']} no", f"{code} {row['code']} yes"
        found.of(f"{code} {row['code']}", row, {no: 1.0}, {no: 1.0, yes: 1.0})
    if rows:
        found.at_most({f"{code} {row['code']} no": 1.0 for row in rows}, found.flow())
        found.at_most({f"{code} {row['code']} yes": 1.0 for row in rows}, found.named("yes"))


def known_with_money(figures: Figures, catalogue: Catalogue, area: Workings) -> Known:
    """Besides, to within 5%, what one review of each flow moves in each sector; money is shown in two figures."""
    found = known(figures, catalogue)
    if area.money is None:
        return found
    gross, spent = (
        _each_review(found, table, area) for table in (area.money.movements.gross, area.money.movements.reinvestment)
    )
    beds = area.money.procurement.groupby(level="sector").sum().to_dict()
    for row in (*figures.cost_movements["rows"], figures.cost_movements["total"]):
        sectors = [row["sector"]] if "sector" in row else list(catalogue.sectors)
        _pounds(found, _summed(gross, sectors), row["gross_saving"], sum(beds.get(each, 0) for each in sectors))
        _pounds(found, _summed(spent, sectors), row["reinvestment"], 0)
    net = {name: {"net": _sum(gross, name) - _sum(spent, name)} for name in gross}
    for row in (*figures.opportunities["rows"], figures.opportunities["total"]):
        if row.get("area_of_focus") == "q7":
            continue
        here = found.flow([code for code, focus in POINTS.items() if row.get("area_of_focus", focus) == focus])
        saved = {name: net[name]["net"] for name in here}
        _pounds(found, saved, row["saving"], 0 if "area_of_focus" in row else sum(beds.values()))
    for row in figures.headlines["headlines"]:
        if row["unit"] == "pounds":
            _pounds(found, {name: each["net"] for name, each in net.items()}, row["count"], sum(beds.values()))
    return found


def _each_review(found: Known, table: pd.DataFrame, area: Workings) -> dict[str, dict[str, float]]:
    """£ a review, by flow and sector."""
    counted = area.flows["count"]
    keys = [(row["decision_point"], row["actual"], row["proposed"]) for row in found.flows]
    return {f"flow {at}": (table.loc[key] / counted[key]).to_dict() for at, key in enumerate(keys)}


def _sum(each: Mapping[str, Mapping[str, float]], name: str) -> float:
    return sum(each[name].values())


def _summed(each: Mapping[str, Mapping[str, float]], sectors: Collection[str]) -> Sum:
    return {name: sum(by[sector] for sector in sectors) for name, by in each.items()}


def _pounds(found: Known, parts: Sum, shown: float | None, fixed: float) -> None:
    parts = {name: each for name, each in parts.items() if each}
    if shown is None or not parts:
        return
    half = max(1_000, 10 ** (len(str(int(abs(shown)))) - 2)) / 2
    low, high = shown - half - fixed, shown + half - fixed
    found.lines.append(({n: e * (0.95 if e > 0 else 1.05) for n, e in parts.items()}, -np.inf, high))
    found.lines.append(({n: e * (1.05 if e > 0 else 0.95) for n, e in parts.items()}, low, np.inf))
