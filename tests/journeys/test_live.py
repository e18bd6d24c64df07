"""A facilitator and two members at once, each in a browser of their own: pages follow the room by themselves."""

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Route, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from areas.models import Area, Membership
from reviews.models import WorkshopNote
from reviews.workshops import panels, sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO
from tests.journeys.conftest import Come, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SOON = 12_000  # milliseconds: how soon it is measured in benchmarks/room.py, on a machine of its own


@pytest.fixture
def place(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> WorkshopNote:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    second = User.objects.create_user("second@example.org", "Second facilitator", "a password for tests")
    Membership.objects.create(area=area, user=second, role="facilitator")
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, 3), mode="independent")
    return workshop.notes.all()[0]


def test_the_room_moves_on_and_its_pages_follow(people: Come, pictures: Path, place: WorkshopNote, cast: Cast) -> None:
    workshop_at = f"/workshops/{place.workshop_id}/"
    note_at = f"{workshop_at}notes/{place.pk}/"
    facilitator, gp, nurse = people("facilitator"), people("gp"), people("nurse")

    for waiting in (gp, nurse):
        waiting.goto(workshop_at)
    facilitator.goto(f"{note_at}agreed-review/")
    facilitator.get_by_role("button", name="Open note 1").click()
    for waiting in (gp, nurse):  # from the workshop's page to the note that opens
        expect(waiting.get_by_role("heading", name="Note 1 of 3")).to_be_visible(timeout=SOON)

    gp.get_by_label("Moderate").check(force=True)
    gp.locator("#best_pathway-1").check(force=True)
    gp.get_by_role("button", name="Submit").click()
    expect(facilitator.locator("[data-part=who]").get_by_text("1 of 3 has submitted")).to_be_visible(timeout=SOON)
    expect(nurse.locator("[data-part=waiting]")).to_contain_text("GP submitted", timeout=SOON)
    look(facilitator, pictures, "1-open")

    nurse.get_by_label("High", exact=True).check(force=True)
    facilitator.get_by_role("button", name="Show the answers").click()
    expect(gp.get_by_role("heading", name="The room agrees")).to_be_visible(timeout=SOON)  # led there
    expect(nurse.get_by_text("If you submit now, yours is marked late.")).to_be_visible(timeout=SOON)
    expect(nurse.get_by_label("High", exact=True)).to_be_checked()  # not torn away
    look(gp, pictures, "2-led-to-the-answers")
    look(nurse, pictures, "3-typing")

    second = people("second")
    second.goto(workshop_at)
    second.get_by_role("button", name="Take over").click()
    look(second, pictures, "4-take-over")
    second.get_by_role("button", name="Take over").click()
    expect(second.get_by_text("You run this workshop now.")).to_be_visible()
    facilitator.wait_for_url(f"**{workshop_at}", timeout=SOON)  # led away from what is no longer theirs
    expect(facilitator.get_by_text("Second facilitator").first).to_be_visible()

    panels.leave_panel(member=place.workshop.panel.members.get(user=cast.nurse), by=cast.lead)
    expect(nurse.get_by_text("You can’t see this note any more.")).to_be_visible(timeout=SOON)
    look(nurse, pictures, "5-off-the-panel")


def test_a_lost_connection_is_said_and_mended_by_itself(
    people: Come, pictures: Path, place: WorkshopNote, cast: Cast
) -> None:
    sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=cast.facilitator)
    gp = people("gp")
    gp.goto(f"/workshops/{place.workshop_id}/notes/{place.pk}/")
    expect(gp.locator("[data-part=waiting]")).to_contain_text("District nurse")

    def cut(route: Route) -> None:
        route.abort()

    gp.route("**/live/", cut)
    expect(gp.get_by_text("Connection lost, trying again.")).to_be_visible(timeout=SOON)
    look(gp, pictures, "6-lost")
    sitting.submit_judgement(
        workshop_id=place.workshop_id, note_id=place.pk, answers=NO, whole=True, by=cast.social_worker
    )
    gp.unroute("**/live/", cut)
    expect(gp.locator("[data-part=waiting]")).to_contain_text("Social worker submitted", timeout=3 * SOON)
    expect(gp.get_by_text("Connection lost, trying again.")).to_be_hidden()
    gp.context.clear_cookies()
    expect(gp.get_by_text("You are signed out.")).to_be_visible(timeout=SOON)
    look(gp, pictures, "7-signed-out")
