"""The start page: what waits for whoever signs in, by role; an empty one says what comes next."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from areas.models import Area, Membership, Role
from config.start import greeting
from opportunities.catch_up import catch_up
from reviews.models import Batch, Workshop, WorkshopNote
from reviews.worker import give_sign
from reviews.workshops.sitting import open_note
from tests.conftest import Cast
from tests.factories import workshops as make


def text_of(client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def sitting(catalogue: None, area: Area, cast: Cast) -> Workshop:
    """A workshop under way: the first of its three notes is open."""
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse})
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, 3), name="Hospital discharge")
    first = WorkshopNote.objects.filter(workshop=workshop).earliest("position")
    open_note(workshop_id=workshop.pk, note_id=first.pk, by=cast.facilitator)
    return workshop


def batch(area: Area, **state: object) -> Batch:
    number = Batch.objects.count()
    return Batch.objects.create(
        area=area, kind="case-notes", file_name=f"notes-{number}.csv", sha256=f"{number:064x}", **state
    )


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client) -> None:
    assert client.get("/").url == "/account/sign-in/?next=/"


def test_a_member_is_taken_to_the_open_note(sitting: Workshop, nurse: User, signed_in) -> None:
    page = text_of(signed_in(nurse))
    assert "You review as district nurse in Kent, on East panel." in page
    assert "Note 1 of 3 is open; 0 agreed so far." in page
    assert f'href="/workshops/{sitting.pk}/next/"' in page


def test_somebody_of_the_area_but_not_on_the_panel_has_no_workshop(
    sitting: Workshop, social_worker: User, signed_in
) -> None:
    page = text_of(signed_in(social_worker))
    assert "Hospital discharge" not in page
    assert "None under way or planned for you. A project lead plans them." in page


def test_the_facilitator_is_taken_there_too(sitting: Workshop, facilitator: User, signed_in) -> None:
    assert "Go to note 1" in text_of(signed_in(facilitator))


def test_nobody_elses_area_shows(sitting: Workshop, outsider: User, signed_in) -> None:
    page = text_of(signed_in(outsider))
    assert "Kent" not in page and "Hospital discharge" not in page


def test_a_lead_sees_progress_by_decision_point(sitting: Workshop, lead: User, signed_in) -> None:
    page = text_of(signed_in(lead))
    assert "Kent diagnostic" in page
    assert "0 agreed reviews in the tables; 3 notes still to come in open workshops." in page
    assert "0 of 3 notes agreed" in page
    assert "Plan a workshop" in page


def test_a_lead_is_told_of_changed_inputs_and_missing_ones(area: Area, lead: User, signed_in) -> None:
    assert catch_up(area.pk)
    Area.objects.touch(area.pk)
    page = text_of(signed_in(lead))
    assert "Inputs or the catalogue have changed since the tables were made" in page
    assert 'action="/areas/kent/roll-up/"' in page
    assert "Set the area&#39;s total health and social care budget." in page
    assert 'href="/areas/kent/inputs/"' in page


def test_a_viewer_is_not_asked_to_set_inputs(area: Area, viewer: User, signed_in) -> None:
    assert catch_up(area.pk)
    page = text_of(signed_in(viewer))
    assert "Set inputs" not in page and "What needs you" not in page
    assert 'href="/areas/kent/"' in page


def test_several_areas_stand_in_a_table(area: Area, other_area: Area, viewer: User, signed_in) -> None:
    Membership.objects.create(area=other_area, user=viewer, role=Role.VIEWER)
    page = text_of(signed_in(viewer))
    assert 'href="/areas/swindon/"' in page and 'href="/all-areas/"' in page


def test_how_many_notes_are_planned_is_for_leads(sitting: Workshop, other_area: Area, cast: Cast, signed_in) -> None:
    for person, role, planned in ((cast.viewer, Role.VIEWER, "*"), (cast.lead, Role.LEAD, "3")):
        Membership.objects.create(area=other_area, user=person, role=role)
        row = text_of(signed_in(person)).split('href="/areas/kent/"')[1].split("</tr>")[0]
        assert f'<td class="num">{planned}</td>' in row


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"status": "loading", "done": 4000, "total": 50000}, "loading, 4,000 of 50,000 rows"),
        ({"status": "checked", "rows": 9, "accepted": 7, "rejected": 2}, "checked, waits to be accepted, 2 rejected"),
        ({"status": "loaded", "rows": 9, "accepted": 5, "rejected": 4}, "4 rejected of 9 rows"),
    ],
)
def test_a_steward_sees_the_batches_that_want_something(
    area: Area, steward: User, signed_in, state: dict, told: str
) -> None:
    batch(area, **state)
    page = text_of(signed_in(steward))
    assert told in page and "Look at it" in page


def test_a_steward_elsewhere_is_not_led_to_held_rows_that_are_not_theirs(
    area: Area, other_area: Area, cast: Cast, signed_in
) -> None:
    held = batch(area, status="loaded", rows=9, accepted=5, held=3, rejected=1)
    Membership.objects.create(area=other_area, user=cast.lead, role="steward")
    page = signed_in(cast.lead).get("/").content.decode()
    assert held.file_name in page and f"/batches/{held.pk}/held/" not in page


def test_held_rows_are_one_step_away_for_who_decides_them(area: Area, cast: Cast, signed_in) -> None:
    held = batch(area, status="loaded", rows=9, accepted=5, held=3, rejected=1)
    link = f'href="/batches/{held.pk}/held/"'
    page = signed_in(cast.steward).get("/").content.decode()
    assert link in page and "3 of 9 rows need you, 1 rejected" in page
    assert link not in signed_in(cast.lead).get("/").content.decode()


def test_a_batch_that_went_well_wants_nothing(area: Area, steward: User, signed_in) -> None:
    batch(area, status="loaded", rows=9, accepted=9)
    page = text_of(signed_in(steward))
    assert "loaded, 9 of 9 rows new" in page and "Look at it" not in page


def test_batches_that_want_something_come_first(area: Area, steward: User, signed_in) -> None:
    batch(area, status="loaded", rows=1, rejected=1)
    for _ in range(5):
        batch(area, status="loaded", rows=1, accepted=1)
    page = text_of(signed_in(steward))
    assert page.index("notes-0.csv") < page.index("notes-5.csv")
    assert "notes-1.csv" not in page  # five are shown


def test_an_empty_start_says_what_comes_next(area: Area, cast: Cast, signed_in) -> None:
    assert "No agreed reviews yet. First a file of case notes is loaded" in text_of(signed_in(cast.lead))
    assert "Load a file" in text_of(signed_in(cast.steward))
    nobody = User.objects.create_user("new@example.org", "New")
    assert "you have no role in any area yet" in text_of(signed_in(nobody))


def test_it_says_when_nobody_works_the_queue(area: Area, cast: Cast, signed_in) -> None:
    for who in (cast.lead, cast.steward):
        assert "No worker is running" in text_of(signed_in(who))
    assert "No worker is running" not in text_of(signed_in(cast.gp))
    give_sign()
    assert "No worker is running" not in text_of(signed_in(cast.lead))


def test_as_many_queries_for_many_workshops_and_batches_as_for_one(
    sitting: Workshop, cast: Cast, area: Area, signed_in
) -> None:
    batch(area, status="waiting")
    client = signed_in(cast.lead)
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for number in range(5):
        batch(area, status="waiting")
        make.workshop(sitting.panel, cast.facilitator, make.notes(area, 2), name=f"Workshop {number}")
    with CaptureQueriesContext(connection) as six:
        client.get("/")
    assert len(six) == len(one)


@pytest.mark.parametrize(("hour", "said"), [(0, "Good morning"), (12, "Good afternoon"), (18, "Good evening")])
def test_the_greeting_goes_by_the_clock(hour: int, said: str) -> None:
    assert greeting(datetime(2026, 11, 22, hour)) == said
