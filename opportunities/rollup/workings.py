"""Everything the tables of an area are drawn up from, in parts that can be added up over areas."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from opportunities.rollup import breakdowns, costs, flows, headlines, intervals
from opportunities.rollup.given import AreaInputs, Catalogue, Tally
from opportunities.rollup.missing import missing
from opportunities.rollup.procurement import procurement_savings
from opportunities.rollup.savings import Movements, movements
from pathways import questions

SAMPLED = [focus.code for focus in questions.FOCUSES if focus.code != "q7"]
FOCUS_OF = {point.code: point.focus for point in questions.DECISION_POINTS}


@dataclass(frozen=True)
class Money:
    """What only a complete area has. £ a year.

    movements        by flow and sector
    procurement      by sector and bed type: all gross (Q7)
    draws            DRAWS rows, one column for each of SAMPLED; Q7 is not sampled
    total_budget     £; reviewed_budget £ or None
    reviewed_saving  the saving, and its draws, of the areas that reviewed_budget is the budget of
    """

    movements: Movements
    procurement: pd.Series
    draws: np.ndarray
    total_budget: float
    reviewed_budget: float | None
    reviewed_saving: float
    reviewed_draws: np.ndarray


@dataclass(frozen=True)
class Workings:
    """Counts of one area or of several, and the money if it is known.

    reviews              reviewed, unclear, improvable by decision point
    flows                count, annual_flow (NaN: unknown) by decision_point, actual, proposed; in catalogue order
    reasons              improvable reviews by decision_point and main reason
    claims               count, denominator by headline and part ("" for the headline itself)
    breakdowns           count, of by opportunities.rollup.breakdowns.INDEX
    procurement_reasons  as the leads wrote them
    """

    reviews: pd.DataFrame
    flows: pd.DataFrame
    reasons: pd.Series
    claims: pd.DataFrame
    breakdowns: pd.DataFrame
    procurement_reasons: tuple[str, ...]
    incomplete: tuple[str, ...]
    money: Money | None


def workings(tally: Tally, inputs: AreaInputs, catalogue: Catalogue) -> Workings:
    """Work out one area. Money is None as long as something is missing, and `incomplete` says what."""
    reviews = flows.reviews_by_point(tally.counts)
    counted = flows.flow_counts(tally.counts, catalogue)
    annual = flows.annual_flows(counted, reviews["reviewed"], inputs.points)
    incomplete = missing(inputs, reviews, counted, catalogue)
    return Workings(
        reviews=reviews,
        flows=pd.DataFrame({"count": counted, "annual_flow": annual}),
        reasons=_reasons(tally.counts),
        claims=headlines.claims(tally, reviews, catalogue),
        breakdowns=breakdowns.parts(tally, catalogue),
        procurement_reasons=inputs.procurement.reasons,
        incomplete=incomplete,
        money=None if incomplete else _money(inputs, reviews["reviewed"], counted, annual, catalogue),
    )


def _reasons(counts: pd.DataFrame) -> pd.Series:
    given = counts[(counts["best"] == "no") & (counts["main_reason"] != "")]
    return given.groupby(["decision_point", "main_reason"])["count"].sum().astype(int)


def _money(
    inputs: AreaInputs, reviewed: pd.Series, counted: pd.Series, annual: pd.Series, catalogue: Catalogue
) -> Money:
    per_decision = costs.differences(counted.index, inputs.unit_costs, catalogue.sectors)
    worth = flows.yearly_share(counted.index, reviewed, inputs.points) * per_decision.sum(axis=1)
    return money_of(
        movements=movements(annual, per_decision),
        procurement=procurement_savings(inputs.procurement),
        draws=_draws(inputs.slug, reviewed, counted, worth),
        total_budget=float(inputs.total_budget or 0),
        reviewed_budget=inputs.reviewed_budget,
    )


def money_of(
    movements: Movements, procurement: pd.Series, draws: np.ndarray, total_budget: float, reviewed_budget: float | None
) -> Money:
    """The money of one area. What it saves counts against the reviewed budget if it states one."""
    procured = float(procurement.sum())
    stated = reviewed_budget is not None
    return Money(
        movements=movements,
        procurement=procurement,
        draws=draws,
        total_budget=total_budget,
        reviewed_budget=reviewed_budget,
        reviewed_saving=float(movements.net.to_numpy().sum()) + procured if stated else 0.0,
        reviewed_draws=draws.sum(axis=1) + procured if stated else np.zeros(intervals.DRAWS),
    )


def _draws(slug: str, reviewed: pd.Series, counted: pd.Series, worth: pd.Series) -> np.ndarray:
    """Where a focus has two decision points each is drawn on its own, and the draws are added."""
    draws = np.zeros((intervals.DRAWS, len(SAMPLED)))
    at = counted.index.get_level_values("decision_point")
    for position, point in enumerate(questions.WITH_NOTES):
        here = at == point.code
        if here.any():
            drawn = intervals.saving_draws(
                counted[here].to_numpy(),
                int(reviewed[point.code]),
                worth[here].to_numpy(),
                intervals.generator(slug, position),
            )
            draws[:, SAMPLED.index(point.focus)] += drawn
    return draws
