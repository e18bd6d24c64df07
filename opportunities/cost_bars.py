"""Figure 2 as bars: where each begins and how long it is, for a drawing that needs no script. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Drawing units. Names stand left of the bars, and a value beside the end of each bar.
WIDTH, NAMES, VALUES = 1060, 190, 84
STEP, THICK = 38, 22


@dataclass(frozen=True)
class Bar:
    """One sector's two bars, from the zero line: reinvestment to the left, gross saving to the right."""

    label: str
    middle: float
    gross: float
    gross_length: float
    reinvestment: float
    reinvestment_length: float


@dataclass(frozen=True)
class CostBars:
    width: int
    height: int
    zero: float
    bars: tuple[Bar, ...]


def cost_bars(rows: Sequence[Mapping[str, Any]]) -> CostBars | None:
    """Both sides share one scale. None where money is not known or there is none to draw.

    rows  of cost movements: label, gross_saving, reinvestment (£ a year, 0 or more, or None)
    """
    if any(row["gross_saving"] is None for row in rows):
        return None
    right = max((row["gross_saving"] for row in rows), default=0)
    left = max((row["reinvestment"] for row in rows), default=0)
    if not left + right:
        return None
    scale = (WIDTH - NAMES - 2 * VALUES) / (left + right)
    zero = NAMES + VALUES + left * scale
    return CostBars(WIDTH, STEP * len(rows), zero, tuple(_bar(row, at, scale) for at, row in enumerate(rows)))


def _bar(row: Mapping[str, Any], at: int, scale: float) -> Bar:
    gross, reinvestment = row["gross_saving"], row["reinvestment"]
    return Bar(row["label"], STEP * (at + 0.5), gross, gross * scale, reinvestment, reinvestment * scale)
