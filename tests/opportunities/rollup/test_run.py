"""Gather, calculate, store: tables of one revision, one writer, stale when anything moves."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.models import Area
from opportunities.figures import snapshot_for
from opportunities.models import Snapshot
from opportunities.rollup import revision, run
from opportunities.rollup.sensitivity_table import sensitivity_table
from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import workings
from pathways.models import CatalogueRevision, PreventiveService
from tests.opportunities.rollup.stored import add_review, store_area, store_reviews
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY


def test_what_is_stored_is_what_the_worked_example_gives(worked_area):
    improvable = worked_area.notes.filter(decision_point="q4-intake", agreed_reviews__best_pathway="no")
    one, two = (note.agreed_reviews.get() for note in improvable)
    one.missed_prevention.set(PreventiveService.objects.all())
    two.missed_prevention.set(PreventiveService.objects.filter(code="falls-prevention"))
    assert run.rollup_area(worked_area.pk)
    made = workings(TALLY, AREA, CATALOGUE)
    sensitivity = sensitivity_table(AREA, CATALOGUE, made)
    expected = replace(draw_up(made, CATALOGUE), sensitivity=sensitivity)
    shown = snapshot_for(worked_area)
    assert replace(shown.figures, consistency=expected.consistency) == expected
    assert (shown.reviews_counted, shown.stale, shown.newer) == (15, False, 0)


def test_all_areas_is_pooled_from_its_areas(worked_area):
    swindon = store_area(AREA.__class__(**{**vars(AREA), "slug": "swindon", "name": "Swindon", "total_budget": None}))
    store_reviews(swindon)
    assert run.rollup_area(worked_area.pk) and run.rollup_area(swindon.pk) and run.rollup_all_areas()
    shown = snapshot_for(None)
    total = shown.figures.opportunities["total"]
    assert (total["notes_reviewed"], total["saving"]) == (28, pytest.approx(286_500))
    assert shown.figures.opportunities["incomplete"] == [
        "Swindon is left out of the money. Set the area's total health and social care budget."
    ]
    assert (shown.area, shown.reviews_counted, shown.stale) == (None, 30, False)


def test_before_anything_is_rolled_up_the_tables_are_empty_and_stale(area):
    for shown in (snapshot_for(area), snapshot_for(None)):
        assert shown.stale
        assert (shown.as_of, shown.revision, shown.table("opportunities")["rows"]) == (None, None, [])


def test_a_new_review_makes_tables_stale_and_is_counted_as_newer(worked_area):
    run.rollup_area(worked_area.pk)
    run.rollup_all_areas()
    add_review(worked_area, "q4-intake", "package", best_pathway="yes")
    Area.objects.touch(worked_area.pk)
    for shown in (snapshot_for(worked_area), snapshot_for(None)):
        assert (shown.stale, shown.newer, shown.reviews_counted) == (True, 1, 15)


def test_a_changed_catalogue_makes_every_table_stale(worked_area):
    run.rollup_area(worked_area.pk)
    run.rollup_all_areas()
    assert revision.stale_areas() == []
    CatalogueRevision.next()
    assert revision.stale_areas() == [worked_area.pk]
    assert snapshot_for(worked_area).stale and snapshot_for(None).stale
    assert not run.rollup_all_areas()  # its area was made from another catalogue
    run.rollup_area_and_pool(worked_area.pk)
    assert not snapshot_for(None).stale


def test_rolling_up_the_last_stale_area_pools_all_areas(worked_area, other_area):
    run.rollup_area_and_pool(worked_area.pk)
    assert snapshot_for(None).revision is None
    run.rollup_area_and_pool(other_area.pk)
    assert snapshot_for(None).revision == revision.current(None)


def test_one_at_a_time_and_a_claim_left_behind_is_taken_over(worked_area):
    Snapshot.objects.create(area=worked_area, claim="0" * 32, claimed_until=timezone.now() + run.CLAIM)
    assert not run.rollup_area(worked_area.pk)
    assert revision.stale_areas() == []
    with time_machine.travel(timezone.now() + run.CLAIM + timedelta(seconds=1)):
        assert revision.stale_areas() == [worked_area.pk]
        assert run.rollup_area(worked_area.pk)


def test_a_claim_ends_within_a_minute_of_its_worker_and_each_try_claims_anew(worked_area, monkeypatch):
    """Tries that take most of a claim are nobody else's chance; a worker that is gone keeps others away for one."""
    assert timedelta(seconds=20) <= run.CLAIM <= timedelta(seconds=35)
    tries, make = [], run._area_tables
    with time_machine.travel(timezone.now(), tick=False) as clock:

        def slow(area_id):
            tries.append(Snapshot.objects.get().claimed_until - timezone.now())
            clock.shift(run.CLAIM * 0.9)
            Area.objects.filter(pk=area_id).update(revision=F("revision") + int(len(tries) < 3))
            return make(area_id)

        monkeypatch.setattr(run, "_area_tables", slow)
        assert run.rollup_area(worked_area.pk)
    assert tries == [run.CLAIM] * 3


def test_a_worker_that_was_thought_dead_makes_no_second_try(worked_area, monkeypatch):
    tries = []

    def overtaken(area_id):
        tries.append(area_id)
        Snapshot.objects.update(claim="f" * 32)

    monkeypatch.setattr(run, "_area_tables", overtaken)
    assert not run.rollup_area(worked_area.pk)
    assert len(tries) == 1


def test_whoever_lost_the_claim_stores_nothing(worked_area, monkeypatch):
    gather = run.gather

    def overtaken(area_id):
        Snapshot.objects.update(claim="f" * 32)
        return gather(area_id)

    monkeypatch.setattr(run, "gather", overtaken)
    run.rollup_area(worked_area.pk)
    snapshot = Snapshot.objects.get()
    assert (snapshot.revision, snapshot.claim.hex) == (None, "f" * 32)


def test_tables_are_made_again_when_a_review_comes_while_gathering(worked_area, monkeypatch):
    gather, times = run.gather, []

    def disturbed(area_id):
        gathered = gather(area_id)
        times.append(gathered.reviews)
        if len(times) == 1:
            add_review(worked_area, "q4-intake", "package", best_pathway="yes")
            Area.objects.touch(area_id)
        return gathered

    monkeypatch.setattr(run, "gather", disturbed)
    assert run.rollup_area(worked_area.pk)
    assert times == [15, 16]
    assert not snapshot_for(worked_area).stale


def test_an_area_that_never_keeps_still_is_left_for_later(worked_area, monkeypatch):
    gather = run.gather

    def disturbed(area_id):
        Area.objects.touch(area_id)
        return gather(area_id)

    monkeypatch.setattr(run, "gather", disturbed)
    assert not run.rollup_area(worked_area.pk)
    snapshot = Snapshot.objects.get()
    assert (snapshot.revision, snapshot.claim) == (None, None)


def test_a_failure_gives_the_claim_back(worked_area, monkeypatch):
    monkeypatch.setattr(run, "gather", lambda area_id: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run.rollup_area(worked_area.pk)
    assert Snapshot.objects.get().claim is None


def test_rolling_up_takes_as_many_queries_for_many_reviews_as_for_few(worked_area, django_assert_max_num_queries):
    run.rollup_area(worked_area.pk)
    with CaptureQueriesContext(connection) as few:
        run.rollup_area(worked_area.pk)
    store_reviews(worked_area)
    store_reviews(worked_area)
    with django_assert_max_num_queries(len(few)):
        run.rollup_area(worked_area.pk)
    assert len(few) <= 50


def test_showing_tables_takes_the_same_few_queries_whatever_there_is(worked_area, django_assert_max_num_queries):
    run.rollup_area(worked_area.pk)
    with django_assert_max_num_queries(3):
        snapshot_for(worked_area)


def test_there_is_one_snapshot_of_all_areas_and_one_of_an_area(worked_area):
    for area in (None, worked_area):
        Snapshot.objects.create(area=area)
        with pytest.raises(IntegrityError), transaction.atomic():
            Snapshot.objects.create(area=area)


@pytest.mark.parametrize("half", [{"revision": 3}, {"claim": "0" * 32}])
def test_a_snapshot_says_when_it_was_made_and_when_its_claim_ends(db, half):
    with pytest.raises(IntegrityError):
        Snapshot.objects.create(**half)
