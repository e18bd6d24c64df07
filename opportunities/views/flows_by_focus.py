"""The flows of one area of focus at a time: the largest first, the small ones folded away."""

from dataclasses import dataclass

from opportunities.exports.columns import Row
from opportunities.exports.edition import Edition
from opportunities.exports.sheets import flows
from pathways.questions import BY_CODE, FOCUSES, Focus

SHOWN = 8


@dataclass(frozen=True)
class FlowsOfFocus:
    """`largest` and `smaller` are rows of exports.sheets.flows; `others` are the other areas of focus with flows."""

    focus: Focus
    largest: list[Row]
    smaller: list[Row]
    others: list[Focus]

    @property
    def reviews(self) -> int | None:
        return _together([*self.largest, *self.smaller])

    @property
    def smaller_reviews(self) -> int | None:
        return _together(self.smaller)


def _together(rows: list[Row]) -> int | None:
    """None under disclosure control, where some are hidden."""
    return None if any(row["count"] is None for row in rows) else sum(row["count"] for row in rows)


def flows_by_focus(edition: Edition, wanted: str) -> FlowsOfFocus | None:
    """The flows of the area of focus called `wanted`, or else of the one with most reviews. None without any flow."""
    by_focus: dict[str, list[Row]] = {}
    for row in flows(edition.shown.figures.flows, edition.pathways).rows:
        by_focus.setdefault(BY_CODE[row["decision_point"]].focus, []).append(row)
    if not by_focus:
        return None
    most = max(by_focus, key=lambda code: sum(row["count"] or 0 for row in by_focus[code]))
    chosen = wanted if wanted in by_focus else most
    rows = sorted(by_focus[chosen], key=lambda row: -(row["count"] or 0))
    return FlowsOfFocus(
        focus=next(focus for focus in FOCUSES if focus.code == chosen),
        largest=rows[:SHOWN],
        smaller=rows[SHOWN:],
        others=[focus for focus in FOCUSES if focus.code in by_focus and focus.code != chosen],
    )
