"""Where people are, and where the panels would have had them."""

import math

from opportunities.rollup.workings import Workings


def flow_table(workings: Workings) -> dict:
    """The table as opportunities.rollup.tables describes it."""
    net = workings.money.movements.net.sum(axis=1) if workings.money else {}
    flows = [
        {
            "decision_point": point, "actual": actual, "proposed": proposed, "count": int(row.count_),
            "annual_flow": None if math.isnan(row.annual_flow) else float(row.annual_flow),
            "saving": float(net[point, actual, proposed]) if (point, actual, proposed) in net else None,
        }
        for (point, actual, proposed), row in zip(
            workings.flows.index, workings.flows.rename(columns={"count": "count_"}).itertuples(), strict=True
        )
    ]  # fmt: skip
    return {"flows": flows, "incomplete": list(workings.incomplete)}
