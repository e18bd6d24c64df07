"""Notes that were retired, hidden, or agreed by another panel are not to do, and pages say why."""

import pytest
from django.utils import timezone

from areas.models import Area
from reviews.models import AgreedReview, CaseNote, Panel, Workshop, WorkshopNote
from reviews.workshops import one_step
from reviews.workshops.pace import Progress
from reviews.workshops.pace_of import progress_of, with_counts
from tests.conftest import Cast
from tests.reviews.workshops.test_own_time import agree_all, judge, now, own_time
from tests.reviews.workshops.test_own_time_pages import page_of


def agreed(workshop: Workshop, place: WorkshopNote) -> None:
    WorkshopNote.objects.filter(pk=place.pk).update(phase="agreed", agreed_at=timezone.now())


def out(place: WorkshopNote, **when: object) -> None:
    CaseNote.objects.filter(pk=place.note_id).update(**when)


def test_retired_and_hidden_notes_that_are_not_agreed_are_not_to_do(workshop: Workshop, places) -> None:
    for n, place in enumerate(places[:3]):
        agreed(workshop, place)
        out(place, retired_at=timezone.now()) if n == 0 else None
    out(places[3], retired_at=timezone.now(), hidden_at=timezone.now())
    out(places[4], hidden_at=timezone.now())
    WorkshopNote.objects.filter(pk=places[4].pk).update(phase="skipped")  # as reporting it in the room does
    found = progress_of(workshop)
    assert (found.planned, found.to_agree, found.agreed, found.to_do, found.put_off) == (5, 3, 3, 0, 0)
    assert found.left_out == "1 retired, 1 hidden"
    counted = with_counts(Workshop.objects.all()).get()
    assert (counted.planned, counted.to_agree, counted.agreed) == (5, 3, 3)


def test_in_words() -> None:
    assert Progress(0, 5).left_out == ""
    assert Progress(0, 5, retired=2).left_out == "2 retired"


def test_the_page_says_that_all_are_agreed_and_what_was_left_out(signed_in, workshop, places, cast: Cast) -> None:
    for place in places[:3]:
        agreed(workshop, place)
    for place in places[3:]:
        out(place, retired_at=timezone.now())
    shown = page_of(signed_in(cast.facilitator), workshop)
    assert "All 3 notes are agreed. Left out: 2 retired." in shown
    assert "<b>3 of 3</b> notes agreed" in shown
    told = signed_in(cast.facilitator).get(f"/api/v1/workshops/{workshop.pk}/").json()
    assert (told["notes_planned"], told["notes_to_agree"], told["notes_agreed"]) == (5, 3, 3)
    listed = signed_in(cast.facilitator).get("/api/v1/workshops/").json()["results"][0]
    assert (listed["notes_planned"], listed["notes_to_agree"], listed["judgements_wanted"]) == (5, 3, None)


@pytest.fixture
def collected(panel: Panel, cast: Cast, area: Area) -> Workshop:
    """In own time, three notes that are ready; another panel agreed the first."""
    workshop = own_time(panel, cast, area, notes=3, wanted=2)
    for place in workshop.notes.all():
        judge(place, cast.gp)
        judge(place, cast.nurse)
    first = workshop.notes.all()[0].note
    AgreedReview.objects.create(
        note=first, panel=panel, batch=first.batch, reviewed_on="2026-11-01", best_pathway="yes"
    )
    return workshop


def test_a_ready_note_that_another_panel_agreed_is_not_listed_as_ready(signed_in, collected, cast: Cast) -> None:
    shown = page_of(signed_in(cast.facilitator), collected)
    assert "Another panel agreed this note meanwhile" in shown
    assert f'aria-label="Record note {collected.notes.all()[0].position}"' not in shown
    assert agree_all(collected, cast.facilitator) == one_step.InOneStep(2, 0)
    assert now(collected.notes.all()[0]).phase == "ready"


def test_the_api_tells_how_many_judgements_are_wanted_in_own_time(signed_in, collected, cast: Cast) -> None:
    assert signed_in(cast.gp).get(f"/api/v1/workshops/{collected.pk}/").json()["judgements_wanted"] == 2
