"""What workers do for the tables.

Each task may run never, twice, at once or late: the claim and the revision of the snapshot see to it.
"""

from celery import shared_task

from opportunities.rollup import revision, run


@shared_task
def rollup_stale() -> None:
    """Of the timetable: send one message for each area whose tables are out of date."""
    areas = revision.stale_areas()
    for area_id in areas:
        # Unread when the timetable looks again: that look sends another.
        rollup_area.apply_async((area_id,), expires=30)
    if not areas and revision.all_areas_is_stale():
        rollup_all_areas.apply_async(expires=30)


@shared_task
def rollup_area(area_id: int) -> None:
    """Roll up one area, then all areas unless others are still to come."""
    run.rollup_area_and_pool(area_id)


@shared_task
def rollup_all_areas() -> None:
    """Pool all areas from their tables."""
    run.rollup_all_areas()
