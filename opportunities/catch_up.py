"""Brings tables up to date at once, for whoever will not wait for the timetable."""

import time

from areas.models import Area
from opportunities.figures import snapshot_for
from opportunities.rollup import revision, run

PAUSE = 0.2  # seconds between tries, while a worker has the tables in hand


class Busy(Exception):
    """Somebody else has held the tables for as long as a roll-up may take."""


def catch_up(area_id: int) -> bool:
    """Roll up one area, and all areas with it when no other area waits. False while somebody else is at it."""
    if not run.rollup_area(area_id):
        return False
    if not revision.stale_areas() and revision.all_areas_is_stale():
        run.rollup_all_areas()
    return True


def catch_up_all() -> bool:
    """Roll up every area that is out of date, then all areas. False when somebody else is at one of them."""
    done = [run.rollup_area(area_id) for area_id in revision.stale_areas()]
    if revision.all_areas_is_stale():
        done.append(run.rollup_all_areas())
    return all(done)


def until_caught_up(area: Area | None) -> bool:
    """Bring the tables of an area, or of all areas, up to date and wait for it. False when they were already.

    Raises Busy when another process holds them for longer than a roll-up may take.
    """
    give_up = time.monotonic() + run.TRIES * run.CLAIM.total_seconds()
    tried = False
    while snapshot_for(area).stale:
        if time.monotonic() > give_up:
            raise Busy
        tried = True
        if not (catch_up(area.pk) if area else catch_up_all()):
            time.sleep(PAUSE)
    return tried
