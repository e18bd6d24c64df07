"""Gather, work out, store: the only writer of a scenario's figures."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q, Value
from django.utils import timezone

from opportunities.models import Scenario
from opportunities.models.scenario import SharesFrom
from opportunities.rollup import revision
from opportunities.rollup.inputs import gather
from opportunities.scenarios.changes import Change
from opportunities.scenarios.work_out import work_out
from pathways.models import CatalogueRevision

CHANGE = ("kind", "value", "decision_point", "pathway__code", "sector__code")


def stale_scenarios() -> list[int]:
    """Ids of the scenarios whose figures are older than their area's reviews or inputs, the catalogue or a change."""
    catalogue = Value(CatalogueRevision.current())
    fresh = Q(revision__isnull=False, revision=F("area__revision") + catalogue)
    return list(Scenario.objects.exclude(fresh).order_by("pk").values_list("pk", flat=True))


def work_out_scenario(scenario_id: int) -> None:
    """Work out one scenario and keep its figures, or nothing when the scenario is gone.

    The lock keeps changes to the scenario waiting. What moves in the area meanwhile makes the figures stale again:
    they carry the revision from before anything was gathered.
    """
    with transaction.atomic():
        scenario = Scenario.objects.select_for_update().filter(pk=scenario_id).first()
        if scenario is None:
            return
        scenario.revision = revision.current(scenario.area_id)
        scenario.as_of = timezone.now()
        scenario.figures = _tables(scenario)
        scenario.save(update_fields=["figures", "as_of", "revision"])


def _tables(scenario: Scenario) -> dict[str, Any]:
    gathered = gather(scenario.area_id)
    return work_out(
        gathered.tally,
        gathered.inputs,
        gathered.catalogue,
        changes_of(scenario),
        panels=scenario.shares_from == SharesFrom.PANELS,
        once=scenario.each_person_once,
    )


def changes_of(scenario: Scenario) -> list[Change]:
    """In the order they were made."""
    rows = scenario.changes.order_by("pk").values_list(*CHANGE)
    return [
        Change(kind, float(value), point, pathway or "", sector or "")  # type: ignore[arg-type]
        for kind, value, point, pathway, sector in rows
    ]
