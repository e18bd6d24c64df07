"""Workings as they are kept beside an area's tables, so that all areas can be pooled from them."""

import math
from typing import Any

import numpy as np
import pandas as pd

from opportunities.rollup import breakdowns
from opportunities.rollup.flows import FLOW
from opportunities.rollup.intervals import DRAWS
from opportunities.rollup.savings import Movements
from opportunities.rollup.workings import SAMPLED, Money, Workings, money_of

Packed = dict[str, Any]


def pack(workings: Workings) -> tuple[Packed, bytes]:
    """JSON values, and the draws as float32: an interval needs no more than their seven digits."""
    money = workings.money
    packed = {
        "reviews": _rows(workings.reviews),
        "flows": _rows(workings.flows),
        "reasons": _rows(workings.reasons.to_frame()),
        "claims": _rows(workings.claims),
        "breakdowns": _rows(workings.breakdowns),
        "procurement_reasons": list(workings.procurement_reasons),
        "incomplete": list(workings.incomplete),
        "money": _pack_money(money) if money else None,
    }
    return packed, money.draws.astype("<f4").tobytes() if money else b""


def unpack(packed: Packed, draws: bytes) -> Workings:
    """The workings again; the opposite of `pack`."""
    flows = _frame(packed["flows"], FLOW, ["count", "annual_flow"])
    money = packed["money"]
    return Workings(
        reviews=_frame(packed["reviews"], ["decision_point"], ["reviewed", "unclear", "improvable"], int),
        flows=flows.astype({"count": int, "annual_flow": float}),
        reasons=_frame(packed["reasons"], ["decision_point", "main_reason"], ["count"], int)["count"],
        claims=_frame(packed["claims"], ["headline", "part"], ["count", "denominator"], int),
        # Workings kept before there were breakdowns have none until the area is rolled up again.
        breakdowns=_frame(packed.get("breakdowns", []), breakdowns.INDEX, ["count", "of"], int),
        procurement_reasons=tuple(packed["procurement_reasons"]),
        incomplete=tuple(packed["incomplete"]),
        money=_unpack_money(money, draws) if money else None,
    )


def _rows(table: pd.DataFrame) -> list[list[Any]]:
    """Index and values, row by row; what is not known is null."""
    rows = table.reset_index().to_numpy(dtype=object).tolist()
    return [[None if isinstance(value, float) and math.isnan(value) else value for value in row] for row in rows]


def _frame(rows: list[list[Any]], index: list[str], columns: list[str], kind: type = object) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=index + columns).set_index(index).astype(kind)


def _pack_money(money: Money) -> Packed:
    moved = money.movements
    return {
        "sectors": list(moved.gross.columns),
        "gross": _rows(moved.gross),
        "reinvestment": _rows(moved.reinvestment),
        "procurement": _rows(money.procurement.to_frame()),
        "total_budget": money.total_budget,
        "reviewed_budget": money.reviewed_budget,
    }


def _unpack_money(packed: Packed, draws: bytes) -> Money:
    moved = (_frame(packed[name], FLOW, packed["sectors"], float) for name in ("gross", "reinvestment"))
    return money_of(
        movements=Movements(*moved),
        procurement=_frame(packed["procurement"], ["sector", "bed_type"], ["saving"], float)["saving"],
        draws=np.frombuffer(draws, dtype="<f4").reshape(DRAWS, len(SAMPLED)).astype(float),
        total_budget=packed["total_budget"],
        reviewed_budget=packed["reviewed_budget"],
    )
