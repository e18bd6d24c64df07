"""An agreed review that was changed past this software is found and named, whichever of its tables was changed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from areas.models import Area
from reviews.intake.hashes import check_hashes
from reviews.intake.review_hashes import check_reviews
from reviews.models import AgreedReview, HashCheck, WorkshopNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.exchanges import agree
from tests.factories.workshops import NO, ROOM, YES
from tests.reviews.intake.files import Submit, notes, reviews

COLUMNS = (
    "best_pathway = 'unclear', proposed_pathway_id = NULL, main_reason_id = NULL, alternative_existed = '',"
    " timing = '', person_implication = '', cost_implication = '', achievability = ''",
    "level_of_need = 'high'", "cost_implication = 'higher'", "proposed_pathway_id = {other_pathway}",
    "main_reason_id = {other_reason}", "comment = 'Nobody said this.'", "dissent = ''", "agreement = 'unanimous'",
    "evidence = '[[0, 9]]'", "reviewed_on = '2026-01-01'", "revision = 2", "recorded_by_id = {steward}",
    "content_hash = ''", "exchanged = true",
)  # fmt: skip
LINKS = (
    "DELETE FROM reviews_agreedreview_missed_prevention", "DELETE FROM reviews_agreedreview_other_reasons",
    "UPDATE reviews_presence SET number = 9 WHERE review_id = {review}", "DELETE FROM reviews_presence",
)  # fmt: skip


@pytest.fixture
def agreed(db: None, area: Area, cast: Cast) -> list[WorkshopNote]:
    """Three notes that a panel agreed, each looked at once."""
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp})
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, 3))
    agree(workshop, [NO, NO, YES], by=cast.facilitator)
    assert check_hashes().review_ids == []
    return list(workshop.notes.all())


def behind(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def numbers(cast: Cast, review: AgreedReview) -> dict[str, int]:
    """Some of the catalogue's, that the review does not have."""
    return {
        "review": review.pk, "steward": cast.steward.pk,
        "other_pathway": review.note.actual_pathway_id,
        "other_reason": review.other_reasons.get().pk,
    }  # fmt: skip


@pytest.mark.parametrize("change", COLUMNS)
def test_a_review_changed_behind_our_back_is_named(agreed: list[WorkshopNote], cast: Cast, change: str) -> None:
    review = agreed[1].agreed_review
    behind(f"UPDATE reviews_agreedreview SET {change.format(**numbers(cast, review))} WHERE id = {review.pk}")
    assert check_reviews() == (3, [review.pk])


@pytest.mark.parametrize("change", LINKS)
def test_so_is_one_whose_lists_were_changed(agreed: list[WorkshopNote], cast: Cast, change: str) -> None:
    review = agreed[1].agreed_review
    behind(change.format(**numbers(cast, review)))
    assert review.pk in check_reviews()[1]


def test_recording_and_correcting_reviews_is_not_found(agreed: list[WorkshopNote], cast: Cast) -> None:
    for answers in (YES, NO, {**NO, "reasons": ["hospital-pressure"], "comment": "Café, “quoted”."}):
        room = {**ROOM, "presence": [{"profession": "gp", "number": 3}]}
        sitting.record_agreed_review(
            workshop_id=agreed[0].workshop_id, note_id=agreed[0].pk, answers={**answers, **room}, whole=True,
            by=cast.lead,
        )  # fmt: skip
        assert check_reviews() == (3, [])


def test_reviews_from_a_file_have_theirs(load_rows: Submit) -> None:
    load_rows(notes("A1", "A2"))
    load_rows(reviews("A1", "A2"), kind="agreed-reviews", name="reviews.csv")
    assert not AgreedReview.objects.filter(content_hash="").exists()
    assert check_reviews() == (2, [])


def test_the_first_look_of_all_gives_reviews_from_before_their_hash(agreed: list[WorkshopNote]) -> None:
    AgreedReview.objects.update(content_hash="")
    HashCheck.objects.update(reviews=None)
    assert (check_hashes().reviews, AgreedReview.objects.filter(content_hash="").count()) == (3, 0)
    behind("UPDATE reviews_agreedreview SET dissent = 'No.'")
    assert check_hashes().reviews_differing == 3


def test_the_command_and_the_page_name_it(agreed: list[WorkshopNote], cast: Cast, signed_in) -> None:
    behind(f"UPDATE reviews_agreedreview SET comment = 'x' WHERE id = {agreed[2].agreed_review.pk}")
    with pytest.raises(CommandError, match=f"1 agreed reviews differ.*agreed review {agreed[2].agreed_review.pk}"):
        call_command("check_hashes")
    page = signed_in(cast.admin).get("/areas/audit-trail/checks/").content.decode()
    assert "1 agreed review<" in page and f"number {agreed[2].agreed_review.pk}" in page


def test_a_look_takes_as_many_statements_for_one_review_as_for_three(
    agreed: list[WorkshopNote], django_assert_num_queries
) -> None:
    with django_assert_num_queries(6):  # whether it is the first; reviews, three lists, and no further reviews
        check_reviews()
