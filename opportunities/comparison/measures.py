"""What areas can be compared by: shares of agreed reviews. Pure.

Money is not among them: its interval is another, and a funnel's limits hold for shares of reviews only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from opportunities.rollup.headlines import HEADLINES
from pathways.questions import WITH_NOTES

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Measure:
    """`code` stands in the address. `point`: a decision point whose improvable share it is; else it is a headline."""

    code: str
    label: str
    point: bool = False


OVERALL = "improvable"
_HEADLINES = [Measure(each.code, each.label) for each in HEADLINES if each.unit == "reviews"]
_POINTS = [Measure(point.code, f"{point.label}: could have been better", point=True) for point in WITH_NOTES]
# As a list to choose from shows them: what they are of, and which.
GROUPS: Mapping[str, Sequence[Measure]] = MappingProxyType(
    {
        "All decisions": [each for each in _HEADLINES if each.code == OVERALL],
        "One decision point": _POINTS,
        "A headline": [each for each in _HEADLINES if each.code != OVERALL],
    }
)
MEASURES: Mapping[str, Measure] = MappingProxyType({each.code: each for group in GROUPS.values() for each in group})


def measure_of(code: str) -> Measure:
    """The measure called `code`; the improvable share of all decisions where there is none so called."""
    return MEASURES.get(code, MEASURES[OVERALL])


def row_of(measure: Measure, headlines: Sequence[Row], answers: Sequence[Row]) -> Row | None:
    """Count, denominator, share and interval of one area's tables; None where they have none.

    headlines, answers  rows of opportunities.rollup.tables: all headlines, and the breakdown called "answers"
    """
    if not measure.point:
        return next((row for row in headlines if row["code"] == measure.code), None)
    return next((row for row in answers if row["code"] == "no" and row["decision_point"] == measure.code), None)
