"""Names two rounds of Kent's reviews, so that what changed since the first can be looked at."""

from datetime import date

from accounts.models import User
from areas.models import Area
from opportunities.comparison.access import rounds_of
from opportunities.comparison.keep import Given, make_round
from opportunities.demonstration.sitting import LEAD

AREA = "kent"
ROUNDS: tuple[Given, ...] = (
    {"name": "Baseline", "starts": date(2026, 4, 1), "ends": date(2026, 6, 30)},
    {"name": "Three months on", "starts": date(2026, 7, 1), "ends": date(2026, 9, 30)},
)


def name_two_rounds(*, people: dict[str, User]) -> str:
    """Unless the area has rounds already; gives a line that says which."""
    area = Area.objects.get(slug=AREA)
    if rounds_of(area):
        return f"{area}: its rounds were named before."
    for given in ROUNDS:
        make_round(area=area, given=given, by=people[LEAD])
    return f"{area}: {len(ROUNDS)} rounds of review named."
