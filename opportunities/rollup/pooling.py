"""All areas: counts are pooled over every area, money over the areas whose model is complete."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from opportunities.rollup.breakdowns import INDEX, OF_ONE_AREA
from opportunities.rollup.flows import FLOW, in_order
from opportunities.rollup.given import Catalogue
from opportunities.rollup.savings import Movements
from opportunities.rollup.workings import Money, Workings


def pool(areas: Sequence[tuple[str, Workings]], catalogue: Catalogue) -> Workings:
    """One set of workings of all areas, each given with its name.

    An area left out of the money is named in `incomplete`, with why. The money is None when no area is complete.
    A flow's annual_flow is that of the complete areas; NaN when none of them has the flow.
    Raises ValueError without any area.
    """
    each = [area for _, area in areas]
    complete = [area for area in each if area.money]
    return Workings(
        reviews=_added([area.reviews for area in each], ["decision_point"]),
        flows=_flows(each, complete, catalogue),
        reasons=_added([area.reasons for area in each], ["decision_point", "main_reason"]),
        claims=_added([area.claims for area in each], ["headline", "part"]),
        breakdowns=_breakdowns(each),
        procurement_reasons=_most_named([area.procurement_reasons for area in each]),
        incomplete=tuple(
            f"{name} is left out of the money. {what}" for name, area in areas for what in area.incomplete
        ),
        money=_money([area.money for area in complete if area.money], catalogue) if complete else None,
    )


def _added(parts: Sequence[pd.DataFrame | pd.Series], levels: list[str]):
    return pd.concat(parts).groupby(level=levels, sort=False).sum()


def _flows(each: list[Workings], complete: list[Workings], catalogue: Catalogue) -> pd.DataFrame:
    count = _added([area.flows["count"] for area in each], FLOW)
    known = [area.flows["annual_flow"] for area in complete]
    annual = _added(known, FLOW).reindex(count.index) if known else pd.Series(np.nan, index=count.index)
    return in_order(pd.DataFrame({"count": count, "annual_flow": annual}), catalogue)


def _breakdowns(each: list[Workings]) -> pd.DataFrame:
    """Without those by an area's own places."""
    added = _added([area.breakdowns for area in each], INDEX)
    return added[~added.index.get_level_values("breakdown").isin(OF_ONE_AREA)]


def _most_named(reasons: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Q7 reasons by how many areas name them; level ones in the order met."""
    return tuple(
        reason for reason, _ in Counter(reason for area in reasons for reason in dict.fromkeys(area)).most_common()
    )


def _money(each: list[Money], catalogue: Catalogue) -> Money:
    stated = [money.reviewed_budget for money in each if money.reviewed_budget is not None]
    return Money(
        movements=Movements(
            gross=in_order(_added([money.movements.gross for money in each], FLOW), catalogue),
            reinvestment=in_order(_added([money.movements.reinvestment for money in each], FLOW), catalogue),
        ),
        procurement=_added([money.procurement for money in each], ["sector", "bed_type"]),
        draws=np.sum([money.draws for money in each], axis=0),
        total_budget=sum(money.total_budget for money in each),
        reviewed_budget=sum(stated) if stated else None,
        reviewed_saving=sum(money.reviewed_saving for money in each),
        reviewed_draws=np.sum([money.reviewed_draws for money in each], axis=0),
    )
