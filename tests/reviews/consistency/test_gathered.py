"""What is counted for consistency: first answers on revealed and agreed notes, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.models import Area
from opportunities.figures import snapshot_for
from opportunities.rollup import revision
from opportunities.rollup.run import rollup_all_areas, rollup_area
from reviews.consistency.counts import Counts
from reviews.consistency.gathered import counts_in
from reviews.consistency.named import named
from reviews.consistency.table import table
from reviews.models import Declaration, Workshop
from reviews.workshops import declarations
from tests.conftest import Cast
from tests.factories.workshops import NO, YES
from tests.reviews.consistency.conftest import Judge

HOME = {**NO, "proposed_pathway": "home-without-support"}
POINT = "q3-discharge"


def shape(counts: Counts, field: str = "best_pathway") -> list[tuple[int, dict[str, int]]]:
    """How many notes with which answers."""
    found = counts.kinds[POINT, field]
    rows = zip(found.notes.tolist(), found.counts.tolist(), strict=True)
    named = [(number, dict(zip(found.codes, row, strict=True))) for number, row in rows]
    return [(number, {code: people for code, people in given.items() if people}) for number, given in named]


def test_first_answers_of_agreed_notes_are_counted_by_question(judge: Judge, area: Area) -> None:
    judge(1, {"gp": YES, "nurse": NO, "social_worker": NO}, agreed=NO)
    counts = counts_in(area.pk)
    assert shape(counts) == [(1, {"yes": 1, "no": 2})]
    assert shape(counts, "proposed_pathway") == [(1, {"reablement": 2})]
    assert shape(counts, "main_reason") == [(1, {"capacity-short": 2})]
    assert shape(counts, "achievability") == [(1, {"likely": 2})]
    assert counts.panels["East panel"].notes.sum() == 1


@pytest.mark.parametrize("reveal", [False, True])
def test_nothing_shows_of_a_note_that_is_not_agreed(judge: Judge, area: Area, reveal: bool) -> None:
    judge(1, {"gp": YES, "nurse": NO}, reveal=reveal)
    assert counts_in(area.pk) == counts_in(0)


def test_what_is_judged_beside_a_panel_that_goes_straight_to_its_review_stays_with_who_judged(
    workshop: Workshop, judge: Judge, area: Area, cast: Cast
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(mode="together")
    judge(1, {"gp": YES, "nurse": NO}, reveal=False, agreed=NO)
    assert counts_in(area.pk).kinds == {}


def test_a_late_answer_is_none_given_alone(judge: Judge, area: Area) -> None:
    judge(1, {"gp": YES, "nurse": NO}, after={"social_worker": NO}, agreed=NO)
    assert shape(counts_in(area.pk)) == [(1, {"yes": 1, "no": 1})]


def test_discussion_moves_members_and_majorities(judge: Judge, area: Area) -> None:
    judge(1, {"gp": YES, "nurse": YES, "social_worker": NO}, after={"nurse": NO}, agreed=NO)
    judge(2, {"gp": NO, "nurse": NO, "social_worker": HOME}, after={"social_worker": NO}, agreed=NO)
    found = table(counts_in(area.pk), named())["discussion"]
    # the nurse changed the answer; the social worker only the pathway
    assert (found["answer_changed"]["count"], found["answer_changed"]["denominator"]) == (1, 6)
    assert (found["pathway_changed"]["count"], found["pathway_changed"]["denominator"]) == (2, 6)
    # two of three had said yes to the first note, and the panel agreed no
    assert (found["majority_changed"]["count"], found["majority_changed"]["denominator"]) == (1, 2)
    assert shape(counts_in(area.pk)) == [(1, {"yes": 2, "no": 1}), (1, {"no": 3})]


def test_professions_are_compared_with_others_and_with_what_was_agreed(judge: Judge, area: Area, cast: Cast) -> None:
    judge(1, {"gp": YES, "nurse": NO, "social_worker": NO}, after={"gp": NO}, agreed=NO)
    gp, nurse = (counts_in(area.pk).professions[code] for code in ("gp", "district-nurse"))
    assert (gp.people, gp.answers, gp.as_agreed, gp.changed, gp.improvable) == (frozenset({cast.gp.pk}), 1, 0, 1, 0)
    assert (gp.alike, gp.pairs, nurse.alike, nurse.pairs) == (0, 2, 1, 2)


def test_who_knows_the_person_is_left_out_and_the_tables_follow(judge: Judge, area: Area, cast: Cast) -> None:
    place = judge(1, {"gp": YES, "nurse": NO, "social_worker": NO}, agreed=NO)
    rollup_area(area.pk)
    declarations.declare(
        workshop_id=place.workshop_id, note_id=place.pk, kind=Declaration.Kind.KNOWS_PERSON, by=cast.gp
    )
    assert revision.is_stale(area.pk)
    assert shape(counts_in(area.pk)) == [(1, {"no": 2})]


def test_an_agreed_review_makes_consistency_stale(judge: Judge, area: Area) -> None:
    rollup_area(area.pk)
    judge(1, {"gp": YES, "nurse": NO})
    assert not revision.is_stale(area.pk)
    judge(2, {"gp": YES, "nurse": NO}, agreed=NO)
    assert revision.is_stale(area.pk)


def test_referrals_count_agreed_reviews_by_panel_and_place(judge: Judge, area: Area, workshop: Workshop) -> None:
    judge(1, {"gp": NO}, agreed=NO)
    judge(2, {"gp": YES}, agreed=YES)
    area.notes.filter(sittings__position=1).update(locality=area.localities.create(name="Thanet"))
    found = {each["pathway"]: each for each in table(counts_in(area.pk), named())["referrals"]}
    reablement, bed = found["reablement"], found["short-term-bed"]
    assert [(each["name"], each["count"], each["denominator"]) for each in reablement["panels"]] == [
        ("East panel", 1, 2)
    ]
    assert [(each["name"], each["share"]) for each in reablement["localities"]] == [("Thanet", 1)]
    assert [(each["count"], each["denominator"]) for each in bed["panels"]] == [(1, 2)]
    assert reablement["professions"] == []  # one GP: nobody is told of one person


def test_another_area_has_nothing_of_it(judge: Judge, area: Area, other_area: Area) -> None:
    judge(1, {"gp": YES, "nurse": NO}, agreed=NO)
    assert counts_in(other_area.pk) == counts_in(0)


def test_all_areas_is_pooled_from_what_areas_keep(judge: Judge, area: Area, other_area: Area) -> None:
    judge(1, {"gp": YES, "nurse": NO}, agreed=NO)
    for each in (area, other_area):
        rollup_area(each.pk)
    rollup_all_areas()
    one, every = (snapshot_for(each).table("consistency") for each in (area, None))
    assert every["agreement"] == one["agreement"]
    assert (len(one["panels"]), every["panels"]) == (1, [])


def test_as_many_statements_for_twelve_notes_as_for_one(judge: Judge, area: Area) -> None:
    judge(1, {"gp": YES, "nurse": NO}, agreed=NO)
    with CaptureQueriesContext(connection) as one:
        counts_in(area.pk)
    for position in range(2, 6):
        judge(position, {"gp": NO, "nurse": NO}, after={"gp": YES}, agreed=YES)
    with CaptureQueriesContext(connection) as several:
        counts_in(area.pk)
    assert len(one) == len(several) == 6
