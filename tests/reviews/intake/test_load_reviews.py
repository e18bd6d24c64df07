"""Reviews made on paper are loaded onto notes that are there, each note counted once."""

import datetime as dt
from functools import partial

import pytest

from accounts.models import User
from areas.models import Area
from reviews.intake import held
from reviews.models import AgreedReview, Batch, CaseNote, HeldFinding, Panel, Workshop, WorkshopNote
from tests.reviews.intake.files import Submit, codes, counts, notes, reviews


@pytest.fixture
def load_reviews(load_rows: Submit) -> Submit:
    """Loads rows of reviews onto the notes A1 to A4."""
    load_rows(notes("A1", "A2", "A3", "A4"))
    return partial(load_rows, kind=Batch.Kind.AGREED_REVIEWS, name="reviews.csv")


def test_a_review_is_stored_with_every_answer(load_reviews: Submit, kent: Area) -> None:
    batch = load_reviews(reviews("A1"))
    assert (batch.status, counts(batch)) == ("loaded", (1, 1, 0, 0, 0))
    review = AgreedReview.objects.get()
    assert (review.note.reference, review.panel.name, review.panel.area) == ("A1", "Ashford panel", kent)
    assert (review.reviewed_on, review.level_of_need, review.best_pathway) == (dt.date(2016, 3, 14), "moderate", "no")
    assert (review.proposed_pathway.code, review.alternative_existed, review.timing) == (
        "falls-service",
        "available",
        "earlier",
    )
    assert {service.code for service in review.missed_prevention.all()} == {"falls-prevention", "medication-review"}
    assert review.main_reason.code == "hospital-pressure"
    assert [reason.code for reason in review.other_reasons.all()] == ["capacity-short"]
    assert (review.person_implication, review.cost_implication, review.achievability) == ("better", "lower", "likely")
    assert (review.comment, review.batch, review.workshop_note) == ("Known to the team.", batch, None)


NOTHING_AFTER = dict.fromkeys(
    ["proposed_pathway", "alternative_existed", "timing", "missed_prevention", "reasons", "person_implication",
     "cost_implication", "achievability"], "",
)  # fmt: skip


@pytest.mark.parametrize("best", ["yes", "unclear"])
def test_a_review_that_found_nothing_better_holds_nothing_more(load_reviews: Submit, best: str) -> None:
    assert counts(load_reviews(reviews("A1", best_pathway=best, **NOTHING_AFTER))) == (1, 1, 0, 0, 0)
    assert AgreedReview.objects.get().best_pathway == best


def test_a_panel_is_created_once_when_new(load_reviews: Submit, kent: Area) -> None:
    Panel.objects.create(area=kent, name="Ashford panel")
    load_reviews([*reviews("A1", "A2"), *reviews("A3", "A4", panel="Thanet  panel")])
    assert list(Panel.objects.values_list("name", flat=True)) == ["Ashford panel", "Thanet panel"]


def test_the_areas_revision_grows_exactly_when_counted_reviews_change(load_reviews: Submit, kent: Area) -> None:
    before = Area.objects.get(pk=kent.pk).revision
    load_reviews(reviews("A1", reasons=""))
    assert Area.objects.get(pk=kent.pk).revision == before
    load_reviews(reviews("A1"))
    assert Area.objects.get(pk=kent.pk).revision == before + 1
    assert counts(load_reviews(reviews("A1"), name="r.csv", dry_run=True)) == (0, 0, 0, 0, 0)
    assert Area.objects.get(pk=kent.pk).revision == before + 1


def test_the_same_review_again_is_unchanged_whatever_the_order_of_its_lists(load_reviews: Submit) -> None:
    load_reviews(reviews("A1", reasons="hospital-pressure"))
    again = reviews("A1", "A2", reasons="hospital-pressure", missed_prevention="medication-review; Falls prevention")
    assert counts(load_reviews(again)) == (2, 1, 1, 0, 0)


def test_a_different_review_of_a_reviewed_note_is_a_conflict_that_shows_both_answers(load_reviews: Submit) -> None:
    first = load_reviews(reviews("A1"))
    second = load_reviews(reviews("A1", level_of_need="high", reasons="capacity-short;hospital-pressure"))
    assert counts(second) == (1, 0, 0, 0, 1)
    (problem,) = second.problems.all()
    assert problem.code == "conflict"
    assert (
        f"loaded in batch {first.pk} and differs in: level_of_need (moderate there, high in this row), "
        in problem.message
    )
    assert "(hospital-pressure;capacity-short there, capacity-short;hospital-pressure in this row)" in problem.message
    assert AgreedReview.objects.get().level_of_need == "moderate"


def test_a_conflict_repeats_codes_and_never_what_somebody_wrote(load_reviews: Submit) -> None:
    load_reviews(reviews("A1", comment="Her words stay here."))
    told = load_reviews(reviews("A1", comment="Other words.", panel="Thanet panel", achievability="")).problems.get()
    assert (
        "differs in: panel, achievability (likely there, empty in this row), comment. It stays as it is" in told.message
    )
    assert "words" not in told.message and "Thanet" not in told.message


def test_a_review_recorded_in_a_workshop_is_never_overwritten(load_reviews: Submit, kent: Area, steward: User) -> None:
    in_a_workshop(kent, "A1", steward, exchanged=False)
    batch = load_reviews(reviews("A1"))
    assert codes(batch) == ["conflict"]
    message = batch.problems.get().message
    assert "already recorded in a workshop and differs in: panel, " in message
    assert " there, " not in message  # what the panel answered is for those who may read it
    assert AgreedReview.objects.get().best_pathway == "yes"


def test_a_second_panels_exchanged_review_is_no_conflict(load_reviews: Submit, kent: Area, steward: User) -> None:
    in_a_workshop(kent, "A1", steward, exchanged=True)
    assert counts(load_reviews(reviews("A1"))) == (1, 1, 0, 0, 0)
    assert AgreedReview.objects.filter(exchanged=False).get().best_pathway == "no"


def in_a_workshop(area: Area, reference: str, by: User, *, exchanged: bool) -> AgreedReview:
    """A review that found the best pathway taken, recorded in a workshop of another panel."""
    panel = Panel.objects.create(area=area, name="Swale panel")
    workshop = Workshop.objects.create(area=area, panel=panel, name="Monday", facilitator=by)
    note = CaseNote.objects.get(reference=reference)
    place = WorkshopNote.objects.create(workshop=workshop, note=note, position=1)
    return AgreedReview.objects.create(
        note=note, panel=panel, workshop_note=place, reviewed_on=dt.date(2016, 3, 1), best_pathway="yes",
        exchanged=exchanged,
    )  # fmt: skip


def test_a_comment_that_names_somebody_is_held_and_known_again_once_redacted(
    load_reviews: Submit, steward: User
) -> None:
    named = reviews("A1", comment="Mrs Fairweather agreed.")
    batch = load_reviews(named)
    assert counts(batch) == (1, 0, 0, 1, 0)
    held.redact(batch=batch, findings=list(HeldFinding.objects.values_list("pk", flat=True)), by=steward)
    assert AgreedReview.objects.get().comment == "[name] agreed."
    assert counts(load_reviews([*named, *reviews("A2")], name="again.csv")) == (2, 1, 1, 0, 0)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_note_reviewed_twice_in_a_file_counts_once(load_reviews: Submit, dry_run: bool) -> None:
    batch = load_reviews([*reviews("A1", "A1"), *reviews("A1", level_of_need="low")], dry_run=dry_run)
    assert counts(batch) == (3, 1, 1, 0, 1)
    assert codes(batch) == ["duplicate-in-file"]


def test_a_note_of_another_area_is_unknown_here(load_reviews: Submit, other_area: Area) -> None:
    CaseNote.objects.filter(reference="A1").update(area=other_area)
    assert codes(load_reviews(reviews("A1"))) == ["unknown-note"]


def test_reviews_of_one_chunk_are_loaded_in_a_fixed_number_of_queries(
    load_rows: Submit, load_reviews: Submit, django_assert_max_num_queries: object
) -> None:
    references = [f"B{n}" for n in range(30)]
    load_rows(notes(*references))
    with django_assert_max_num_queries(45):  # type: ignore[operator]
        load_reviews(reviews(*references))
