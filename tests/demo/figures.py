"""Figures 2 and 3 of the demonstration by a second, plain calculation from its files, as docs/method.md has it."""

from collections import Counter, defaultdict
from typing import Any

import pandas as pd

from tests.demo.files import area_files, catalogue, decisions

FOCUS = {
    "q1-attendance": "q1-attendances",
    "q1-admission": "q1-admissions",
    "q2-setting": "q2",
    "q3-discharge": "q3-4",
    "q4-intake": "q3-4",
    "q5-nursing": "q5-6",
    "q6-overlap": "q5-6",
}
Amounts = dict[str, Counter[str]]  # £ a year by sector


class Money:
    """£ a year of all areas: gross saving and reinvestment by area of focus and sector, and saving by area."""

    def __init__(self) -> None:
        self.gross: Amounts = defaultdict(Counter)
        self.reinvestment: Amounts = defaultdict(Counter)
        self.by_area: Counter[str] = Counter()
        self.areas = area_files()
        table = decisions()
        for slug, area in self.areas.items():
            self._add_flows(slug, area, table[table["area"] == slug])
            self._add_procurement(slug, area["procurement"])

    def saving(self, focus: str) -> float:
        return self.gross[focus].total() - self.reinvestment[focus].total()

    def total_saving(self) -> float:
        return sum(self.saving(focus) for focus in self.gross)

    def gross_of(self, sector: str) -> float:
        return sum(by_sector[sector] for by_sector in self.gross.values())

    def reinvestment_of(self, sector: str) -> float:
        return sum(by_sector[sector] for by_sector in self.reinvestment.values())

    def budget(self, kind: str = "total_budget") -> int:
        return sum(area["area"][kind] for area in self.areas.values())

    def typical(self, amount: float) -> float:
        """£m in a £1bn health and care economy."""
        return amount * 1000 / self.budget()

    def _add_flows(self, slug: str, area: dict[str, Any], here: pd.DataFrame) -> None:
        costs = unit_costs(area)
        for point in area["decision_points"]:
            at_point = here[here["decision_point"] == point["code"]]
            reviewed = (at_point["best_pathway"] != "unclear").sum()
            improvable = at_point[at_point["best_pathway"] == "no"]
            for (actual, proposed), n in improvable.groupby(["actual_pathway", "proposed_pathway"]).size().items():
                share = point["by_actual_pathway"].get(actual, point["realisable_share"])
                flow = point["annual_volume"] * n / reviewed * share
                self._add(slug, FOCUS[point["code"]], flow, costs[actual], costs[proposed])

    def _add(self, slug: str, focus: str, flow: float, before: Counter[str], after: Counter[str]) -> None:
        for sector in {*before, *after}:
            moved = flow * (before[sector] - after[sector])
            self.gross[focus][sector] += max(moved, 0)
            self.reinvestment[focus][sector] += max(-moved, 0)
            self.by_area[slug] += moved

    def _add_procurement(self, slug: str, procurement: dict[str, Any]) -> None:
        for rate in procurement["rates"]:
            over = max(rate["weekly_rate"] - rate["benchmark"], 0)
            saved = over * rate["beds"] * 52 * procurement["realisable_share"]
            self.gross["q7"][rate["sector"]] += saved
            self.by_area[slug] += saved


def unit_costs(area: dict[str, Any]) -> dict[str, Counter[str]]:
    """£ of one decision by pathway and sector: an area's rows replace all of a pathway's national rows."""
    costs: dict[str, Counter[str]] = {}
    for pathway in catalogue()["pathways"]:
        own = [row for row in area["unit_costs"] if row["pathway"] == pathway["code"]]
        costs[pathway["code"]] = Counter()
        for row in own or pathway["costs"]:
            costs[pathway["code"]][row["sector"]] += row["unit_cost"] * row["units"]
    return costs
