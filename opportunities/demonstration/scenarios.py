"""Three scenarios of Kent, as its lead would make them: more reablement, a cautious view, and what panels expect."""

from collections.abc import Mapping
from decimal import Decimal

from accounts.models import User
from areas.models import Area
from opportunities.demonstration.sitting import LEAD
from opportunities.models import Scenario
from opportunities.scenarios.keep import make_scenario
from opportunities.scenarios.run import work_out_scenario
from opportunities.scenarios.said import GivenChange, GivenScenario

AREA = "kent"


def plan_with_scenarios(*, people: Mapping[str, User]) -> str:
    """Make and work out those that are not there yet; gives a line that says so."""
    area = Area.objects.get(slug=AREA)
    there = set(Scenario.objects.filter(area=area).values_list("name", flat=True))
    wanted = [(given, changes) for given, changes in SCENARIOS if given["name"] not in there]
    for given, changes in wanted:
        work_out_scenario(make_scenario(area, given, changes, by=people[LEAD]).pk)
    return f"{area}: {len(wanted)} scenarios made." if wanted else f"{area}: the scenarios were there before."


def _given(name: str, about: str, *, panels: bool = False, once: bool = False) -> GivenScenario:
    return GivenScenario(name=name, about=about, shares_from="panels" if panels else "area", each_person_once=once)


def _share(point: str, value: str, reason: str) -> GivenChange:
    return GivenChange(
        kind="realisable-share", decision_point=point, pathway="", sector="", value=Decimal(value), reason=reason
    )


def _cost(pathway: str, sector: str, value: str, reason: str) -> GivenChange:
    return GivenChange(
        kind="cost", decision_point="", pathway=pathway, sector=sector, value=Decimal(value), reason=reason
    )


SCENARIOS = (
    (
        _given("Reablement doubled", "Twice as many people start reablement, seven days a week, from next winter."),
        (
            _share("q4-intake", "0.8", "Everybody new to the council is offered reablement first"),
            _share("q3-discharge", "0.75", "Starts on the day of discharge, at weekends too"),
            _cost("reablement", "local-authority", "2310", "Weekend cover and more travel: a tenth dearer"),
        ),
    ),
    (
        _given("Cautious", "Only what wards can really hand back, and nobody’s money counted twice.", once=True),
        (
            _share("q1-admission", "0.2", "Primary care has no more same-day visits before spring"),
            _cost(
                "acute-admission-long", "acute", "2067", "Wards stay open: a bed day saves seven tenths of its tariff"
            ),
        ),
    ),
    (
        _given(
            "Panels’ own expectations",
            "Realisable shares as the panels’ answers on achievability give them, each person once.",
            panels=True,
            once=True,
        ),
        (),
    ),
)
