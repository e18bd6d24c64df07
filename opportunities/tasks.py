"""What workers do for the tables and the files made from them.

Each task may run never, twice, at once or late: the claim and the revision of the snapshot, and the fence of a file,
see to it.
"""

from celery import shared_task

from opportunities.export_jobs import kept, make, wake
from opportunities.rollup import revision, run
from opportunities.scenarios import run as scenarios


@shared_task
def rollup_stale() -> None:
    """Of the timetable: send one message for each area whose tables are out of date, then for each such scenario."""
    areas = revision.stale_areas()
    for area_id in areas:
        # Unread when the timetable looks again: that look sends another.
        rollup_area.apply_async((area_id,), expires=30)
    if not areas and revision.all_areas_is_stale():
        rollup_all_areas.apply_async(expires=30)
    for scenario_id in scenarios.stale_scenarios():
        work_out_scenario.apply_async((scenario_id,), expires=30)


@shared_task
def rollup_area(area_id: int) -> None:
    """Roll up one area, then all areas unless others are still to come."""
    run.rollup_area_and_pool(area_id)


@shared_task
def rollup_all_areas() -> None:
    """Pool all areas from their tables."""
    run.rollup_all_areas()


@shared_task
def work_out_scenario(scenario_id: int) -> None:
    """Work out one scenario, unless that has been done since the message was sent."""
    if scenarios.is_stale(scenario_id):
        scenarios.work_out_scenario(scenario_id)


@shared_task
def make_export(job_id: int) -> None:
    """Make one file. Does nothing when somebody is at it already."""
    make.make(job_id)


@shared_task
def resume_exports() -> None:
    """Start every file again whose message or worker was lost."""
    wake.resume()


@shared_task
def remove_exports() -> None:
    """Remove files whose day has ended."""
    kept.remove_due()
