"""What a second panel agrees in an exchange changes no table, no count of reviews and no list of free notes."""

import json

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from areas.models import Area
from config.errors import NotAllowed
from opportunities.models import Snapshot
from opportunities.rollup import revision
from opportunities.rollup.run import rollup_all_areas, rollup_area
from reviews import tally
from reviews.intake.withdraw import withdraw
from reviews.models import AgreedReview, Batch, CaseNote, Exchange, Panel, Workshop, WorkshopNote
from reviews.workshops import one_step, own_time_lists, planning, sitting, taking
from reviews.workshops.exchange import Offered
from reviews.workshops.outlook import outlook_of
from reviews.workshops.planned import planned_notes
from tests.conftest import Cast
from tests.examples import examples
from tests.factories import exchanges as make
from tests.factories import workshops
from tests.factories.workshops import NO, ROOM, YES
from tests.reviews.intake.files import Submit
from tests.reviews.intake.files import notes as note_rows
from tests.reviews.intake.files import reviews as review_rows

UNCLEAR = {"level_of_need": "low", "best_pathway": "unclear"}
ANSWERS = st.lists(
    st.sampled_from([YES, NO, UNCLEAR, {**NO, "proposed_pathway": "falls-service"}]), min_size=1, max_size=6
)


def figures() -> str:
    """Every table of both areas and of all areas as stored, to the byte, but for when they were made."""
    for area in Area.objects.all():
        rollup_area(area.pk)
    rollup_all_areas()
    stored = Snapshot.objects.order_by("area").values_list("area__slug", "figures", "workings", "last_review_id")
    rows = [[area, _uncompared(shown), _uncompared(kept), newest] for area, shown, kept, newest in stored]
    return json.dumps(rows, sort_keys=True, default=str)


def figures_of(name: str) -> str:
    """What one table tells of exchanges now, by area."""
    figures()
    stored = Snapshot.objects.values_list("area__slug", f"figures__{name}__between_panels")
    return json.dumps({area or "null": told for area, told in stored})


def _uncompared(kept: dict) -> dict:
    """Without consistency, which alone tells of exchanges."""
    return {name: each for name, each in kept.items() if name != "consistency"}


@given(answers=ANSWERS)
@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_figure_changes_whatever_the_second_panel_agrees(reading: Workshop, cast: Cast, answers: list) -> None:
    before = figures()
    with transaction.atomic():
        make.agree(reading, answers, by=cast.outsider)
        assert AgreedReview.objects.filter(exchanged=True).count() == len(answers)
        assert figures() == before
        transaction.set_rollback(True)


def test_nothing_goes_stale_and_no_newer_review_is_told(reading: Workshop, cast: Cast, area: Area) -> None:
    figures()
    revisions = list(Area.objects.values_list("slug", "revision"))
    newest = AgreedReview.objects.latest("pk").pk
    make.agree(reading, [YES, NO], by=cast.outsider)
    assert list(Area.objects.values_list("slug", "revision")) == revisions
    assert (revision.stale_areas(), revision.all_areas_is_stale()) == ([], False)
    assert tally.newer(area.pk, newest) == tally.newer(None, newest) == 0
    assert tally.tally(area.pk).reviews == 8
    assert tally.tally(reading.area_id).reviews == 0


def test_once_both_panels_may_know_it_the_tables_of_both_areas_follow(reading: Workshop, cast: Cast) -> None:
    make.agree(reading, [YES] * 5, by=cast.outsider)
    figures()
    last = reading.notes.get(position=6)
    here: dict = {"workshop_id": reading.pk, "note_id": last.pk, "by": cast.outsider}
    sitting.open_note(**here)
    sitting.reveal_note(**here)
    assert revision.stale_areas() == []
    sitting.record_agreed_review(**here, answers={**NO, **ROOM}, whole=True)
    assert set(revision.stale_areas()) == set(Area.objects.values_list("pk", flat=True))
    told = json.loads(figures_of("consistency"))
    assert told["kent"]["exchanges"][0]["read_again_by"] == "A panel of another area"
    assert told["swindon"]["exchanges"][0]["panel"] == "A panel of another area"
    assert told["null"]["exchanges"] == []
    assert {told[slug]["notes"] for slug in ("kent", "swindon", "null")} == {6}


def test_closing_the_workshop_tells_of_what_was_read_so_far(reading: Workshop, cast: Cast) -> None:
    make.agree(reading, [YES, NO], by=cast.outsider)
    figures()
    sitting.close_workshop(workshop_id=reading.pk, by=cast.outsider)
    assert len(revision.stale_areas()) == 2
    assert json.loads(figures_of("consistency"))["kent"]["notes"] == 2


def test_a_second_panel_s_missed_services_are_not_counted(reading: Workshop, cast: Cast, area: Area) -> None:
    before = tally.tally(area.pk).missed
    make.agree(reading, [NO] * 6, by=cast.outsider)
    assert tally.tally(area.pk).missed.equals(before)


def test_planning_is_told_the_same(reading: Workshop, cast: Cast, area: Area, other_area: Area) -> None:
    before = [outlook_of(each).points for each in (area, other_area)]
    assert planned_notes([area, other_area]) == {}
    make.agree(reading, [YES, NO], by=cast.outsider)
    assert [outlook_of(each).points for each in (area, other_area)] == before
    assert not planning.free_notes(area.pk).exists()
    assert not planning.free_notes(other_area.pk).exists()


def test_a_note_that_lost_its_counted_review_is_free_again_once_the_exchange_is_over(
    reading: Workshop, cast: Cast, area: Area
) -> None:
    make.agree(reading, [YES], by=cast.outsider)
    note = reading.notes.first().note
    counted = AgreedReview.objects.get(note=note, exchanged=False)
    WorkshopNote.objects.filter(agreed_review=counted).update(phase="waiting", agreed_at=None)
    counted.delete()
    Workshop.objects.update(closed_at="2026-01-01T00:00Z")
    assert list(planning.free_notes(area.pk)) == [note]


def test_a_second_panel_s_review_is_corrected_by_itself(reading: Workshop, cast: Cast) -> None:
    make.agree(reading, [YES], by=cast.outsider)
    place = reading.notes.first()
    first = AgreedReview.objects.get(note=place.note, exchanged=False)
    sitting.record_agreed_review(
        workshop_id=reading.pk, note_id=place.pk, answers={**NO, **ROOM}, whole=True, by=cast.outsider
    )
    mine = AgreedReview.objects.get(workshop_note=place)
    assert (mine.exchanged, mine.best_pathway, mine.revision) == (True, "no", 2)
    assert AgreedReview.objects.get(pk=first.pk).revision == first.revision


def test_two_other_panels_may_read_the_same_notes(reading: Workshop, panel: Panel, area: Area, cast: Cast) -> None:
    third = workshops.panel(area, {"social-worker": cast.social_worker}, name="West Kent panel")
    once_more = make.accepted(make.offered(panel, 6, by=cast.lead, seed=11), third, by=cast.lead)
    make.agree(reading, [YES] * 6, by=cast.outsider)
    make.agree(once_more, [NO] * 6, by=cast.lead)
    assert AgreedReview.objects.filter(note=reading.notes.first().note).count() == 3


def test_the_counted_review_stays_the_only_one_of_its_note(reading: Workshop, cast: Cast) -> None:
    make.agree(reading, [YES], by=cast.outsider)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreedReview.objects.filter(workshop_note__workshop=reading).update(exchanged=False)


# --- Batches --------------------------------------------------------------------------------------------------------


@pytest.fixture
def loaded(load_rows: Submit) -> dict[str, Batch]:
    return {
        "notes": load_rows(note_rows("A1", "A2")),
        "reviews": load_rows(review_rows("A1", "A2"), kind="agreed-reviews", name="reviews.csv"),
    }


def test_reviews_on_offer_are_withdrawn_only_after_the_offer(loaded: dict[str, Batch], cast: Cast) -> None:
    offered = make.offered(Panel.objects.get(), 2, by=cast.lead)
    with pytest.raises(NotAllowed, match="Withdraw that offer first"):
        withdraw(batch=loaded["reviews"], by=cast.steward)
    make.exchange.withdraw_offer(exchange=offered.exchange, by=cast.lead)
    withdraw(batch=loaded["reviews"], by=cast.steward)
    withdraw(batch=loaded["notes"], by=cast.steward)
    assert not CaseNote.objects.exists()


def test_reviews_that_are_compared_stay(loaded: dict[str, Batch], cast: Cast, other_area: Area) -> None:
    offered = make.offered(Panel.objects.get(), 2, by=cast.lead)
    reader = Panel.objects.create(area=other_area, name="Swindon panel")
    make.accepted(offered, reader, by=cast.outsider, name="A name of Swindon's")
    with pytest.raises(NotAllowed, match="to compare its answers"):
        withdraw(batch=loaded["reviews"], by=cast.steward)
    with pytest.raises(NotAllowed, match="2 of its notes have been reviewed"):
        withdraw(batch=loaded["notes"], by=cast.steward)
    AgreedReview.objects.all().delete()
    with pytest.raises(NotAllowed) as refusal:
        withdraw(batch=loaded["notes"], by=cast.steward)
    assert "Swindon" not in str(refusal.value)


def test_a_file_may_still_bring_the_first_review_of_a_note_that_was_exchanged(
    loaded: dict[str, Batch], load_rows: Submit, cast: Cast, other_area: Area
) -> None:
    """The reviews were lost to an older release's withdrawal; the second panel's answer is no conflict."""
    offered = make.offered(Panel.objects.get(), 2, by=cast.lead)
    reader = Panel.objects.create(area=other_area, name="Swindon panel")
    workshop = make.accepted(offered, reader, by=cast.outsider, mode="together")
    for place in workshop.notes.all():
        AgreedReview.objects.create(
            note=place.note, panel=reader, workshop_note=place, exchanged=True, best_pathway="yes",
            reviewed_on="2026-05-01",
        )  # fmt: skip
    AgreedReview.objects.filter(exchanged=False).delete()
    Batch.objects.filter(pk=loaded["reviews"].pk).update(status="withdrawn")
    again = load_rows(review_rows("A1", "A2"), kind="agreed-reviews", name="again.csv")
    assert (again.accepted, again.rejected) == (2, 0)
    assert Exchange.objects.get().workshop == workshop


# --- In own time -----------------------------------------------------------------------------------------------------


def test_what_members_agree_in_own_time_is_in_no_table_either(
    offered: Offered, other_panel: Panel, cast: Cast, area: Area
) -> None:
    reading = make.accepted(offered, other_panel, by=cast.outsider, mode="own-time")
    Workshop.objects.filter(pk=reading.pk).update(judgements_wanted=2)
    before = figures()
    for member in other_panel.members.all():
        while place := taking.take_note(workshop_id=reading.pk, by=member.user):
            sitting.submit_judgement(workshop_id=reading.pk, note_id=place.pk, answers=NO, whole=True, by=member.user)
    shown = {each.place.pk: each.version for each in own_time_lists.ready_list(cast.outsider, reading)}
    assert one_step.agree_ready(workshop_id=reading.pk, shown=shown, by=cast.outsider).recorded == 6
    assert AgreedReview.objects.filter(exchanged=True, workshop_note__workshop=reading).count() == 6
    assert figures() == before
    assert tally.tally(area.pk).reviews == 8
