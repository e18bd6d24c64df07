"""Makes, changes, copies and removes scenarios. Every write is of a lead of the area, and in the audit trail."""

from collections.abc import Iterator, Sequence
from itertools import count

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import User
from areas.models import Area
from areas.permissions import check_can_edit_inputs
from config.errors import NotAllowed, Stale
from opportunities.models import Scenario, ScenarioChange
from opportunities.scenarios.said import GivenChange, GivenScenario, changes_of, given_of, seen_of
from pathways.models import Pathway, Sector

# Each is worked out again whenever a review is agreed: more would keep a worker busy for nobody's sake.
MOST = 30
NAME = 120  # characters


class NameTaken(Exception):
    """Another scenario of the area has this name."""


@transaction.atomic
def make_scenario(area: Area, given: GivenScenario, changes: Sequence[GivenChange] = (), *, by: User) -> Scenario:
    """Raises NotAllowed, also when the area has as many as it may have, and NameTaken."""
    check_can_edit_inputs(by, area)
    if Scenario.objects.filter(area=area).count() >= MOST:
        raise NotAllowed(f"An area has at most {MOST} scenarios. Remove one that is no longer needed first.")
    scenario = Scenario(area=area, made_by=by, **given)
    _save(scenario, changes)
    audit.record("scenario.made", scenario, by=by, area=area.pk, changes=len(changes))
    return scenario


@transaction.atomic
def change_scenario(
    scenario_id: int, given: GivenScenario, changes: Sequence[GivenChange], *, seen: str | None = None, by: User
) -> Scenario:
    """Name, choices and the whole set of changes as given; figures are to be worked out again.

    seen  what opportunities.scenarios.said.seen_of gave when the form was shown
    Raises NotAllowed, NameTaken, Scenario.DoesNotExist, and Stale when the scenario was changed since.
    """
    scenario = _locked(scenario_id, by)
    if seen is not None and seen_of(scenario) != seen:
        raise Stale(scenario.area.revision)
    for name, value in given.items():
        setattr(scenario, name, value)
    scenario.revision = scenario.as_of = None
    _save(scenario, changes)
    audit.record("scenario.changed", scenario, by=by, area=scenario.area_id, changes=len(changes))
    return scenario


@transaction.atomic
def copy_scenario(scenario_id: int, *, by: User) -> Scenario:
    """One that says the same under the next free name. Raises NotAllowed, Scenario.DoesNotExist."""
    scenario = _locked(scenario_id, by)
    taken = set(Scenario.objects.filter(area=scenario.area_id).values_list("name", flat=True))
    given = given_of(scenario)
    given["name"] = next(name for name in _copies_of(scenario.name) if name not in taken)
    return make_scenario(scenario.area, given, changes_of(scenario), by=by)


@transaction.atomic
def remove_scenario(scenario_id: int, *, by: User) -> None:
    """Raises NotAllowed, Scenario.DoesNotExist."""
    scenario = _locked(scenario_id, by)
    audit.record("scenario.removed", scenario, by=by, area=scenario.area_id, name=scenario.name)
    scenario.delete()


def _locked(scenario_id: int, by: User) -> Scenario:
    scenario = Scenario.objects.select_for_update(of=("self",)).select_related("area").get(pk=scenario_id)
    check_can_edit_inputs(by, scenario.area)
    return scenario


def _save(scenario: Scenario, changes: Sequence[GivenChange]) -> None:
    try:
        with transaction.atomic():
            scenario.save()
    except IntegrityError as refused:
        if Scenario.objects.filter(area=scenario.area_id, name=scenario.name).exclude(pk=scenario.pk).exists():
            raise NameTaken from refused
        raise
    scenario.changes.all().delete()
    pathways, sectors = _ids(Pathway, changes, "pathway"), _ids(Sector, changes, "sector")
    ScenarioChange.objects.bulk_create(
        ScenarioChange(
            scenario=scenario,
            kind=each["kind"],
            decision_point=each["decision_point"],
            pathway_id=pathways[each["pathway"]],
            sector_id=sectors[each["sector"]],
            value=each["value"],
            reason=each["reason"],
        )
        for each in changes
    )


def _ids(model: type[Pathway] | type[Sector], changes: Sequence[GivenChange], name: str) -> dict[str, int | None]:
    codes = {str(each[name]) for each in changes}  # type: ignore[literal-required]
    found: dict[str, int | None] = dict(model.objects.filter(code__in=codes).values_list("code", "pk"))
    return found | {"": None}


def _copies_of(name: str) -> Iterator[str]:
    """Reablement doubled (copy), Reablement doubled (copy 2) …"""
    for number in count(1):
        ending = " (copy)" if number == 1 else f" (copy {number})"
        yield f"{name[: NAME - len(ending)]}{ending}"
