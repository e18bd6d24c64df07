"""Where people are, and where the panels would have had them."""

import math

import pandas as pd

from opportunities.rollup.flows import FLOW
from opportunities.rollup.workings import Workings


def flow_table(workings: Workings) -> dict:
    """The table as opportunities.rollup.tables describes it."""
    saving = workings.money.movements.net.sum(axis=1).to_dict() if workings.money else {}
    rows = zip(workings.flows.index.tolist(), *(column.tolist() for column in _columns(workings)), strict=True)
    flows = [
        {
            **dict(zip(FLOW, flow, strict=True)),
            "count": count,
            "annual_flow": None if math.isnan(annual_flow) else annual_flow,
            "saving": saving.get(flow),
        }
        for flow, count, annual_flow in rows
    ]
    return {"flows": flows, "incomplete": list(workings.incomplete)}


def _columns(workings: Workings) -> tuple[pd.Series, pd.Series]:
    return workings.flows["count"], workings.flows["annual_flow"]
