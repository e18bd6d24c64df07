"""Rolling up at once and waiting for it: for commands, which want tables and not a promise of them."""

import time
from collections.abc import Callable

from areas.models import Area
from config.errors import Problem, Refused
from opportunities.rollup import revision, run

PAUSE = 0.2


def roll_up(area: Area) -> None:
    """The area's tables, made now. Raises Refused if that takes longer than a worker may hold a claim."""
    _until_done(lambda: run.rollup_area(area.pk), area.name)


def roll_up_all_areas() -> None:
    """All areas, pooled now from the areas' tables as they stand. Raises Refused as `roll_up` does."""
    _until_done(run.rollup_all_areas, "All areas")


def bring_up_to_date(area: Area | None) -> None:
    """Roll up what is out of date: the area; or, for all areas (None), every area and then all of them together."""
    wanted = Area.objects.filter(pk=area.pk) if area else Area.objects.all()
    for each in wanted:
        if revision.is_stale(each.pk):
            roll_up(each)
    if area is None and revision.all_areas_is_stale():
        roll_up_all_areas()


def _until_done(roll: Callable[[], bool], name: str) -> None:
    """A worker may hold the claim just now, or reviews may be coming in: go on trying for as long as a claim lasts."""
    give_up = time.monotonic() + run.CLAIM.total_seconds()
    while not roll():
        if time.monotonic() > give_up:
            raise Refused(Problem(0, "", "would-not-keep-still", f"{name} kept changing. Try again in a few minutes."))
        time.sleep(PAUSE)
