"""Counting: one grouped query an area, a note once, the missed services beside it."""

import pytest

from areas.models import Area
from pathways.models import PreventiveService
from reviews import tally
from tests.opportunities.rollup.stored import add_review, pathway, store_area, store_catalogue, store_reviews
from tests.opportunities.rollup.worked import AREA, TALLY


@pytest.fixture
def kent(db: None) -> Area:
    store_catalogue()
    return store_area()


def as_rows(table) -> set[tuple]:
    return set(table.itertuples(index=False, name=None))


def test_reviews_are_grouped_by_what_tables_need(kent):
    store_reviews(kent)
    counted = tally.tally(kent.pk)
    assert as_rows(counted.counts) == as_rows(TALLY.counts)
    assert counted.reviews == 15


def test_timing_and_self_referral_are_kept_where_headlines_count_them(kent):
    from pathways.models import Reason

    no = {
        "best_pathway": "no",
        "proposed_pathway": pathway("telecare"),
        "main_reason": Reason.objects.get(code="choice"),
        "timing": "earlier",
    }
    add_review(kent, "q1-admission", "bed", self_referred=True, **no)
    add_review(kent, "q1-attendance", "bed", self_referred=True, **no)
    assert as_rows(tally.tally(kent.pk).counts) == {
        ("q1-admission", "bed", "no", "telecare", "choice", "", "earlier", None, 1),
        ("q1-attendance", "bed", "no", "telecare", "choice", "", "", True, 1),
    }


def test_another_area_s_reviews_are_not_counted(kent):
    bath = store_area(AREA.__class__(**{**vars(AREA), "slug": "bath", "name": "Bath"}))
    for review in store_reviews(bath):
        review.missed_prevention.set(PreventiveService.objects.all())
    counted = tally.tally(kent.pk)
    assert (counted.reviews, counted.newest, len(counted.counts)) == (0, 0, 0)
    assert (len(counted.missed), counted.any_missed) == (0, {})


def test_missed_services_are_counted_one_by_one_and_together(kent):
    missed = [["falls-prevention", "medication"], ["falls-prevention"], []]
    for codes in missed:
        review = add_review(kent, "q4-intake", "package", best_pathway="yes")
        review.missed_prevention.set(PreventiveService.objects.filter(code__in=codes))
    counted = tally.tally(kent.pk)
    assert as_rows(counted.missed) == {("q4-intake", "falls-prevention", 2), ("q4-intake", "medication", 1)}
    assert counted.any_missed == {"q4-intake": 2}


def test_as_many_queries_for_many_reviews_as_for_few(kent, django_assert_max_num_queries):
    store_reviews(kent)
    with django_assert_max_num_queries(11):
        tally.tally(kent.pk)


def test_newer_reviews_are_those_after_the_newest_counted(kent):
    store_reviews(kent)
    newest = tally.tally(kent.pk).newest
    assert tally.newer(kent.pk, newest) == 0
    add_review(kent, "q4-intake", "package", best_pathway="yes")
    assert tally.newer(kent.pk, newest) == 1


def test_reviews_are_grouped_by_whose_note_it_is_and_by_what_could_have_changed(kent):
    from areas.models import Locality
    from pathways.models import Reason
    from reviews.models import CaseNote

    no = {
        "best_pathway": "no",
        "proposed_pathway": pathway("telecare"),
        "main_reason": Reason.objects.get(code="choice"),
    }
    for achievability in ("likely", "likely", "even"):
        add_review(kent, "q3-discharge", "package", timing="earlier", achievability=achievability, **no)
    add_review(kent, "q3-discharge", "package", best_pathway="yes")
    last = CaseNote.objects.order_by("pk").last()
    CaseNote.objects.exclude(pk=last.pk).update(locality=Locality.objects.create(area=kent, name="North"))
    counted = tally.tally(kent.pk)
    assert as_rows(counted.prospects) == {
        ("q3-discharge", "earlier", "likely", 2),
        ("q3-discharge", "earlier", "even", 1),
    }
    assert as_rows(counted.people) == {
        ("age-band", "q3-discharge", "no", "85+", 3),
        ("age-band", "q3-discharge", "yes", "85+", 1),
        ("locality", "q3-discharge", "no", "North", 3),
        ("locality", "q3-discharge", "yes", "", 1),
        ("organisation", "q3-discharge", "no", "", 3),
        ("organisation", "q3-discharge", "yes", "", 1),
    }
