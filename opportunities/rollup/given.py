"""What the roll-up is given: the catalogue, an area's inputs and its counted reviews. Plain values; no database.

Codes are the catalogue's slugs. Mappings are in catalogue order, which is the order that settles every tie.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Pathway:
    """A service or setting: `level_of_care` ranks it, `setting` is home, community, care-home, hospital or None."""

    code: str
    label: str
    level_of_care: int
    setting: str | None = None
    group: str | None = None
    decision_points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    code: str
    label: str
    practitioner_variation: bool = False


@dataclass(frozen=True)
class Catalogue:
    """Codes to what they stand for, in catalogue order; `sectors`, `groups` and `preventive_services` to labels."""

    sectors: Mapping[str, str]
    pathways: Mapping[str, Pathway]
    reasons: Mapping[str, Reason]
    groups: Mapping[str, str] = field(default_factory=dict)
    preventive_services: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PointInputs:
    """One decision point in one area: decisions a year (V), and the realisable share (r), perhaps by actual pathway."""

    annual_volume: float | None = None
    realisable_share: float | None = None
    by_actual_pathway: Mapping[str, float] = field(default_factory=dict)
    volume_range: tuple[float, float] | None = None  # the lowest and highest that the area gives, if it does
    share_range: tuple[float, float] | None = None

    def share_for(self, actual: str) -> float | None:
        return self.by_actual_pathway.get(actual, self.realisable_share)


@dataclass(frozen=True)
class Rate:
    """What a commissioner pays for a bed of one type, the benchmark (both £ a week), and how many beds it buys."""

    commissioner: str
    sector: str
    bed_type: str
    weekly_rate: float
    benchmark: float
    beds: float


@dataclass(frozen=True)
class Procurement:
    """Q7: the rates, the realisable share, and the reasons as the lead wrote them."""

    rates: tuple[Rate, ...] = ()
    realisable_share: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class AreaInputs:
    """What an area has set. Budgets: £ a year. `unit_costs`: pathway → sector → £ per decision (unit cost x units)."""

    slug: str
    name: str
    total_budget: float | None
    reviewed_budget: float | None
    points: Mapping[str, PointInputs]
    unit_costs: Mapping[str, Mapping[str, float]]
    procurement: Procurement = Procurement()


COUNT_COLUMNS = (
    "decision_point", "actual", "best", "proposed", "main_reason", "alternative_existed", "timing", "self_referred",
    "count",
)  # fmt: skip
MISSED_COLUMNS = ("decision_point", "service", "count")
PROSPECT_COLUMNS = ("decision_point", "timing", "achievability", "count")
PEOPLE_COLUMNS = ("kind", "decision_point", "best", "group", "count")


def _empty(columns: tuple[str, ...]) -> Callable[[], pd.DataFrame]:
    return lambda: pd.DataFrame(columns=list(columns))


@dataclass(frozen=True)
class Tally:
    """An area's counted reviews, grouped.

    counts      COUNT_COLUMNS; best is yes, no or unclear; proposed, main_reason, alternative_existed (available,
                under-commissioned, no) and timing (on-the-day, earlier) are "" where not answered; self_referred is
                True, False or None
    missed      MISSED_COLUMNS: reviews in which this preventive service was missed
    any_missed  decision point → reviews in which any was missed
    prospects   PROSPECT_COLUMNS: improvable reviews; "" where not answered
    people      PEOPLE_COLUMNS: all reviews by kind (age-band, locality, organisation) and group: an age band, or a
                place's name, "" where the note states none
    """

    counts: pd.DataFrame
    missed: pd.DataFrame = field(default_factory=_empty(MISSED_COLUMNS))
    any_missed: Mapping[str, int] = field(default_factory=dict)
    prospects: pd.DataFrame = field(default_factory=_empty(PROSPECT_COLUMNS))
    people: pd.DataFrame = field(default_factory=_empty(PEOPLE_COLUMNS))
