"""Gather, work out, store: the only writer of a scenario's figures."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.utils import timezone

from opportunities.models import Scenario
from opportunities.models.scenario import SharesFrom
from opportunities.rollup import revision
from opportunities.rollup.inputs import gather
from opportunities.scenarios.changes import Change
from opportunities.scenarios.said import changes_of, seen_of
from opportunities.scenarios.work_out import work_out
from pathways.models import CatalogueRevision

# In one look of the timetable: the rest comes with the next, so that areas' own tables never wait behind scenarios.
AT_ONCE = 20


def stale_scenarios(most: int = AT_ONCE) -> list[int]:
    """Ids of scenarios whose figures are older than their area's reviews or inputs, the catalogue or a change.

    Those that were never worked out come first, then the oldest figures.
    """
    found = _stale().order_by(F("as_of").asc(nulls_first=True), "pk")
    return list(found.values_list("pk", flat=True)[:most])


def is_stale(scenario_id: int) -> bool:
    """False of a scenario that is gone."""
    return _stale().filter(pk=scenario_id).exists()


def _stale() -> QuerySet[Scenario]:
    catalogue = Value(CatalogueRevision.current())
    return Scenario.objects.exclude(Q(revision__isnull=False, revision=F("area__revision") + catalogue))


def work_out_scenario(scenario_id: int) -> bool:
    """Work out one scenario and keep its figures, of one revision from beginning to end.

    Nothing is locked while it works. False, with nothing kept, when the scenario is gone, or it or its area moved
    meanwhile: it is still out of date then, and the timetable asks again.
    """
    scenario = Scenario.objects.filter(pk=scenario_id).first()
    if scenario is None:
        return False
    seen, before = seen_of(scenario), revision.current(scenario.area_id)
    as_of, figures = timezone.now(), _tables(scenario)
    with transaction.atomic():
        now = Scenario.objects.select_for_update().filter(pk=scenario_id).first()
        if now is None or seen_of(now) != seen or revision.current(now.area_id) != before:
            return False
        now.figures, now.as_of, now.revision = figures, as_of, before
        now.save(update_fields=["figures", "as_of", "revision"])
    return True


def _tables(scenario: Scenario) -> dict[str, Any]:
    gathered = gather(scenario.area_id)
    return work_out(
        gathered.tally,
        gathered.inputs,
        gathered.catalogue,
        _changes(scenario),
        panels=scenario.shares_from == SharesFrom.PANELS,
        once=scenario.each_person_once,
    )


def _changes(scenario: Scenario) -> list[Change]:
    return [
        Change(each["kind"], float(each["value"]), each["decision_point"], each["pathway"], each["sector"])  # type: ignore[arg-type]
        for each in changes_of(scenario)
    ]
