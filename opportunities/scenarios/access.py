"""The only way from a person to scenarios: leads of the area, see docs/decisions/0021. Viewers find none."""

from django.http import Http404

from accounts.models import User
from areas.access import area_for, can
from areas.models import Area
from opportunities.models import Scenario

PLAN = "edit inputs"


def scenarios_area_for(user: User, slug: str) -> Area:
    """Raises Http404 alike when there is no such area and when this person may not plan there."""
    return area_for(user, slug, PLAN)


def scenario_for(user: User, slug: str, pk: int) -> Scenario:
    """Raises Http404 alike when there is none, when it is another area's, and when this person may not plan there."""
    scenario = Scenario.objects.filter(area=scenarios_area_for(user, slug), pk=pk).select_related("area").first()
    if scenario is None:
        raise Http404
    return scenario


def can_plan(user: User, area: Area) -> bool:
    """For showing or hiding a link."""
    return can(user, PLAN, area.pk)
