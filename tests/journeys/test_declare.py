"""A member reports a note, the facilitator's page follows, a data steward decides: a real browser, with axe."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area
from reviews.models import WorkshopNote
from reviews.workshops import sitting
from reviews.workshops.declarations import declare
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NARRATIVE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DESK, PHONE = (1280, 900), (390, 844)


@pytest.fixture
def place(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> WorkshopNote:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, 3, narrative=NARRATIVE * 4), mode="independent")
    return sitting.open_note(workshop_id=workshop.pk, note_id=workshop.notes.all()[0].pk, by=cast.facilitator)


def test_a_note_is_reported_leaves_the_room_and_comes_back(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], pictures: Path, place: WorkshopNote,
    cast: Cast,
) -> None:  # fmt: skip
    path = f"/workshops/{place.workshop_id}/notes/{place.pk}/"

    def look(name: str) -> None:
        for width, height in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": height})
            accessible()
            page.screenshot(path=pictures / f"{name}-{width}.png")

    def become(name: str) -> None:
        page.context.clear_cookies()
        sign_in(f"{name}@example.org")

    become("nurse")
    page.goto(path)
    page.locator("summary", has_text="Something wrong with this note?").focus()
    page.keyboard.press("Enter")
    look("1-menu")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="I know this person")).to_be_visible()
    look("2-knows")
    page.get_by_role("button", name="Hide the note from me").click()
    expect(page.get_by_text("The note is hidden from you.")).to_be_visible()
    look("3-workshop")
    page.goto(path)
    expect(page.get_by_text("You told us that you know this person")).to_be_visible()
    look("4-hidden")

    become("facilitator")
    page.goto(f"{path}agreed-review/")
    expect(page.get_by_text("1 not taking part")).to_be_visible()
    look("5-room")
    declare(workshop_id=place.workshop_id, note_id=place.pk, kind="identifies", by=cast.gp)
    expect(page.get_by_text("Hidden: a steward looks at it")).to_be_visible()  # without a reload
    look("6-workshop")

    become("steward")
    expect(page.get_by_text("1 note reported as identifying someone")).to_be_visible()
    look("7-start")
    page.get_by_role("button", name="Look at it").click()
    look("8-list")
    page.get_by_role("link", name=place.note.reference).click()
    page.get_by_label("Show it again: it identifies nobody").check()
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    look("9-decide")
    page.get_by_label("Why").fill("The name is the cat’s.")
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text("The note is shown again.")).to_be_visible()
    page.get_by_role("link", name="Who knows a person").click()
    look("10-known")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Nobody has said that they know the person of a note.")).to_be_visible()

    become("nurse")
    page.goto(f"/workshops/{place.workshop_id}/")
    expect(page.get_by_text("Hidden")).to_have_count(0)
