"""The counted reviews of an area by spans of days in which they were reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Value, When

from reviews.tally.counting import counted

Period = tuple[date, date]


@dataclass(frozen=True)
class InPeriod:
    """So many reviews alike. `period` is a place among the periods asked for, None outside all of them.

    `reason` is the main reason's code, "" where none was asked or given.
    """

    period: int | None
    decision_point: str
    best: str
    reason: str
    count: int


def by_period(area_id: int, periods: Sequence[Period]) -> list[InPeriod]:
    """`periods`: first and last day, both included; of several that hold a day the first counts it. One query."""
    within = [When(reviewed_on__range=period, then=Value(at)) for at, period in enumerate(periods)]
    place = Case(*within, default=None, output_field=IntegerField())
    by = ("period", "note__decision_point", "best_pathway", "main_reason__code")
    found = counted(area_id).annotate(period=place).values(*by).annotate(n=Count("pk")).values_list(*by, "n")
    return [InPeriod(at, point, best, reason or "", n) for at, point, best, reason, n in found]
