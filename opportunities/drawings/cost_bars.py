"""Figure 2 as bars: reinvestment to the left of one zero line, gross saving to the right, on one scale. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from opportunities.drawings.rows import WIDE, rows
from opportunities.drawings.shares import HIDDEN
from opportunities.drawings.text import LINE, Label, beside, widest
from opportunities.formats import MINUS, pounds

Row = Mapping[str, Any]
_GAP, _KEY = 6, 30


@dataclass(frozen=True)
class CostBar:
    """One sector's two bars, from the zero line; amounts stand beside their ends."""

    label: Label
    middle: float
    gross: float
    reinvestment: float
    amounts: tuple[Label, ...]


@dataclass(frozen=True)
class CostBars:
    """The zero line is `broken` into a piece for each row where names stand between the bars, on a phone."""

    name: ClassVar[str] = "cost_bars"
    title: str
    words: str
    width: float
    height: float
    top: float
    zero: float
    broken: bool
    bars: tuple[CostBar, ...]


def cost_bars(sectors: Sequence[Row], title: str, width: float = WIDE) -> CostBars | None:
    """None where money is not known or there is none to draw.

    sectors  rows of cost movements: label, gross_saving, reinvestment (£ a year, 0 or more, or None)
    """
    shown = [row for row in sectors if _is_known(row)]
    if any(not row.get("suppressed") for row in sectors if not _is_known(row)):
        return None
    right = max((row["gross_saving"] for row in shown), default=0)
    left = max((row["reinvestment"] for row in shown), default=0)
    if not left + right:
        return None
    before = widest([_less(row["reinvestment"]) for row in shown if row["reinvestment"]]) + _GAP
    after = widest([pounds(row["gross_saving"]) for row in shown]) + _GAP
    place = rows([row["label"] for row in sectors], width, before=before, after=after, top=_KEY)
    scale = (place.right - place.left) / (left + right)
    zero = place.left + left * scale
    drawn = [_bar(row, slot.label, slot.middle, zero, scale) for row, slot in zip(sectors, place.slots, strict=True)]
    return CostBars(
        title,
        _words(shown, len(sectors) - len(shown)),
        width,
        place.bottom,
        _KEY - LINE / 2,
        zero,
        place.broken,
        tuple(drawn),
    )


def _is_known(row: Row) -> bool:
    return row["gross_saving"] is not None and row["reinvestment"] is not None


def _bar(row: Row, label: Label, middle: float, zero: float, scale: float) -> CostBar:
    if not _is_known(row):
        return CostBar(label, middle, 0, 0, (beside((HIDDEN,), zero + _GAP, middle),))
    gross, reinvestment = row["gross_saving"] * scale, row["reinvestment"] * scale
    amounts = []
    if reinvestment:
        amounts.append(beside((_less(row["reinvestment"]),), zero - reinvestment - _GAP, middle, "end"))
    if gross or not reinvestment:
        amounts.append(beside((pounds(row["gross_saving"]),), zero + gross + _GAP, middle))
    return CostBar(label, middle, gross, reinvestment, tuple(amounts))


def _less(amount: float) -> str:
    return f"{MINUS}{pounds(amount)}"


def _words(sectors: Sequence[Row], hidden: int) -> str:
    """Of the sectors that are shown; what hidden ones spend can't be told."""
    gains = max(sectors, key=lambda row: row["gross_saving"] - row["reinvestment"])
    spends = max(sectors, key=lambda row: row["reinvestment"])
    said = f"{gains['label']} saves most: {pounds(gains['gross_saving'])} a year gross"
    said += f" less {pounds(gains['reinvestment'])} reinvestment." if gains["reinvestment"] else "."
    if hidden:
        said = f"Of the sectors shown, {said}"
        return f"{said} {hidden} {'is' if hidden == 1 else 'are'} kept back."
    if not spends["reinvestment"]:
        return f"{said} No sector has to spend more."
    return f"{said} {spends['label']} has to spend most: {pounds(spends['reinvestment'])} a year."
