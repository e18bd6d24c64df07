"""Counts and money are there for leads before consistency and disclosure control, and for nobody else."""

import pytest

from areas.models import Area
from opportunities.figures import newest_for, snapshot_for
from opportunities.models import Snapshot
from opportunities.rollup import run
from tests.opportunities.rollup.stored import add_review


@pytest.fixture
def with_one_more(worked_area, monkeypatch):
    """Rolled up with 15 reviews; then one comes, and making the tables stops before consistency is counted."""
    assert run.rollup_area(worked_area.pk)
    add_review(worked_area, "q4-intake", "package", best_pathway="yes")
    Area.objects.touch(worked_area.pk)
    monkeypatch.setattr(run, "counts_in", lambda area_id: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run.rollup_area(worked_area.pk)
    monkeypatch.undo()
    return worked_area


def test_leads_see_the_new_review_while_the_rest_is_being_made(with_one_more):
    shown = newest_for(with_one_more)
    assert (shown.reviews_counted, shown.stale, shown.newer) == (16, False, 0)
    assert shown.figures.opportunities["total"]["notes_reviewed"] == 15


def test_what_is_given_away_and_what_is_stored_wait_for_the_whole(with_one_more):
    assert (snapshot_for(with_one_more).reviews_counted, snapshot_for(with_one_more).stale) == (15, True)
    controlled = snapshot_for(with_one_more, controlled=True)
    assert controlled.stale and controlled.revision == snapshot_for(with_one_more).revision


def test_the_whole_takes_its_place(with_one_more):
    assert run.rollup_area(with_one_more.pk)
    assert Snapshot.objects.get().ahead is None
    assert newest_for(with_one_more) == snapshot_for(with_one_more)
    assert snapshot_for(with_one_more).reviews_counted == 16


def test_older_tables_never_follow_newer_ones(with_one_more, monkeypatch):
    newest = newest_for(with_one_more).revision
    monkeypatch.setattr(run.revision, "current", lambda area_id: newest - 1)
    run._first(with_one_more.pk)
    assert newest_for(with_one_more).revision == newest


def test_nothing_is_ahead_of_reviews_that_came_while_they_were_read(worked_area, monkeypatch):
    gather = run.gather

    def disturbed(area_id):
        Area.objects.touch(area_id)
        return gather(area_id)

    monkeypatch.setattr(run, "gather", disturbed)
    assert not run.rollup_area(worked_area.pk)
    assert Snapshot.objects.get().ahead is None


def test_a_review_that_comes_while_tables_are_worked_out_makes_them_out_of_date_and_no_less_right(
    worked_area, monkeypatch
):
    """Else an area whose tables take longer to make than a review takes to agree would never have any."""
    table = run.table

    def slow(counts, words):
        Area.objects.touch(worked_area.pk)
        return table(counts, words)

    monkeypatch.setattr(run, "table", slow)
    assert run.rollup_area(worked_area.pk)
    shown = snapshot_for(worked_area)
    assert (shown.reviews_counted, shown.stale) == (15, True)
