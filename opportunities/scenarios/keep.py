"""Makes, changes and removes scenarios. Every write is of a lead of the area, and in the audit trail."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypedDict

from django.db import transaction

from accounts import audit
from accounts.models import User
from areas.models import Area
from areas.permissions import check_can_edit_inputs
from opportunities.models import Scenario, ScenarioChange


class GivenChange(TypedDict):
    """One change as a form gives it: ids of pathway and sector, None where the kind of change has none."""

    kind: str
    decision_point: str
    pathway_id: int | None
    sector_id: int | None
    value: Decimal
    reason: str


class GivenScenario(TypedDict):
    name: str
    about: str
    shares_from: str
    each_person_once: bool


@transaction.atomic
def make_scenario(area: Area, given: GivenScenario, *, by: User) -> Scenario:
    """A scenario without any change yet. Raises NotAllowed; IntegrityError when the area has one of this name."""
    check_can_edit_inputs(by, area)
    scenario = Scenario.objects.create(area=area, made_by=by, **given)
    audit.record("scenario.made", scenario, by=by, area=area.pk)
    return scenario


@transaction.atomic
def change_scenario(scenario_id: int, given: GivenScenario, changes: Sequence[GivenChange], *, by: User) -> Scenario:
    """Name, choices and the whole set of changes as given; figures are to be worked out again.

    Raises NotAllowed, Scenario.DoesNotExist.
    """
    scenario = Scenario.objects.select_for_update(of=("self",)).select_related("area").get(pk=scenario_id)
    check_can_edit_inputs(by, scenario.area)
    for name, value in given.items():
        setattr(scenario, name, value)
    scenario.revision = scenario.as_of = None
    scenario.save(update_fields=[*given, "revision", "as_of"])
    scenario.changes.all().delete()
    ScenarioChange.objects.bulk_create([ScenarioChange(scenario=scenario, **change) for change in changes])
    audit.record("scenario.changed", scenario, by=by, area=scenario.area_id, changes=len(changes))
    return scenario


@transaction.atomic
def remove_scenario(scenario_id: int, *, by: User) -> None:
    """Raises NotAllowed, Scenario.DoesNotExist."""
    scenario = Scenario.objects.select_for_update(of=("self",)).select_related("area").get(pk=scenario_id)
    check_can_edit_inputs(by, scenario.area)
    audit.record("scenario.removed", scenario, by=by, area=scenario.area_id, name=scenario.name)
    scenario.delete()
