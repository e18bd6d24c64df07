"""Figure 3: the opportunities, one row an area of focus."""

import math

import numpy as np
import pandas as pd

from opportunities.rollup import ranking
from opportunities.rollup.given import Catalogue
from opportunities.rollup.intervals import Interval, spread, wilson
from opportunities.rollup.workings import FOCUS_OF, SAMPLED, Money, Workings
from pathways.questions import FOCUSES, Focus

BILLION = 1e9
POINTS_OF = {focus.code: [point for point, code in FOCUS_OF.items() if code == focus.code] for focus in FOCUSES}


def opportunities(workings: Workings, catalogue: Catalogue) -> dict:
    """The table as opportunities.rollup.tables describes it."""
    savings = savings_by_focus(workings.money)
    total = math.fsum(savings.values()) if savings else None
    rows = [
        {"area_of_focus": focus.code, "label": focus.label}
        | _counts(workings, focus)
        | _ranked(workings, focus, catalogue)
        | _money(workings.money, savings.get(focus.code), _draws(workings.money, focus), total)
        for focus in FOCUSES
    ]
    counts = workings.reviews.sum()
    every = workings.money.draws.sum(axis=1) + float(workings.money.procurement.sum()) if workings.money else None
    totals = {"label": "Total"} | _shown_counts(counts) | _money(workings.money, total, every, total)
    return {"rows": rows, "total": totals, "incomplete": list(workings.incomplete)}


def in_focus(table: pd.DataFrame | pd.Series, focus: Focus):
    """The rows of the decision points that the focus counts; `table` is indexed by decision_point first."""
    return table[table.index.get_level_values("decision_point").isin(POINTS_OF[focus.code])]


def savings_by_focus(money: Money | None) -> dict[str, float]:
    """£ a year by area of focus: the sum over sectors of what is net inside the sector."""
    if money is None:
        return {}
    net = money.movements.net
    sampled = {
        focus.code: math.fsum(in_focus(net, focus).to_numpy().ravel()) for focus in FOCUSES if focus.code in SAMPLED
    }
    return sampled | {"q7": math.fsum(money.procurement)}


def _counts(workings: Workings, focus: Focus) -> dict:
    if focus.code not in SAMPLED:
        nothing = dict.fromkeys(
            ("notes_reviewed", "unclear", "improvable", "improvable_share", "improvable_share_interval")
        )
        return nothing | {"unclear": 0}
    return _shown_counts(in_focus(workings.reviews, focus).sum())


def _shown_counts(counts: pd.Series) -> dict:
    reviewed, improvable = int(counts["reviewed"]), int(counts["improvable"])
    return {
        "notes_reviewed": reviewed,
        "unclear": int(counts["unclear"]),
        "improvable": improvable,
        "improvable_share": improvable / reviewed if reviewed else None,
        "improvable_share_interval": wilson(improvable, reviewed),
    }


def _ranked(workings: Workings, focus: Focus, catalogue: Catalogue) -> dict:
    if focus.code not in SAMPLED:
        named = workings.procurement_reasons[: ranking.AT_MOST]
        unknown = {"count": None, "share": None}
        return {"top_proposed": [], "instead_of": None, "top_reasons": [{"label": text} | unknown for text in named]}
    flows = in_focus(workings.flows["count"], focus)
    proposed = ranking.top_proposed(flows, catalogue)
    reasons = ranking.top_reasons(in_focus(workings.reasons, focus), catalogue)
    return {
        "top_proposed": [{"label": at.label, "count": n} for at, n in proposed],
        "instead_of": ranking.instead_of(flows, proposed, catalogue),
        "top_reasons": [{"label": at.label, "count": n, "share": n / int(flows.sum())} for at, n in reasons],
    }


def _draws(money: Money | None, focus: Focus) -> np.ndarray | None:
    """None where nothing is sampled: Q7 is a sum over rates, not an estimate from notes."""
    return money.draws[:, SAMPLED.index(focus.code)] if money and focus.code in SAMPLED else None


def _money(money: Money | None, saving: float | None, draws: np.ndarray | None, total: float | None) -> dict:
    if money is None or saving is None:
        return dict.fromkeys(("saving", "saving_interval", "saving_share", "saving_typical"))
    return {
        "saving": saving,
        "saving_interval": _interval(saving, draws),
        "saving_share": saving / total if total else None,
        "saving_typical": saving * BILLION / money.total_budget,
    }


def _interval(saving: float, draws: np.ndarray | None) -> Interval:
    return [saving, saving] if draws is None else spread(draws)
