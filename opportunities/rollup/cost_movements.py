"""Figure 2: who would save and who would have to reinvest, one row a sector."""

import math

import pandas as pd

from opportunities.rollup import ranking
from opportunities.rollup.given import Catalogue
from opportunities.rollup.opportunity_table import BILLION
from opportunities.rollup.workings import Money, Workings

AMOUNTS = ("gross_saving", "reinvestment", "net")


def cost_movements(workings: Workings, catalogue: Catalogue) -> dict:
    """The table as opportunities.rollup.tables describes it."""
    money = workings.money
    rows = [
        {"sector": code, "label": label} | (_known(money, code, catalogue) if money else _unknown())
        for code, label in catalogue.sectors.items()
    ]
    totals = {name: math.fsum(row[name] for row in rows) if money else None for name in AMOUNTS}
    total = {"label": "Total"} | totals | _typical(totals, money)
    return {"rows": rows, "total": total, "incomplete": list(workings.incomplete)}


def _unknown() -> dict:
    amounts = dict.fromkeys(AMOUNTS)
    return amounts | _typical(amounts, None) | {"saving_drivers": [], "investment_drivers": []}


def _known(money: Money, sector: str, catalogue: Catalogue) -> dict:
    gross, reinvestment = money.movements.gross[sector], money.movements.reinvestment[sector]
    rates = money.procurement[money.procurement.index.get_level_values("sector") == sector]
    saved, spent = math.fsum([*gross, *rates]), math.fsum(reinvestment)
    amounts = {"gross_saving": saved, "reinvestment": spent, "net": saved - spent}
    return amounts | _typical(amounts, money) | {
        "saving_drivers": ranking.drivers(_by_standing(gross, "actual", catalogue) | _beds(rates, catalogue)),
        "investment_drivers": ranking.drivers(_by_standing(reinvestment, "proposed", catalogue)),
    }  # fmt: skip


def _typical(amounts: dict, money: Money | None) -> dict:
    """The same in a health and care economy of £1bn."""
    return {
        f"{name}_typical": amount * BILLION / money.total_budget if money else None for name, amount in amounts.items()
    }


def _by_standing(amounts: pd.Series, level: str, catalogue: Catalogue) -> dict[ranking.Standing, float]:
    ranked = ranking.standings(catalogue)
    codes = amounts.index.get_level_values(level).tolist()
    return ranking.add_up(zip(map(ranked.__getitem__, codes), amounts.tolist(), strict=True))


def _beds(rates: pd.Series, catalogue: Catalogue) -> dict[ranking.Standing, float]:
    """Bed rates stand after every pathway, in the order the area gives them."""
    after = len(catalogue.pathways)
    return {
        ranking.Standing(after + at, f"Bed rates: {bed_type}"): saving
        for at, ((_, bed_type), saving) in enumerate(zip(rates.index.tolist(), rates.tolist(), strict=True))
    }
