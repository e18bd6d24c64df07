"""A room that judges alone first: one note from opening to agreeing in a real browser, with axe in every state."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area
from reviews.models import AgreedReview, WorkshopNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NARRATIVE, NO

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PROJECTOR, DESK, PHONE = (1920, 1080), (1280, 900), (390, 844)


@pytest.fixture
def place(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> WorkshopNote:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    facts = {"sex": "Female", "living_situation": "Alone", "length_of_stay_days": 11, "narrative": NARRATIVE * 4}
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, 3, **facts), mode="independent")
    return workshop.notes.all()[0]


def judge(place: WorkshopNote, by, answers) -> None:
    sitting.submit_judgement(workshop_id=place.workshop_id, note_id=place.pk, answers=answers, whole=True, by=by)


def test_one_note_from_open_to_agreed(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], pictures: Path, place: WorkshopNote,
    cast: Cast,
) -> None:  # fmt: skip
    path = f"/workshops/{place.workshop_id}/notes/{place.pk}/"

    def look(name: str) -> None:
        for width, height in (PROJECTOR, PHONE, DESK):
            page.set_viewport_size({"width": width, "height": height})
            accessible()
            page.screenshot(path=pictures / f"{name}-{width}.png")

    page.context.clear_cookies()
    sign_in("facilitator@example.org")
    page.goto(f"{path}agreed-review/")
    look("1-waiting")
    page.get_by_role("button", name="Open note 1").click()
    expect(page.locator("[data-part=who]").get_by_text("0 of 3 have submitted")).to_be_visible()
    judge(place, cast.gp, {**NO, "proposed_pathway": "domiciliary-package", "comment": "Safe at home with calls."})
    expect(page.locator("[data-part=who]").get_by_text("1 of 3 has submitted")).to_be_visible()  # without a reload
    look("2-open")

    page.context.clear_cookies()
    sign_in("nurse@example.org")
    page.goto(path)
    look("3-judging")
    page.get_by_label("Moderate").check(force=True)
    page.locator("#best_pathway-1").check(force=True)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Submitted. All answers are shown here")).to_be_visible()
    look("4-submitted")
    judge(place, cast.social_worker, NO)

    page.context.clear_cookies()
    sign_in("facilitator@example.org")
    page.goto(f"{path}agreed-review/")
    page.get_by_role("button", name="Show the answers").click()
    expect(page.get_by_role("heading", name="Where the room differs")).to_be_visible()
    look("5-revealed")
    page.get_by_role("button", name="hide the answers again").click()
    expect(page.locator("[data-part=who]").get_by_text("3 of 3 have submitted")).to_be_visible()
    page.get_by_role("button", name="Show the answers").click()

    page.context.clear_cookies()
    sign_in("nurse@example.org")
    page.goto(path)
    expect(page.get_by_role("heading", name="Where the room differs")).to_be_visible()
    look("6-revising")
    page.locator("#best_pathway-3").check(force=True)
    page.get_by_role("button", name="Save my revision").click()

    page.context.clear_cookies()
    sign_in("facilitator@example.org")
    page.goto(f"{path}agreed-review/")
    expect(page.get_by_text("before: Yes")).to_be_visible()
    page.get_by_label("Reablement at home (1)").check()  # in the box of what the room decides
    expect(page.locator("input[name=proposed_pathway][value=reablement]")).to_be_checked()
    page.locator("#agreement-2").check(force=True)
    page.get_by_label("Dissent to record").fill("District nurse: the ward’s notes end too early.")
    look("7-agreeing")
    page.get_by_role("button", name="Record and open note 2").click()
    expect(page.locator("[data-part=who]").get_by_text("0 of 3 have submitted")).to_be_visible()
    review = AgreedReview.objects.get()
    assert (review.proposed_pathway.code, review.agreement) == ("reablement", "majority")
