"""Two workers at once: one makes the tables, the other leaves them to it, and whole tables are stored."""

import threading

import pytest
from django.db import connection, transaction

from opportunities.figures import snapshot_for
from opportunities.models import Snapshot
from opportunities.rollup import run
from tests.examples import examples
from tests.opportunities.rollup.stored import store_area, store_catalogue, store_reviews

ROUNDS = examples(5)


@pytest.fixture
def area(transactional_db):
    store_catalogue()
    area = store_area()
    store_reviews(area)
    return area


def at_once(*works):
    """Run these in a thread each, all starting together; gives what they returned."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def begin(number, work):
        try:
            barrier.wait(timeout=10)
            results[number] = work()
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_of_two_workers_one_gets_the_claim(area, monkeypatch):
    making = threading.Semaphore(1)
    gather = run.gather

    def alone(area_id):
        assert making.acquire(blocking=False), "two workers make the tables of one area at the same time"
        try:
            return gather(area_id)
        finally:
            making.release()

    monkeypatch.setattr(run, "gather", alone)
    for _ in range(ROUNDS):
        Snapshot.objects.all().delete()  # so that both also race to make the row
        outcomes = at_once(*[lambda: run.rollup_area(area.pk)] * 3)
        assert True in outcomes and None not in outcomes
        assert Snapshot.objects.count() == 1
        shown = snapshot_for(area)
        assert (shown.stale, shown.reviews_counted) == (False, 15)


def test_reviews_that_come_while_rolling_up_are_either_all_in_or_seen_as_newer(area):
    for _ in range(ROUNDS):
        at_once(lambda: run.rollup_area(area.pk), transaction.atomic(lambda: store_reviews(area)))
        shown = snapshot_for(area)
        counted = sum(shown.figures.opportunities["total"][name] for name in ("notes_reviewed", "unclear"))
        assert counted == shown.reviews_counted
        assert shown.stale == (shown.newer > 0)
