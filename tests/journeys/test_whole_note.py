"""Three browsers at once take a note from open to agreed: a projector, a desk by keyboard, a phone that drops out."""

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area
from reviews.models import AgreedReview, Judgement, WorkshopNote
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.journeys.conftest import Come, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SOON = 12_000  # milliseconds


@pytest.fixture
def place(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> WorkshopNote:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse})
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, 2), mode="independent")
    return workshop.notes.all()[0]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def judge_by_keyboard(page: Page) -> None:
    """No, a lower level of care, for the first reason: question by question with J, answers with digits."""
    press(page, "j", "2")  # level of need: moderate
    press(page, "j", "2")  # best pathway: no
    page.locator("input[name=proposed_pathway][value=reablement]").focus()
    press(page, "Space")
    press(page, "j", "1")  # existed: available
    press(page, "j", "1")  # on the day
    press(page, "j")
    page.locator("#main_reason").focus()
    press(page, "ArrowDown")


def finish_by_keyboard(page: Page) -> None:
    page.locator("#person_implication-1").focus()
    press(page, "Space")
    page.locator("#cost_implication-1").focus()
    press(page, "Space")
    page.locator("#achievability-2").focus()
    press(page, "Space")
    press(page, "Control+Enter")


def test_a_whole_note_from_open_to_agreed(people: Come, pictures: Path, place: WorkshopNote) -> None:
    at = f"/workshops/{place.workshop_id}/"
    facilitator, gp, nurse = people("facilitator"), people("gp"), people("nurse")
    for waiting in (gp, nurse):
        waiting.goto(at)
    look(nurse, pictures, "1-waiting-phone")
    facilitator.goto(f"{at}notes/{place.pk}/agreed-review/")
    facilitator.get_by_role("button", name="Open note 1").click()
    for waiting in (gp, nurse):
        expect(waiting.get_by_role("heading", name="Note 1 of 2")).to_be_visible(timeout=SOON)
    look(facilitator, pictures, "2-open-projector")

    judge_by_keyboard(gp)
    look(gp, pictures, "3-half-judged")
    finish_by_keyboard(gp)
    expect(gp.get_by_text("Submitted. All answers are shown here")).to_be_visible()

    nurse.context.set_offline(True)
    nurse.locator("#level_of_need-2").check(force=True)
    nurse.locator("#best_pathway-1").check(force=True)
    expect(nurse.locator("[data-draft-state]")).to_have_text("Kept on this device")
    nurse.get_by_role("button", name="Submit").click()
    look(nurse, pictures, "4-offline-phone")
    assert Judgement.objects.count() == 1
    nurse.context.set_offline(False)  # it goes by itself
    expect(nurse.get_by_text("Submitted. All answers are shown here")).to_be_visible(timeout=SOON)
    expect(facilitator.locator("[data-part=who]").get_by_text("2 of 2 have submitted")).to_be_visible(timeout=SOON)
    look(facilitator, pictures, "5-all-in-projector")

    facilitator.get_by_role("button", name="Show the answers").click()
    for page, name in ((gp, "6-revealed-desk"), (nurse, "6-revealed-phone")):
        expect(
            page.get_by_role("heading", name="Where the room differs").or_(
                page.get_by_role("heading", name="The room agrees")
            )
        ).to_be_visible(timeout=SOON)
        look(page, pictures, name)
    look(facilitator, pictures, "7-agreeing-projector")

    facilitator.get_by_role("button", name="Record and open note 2").click()
    facilitator_is_refused_with_what_to_mend(facilitator, pictures)
    for page in (gp, nurse):
        expect(page.get_by_role("heading", name="Note 2 of 2")).to_be_visible(timeout=SOON)
    assert AgreedReview.objects.get().best_pathway == "no"
    assert sorted(Judgement.objects.values_list("by__email", "best_pathway", "late")) == [
        ("gp@example.org", "no", False), ("nurse@example.org", "yes", False),
    ]  # fmt: skip


def facilitator_is_refused_with_what_to_mend(page: Page, pictures: Path) -> None:
    """One to one is a tie: nothing is filled in for it, and the error state is accessible too."""
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    look(page, pictures, "8-error-projector")
    page.locator("#best_pathway-2").check(force=True)
    page.locator("input[name=proposed_pathway][value=reablement]").check(force=True)
    for answer in (
        "alternative_existed-1",
        "timing-1",
        "person_implication-1",
        "cost_implication-1",
        "achievability-2",
    ):
        page.locator(f"#{answer}").check(force=True)
    page.locator("#main_reason").select_option(index=1)
    page.locator("#agreement-3").check(force=True)
    page.get_by_role("button", name="Record and open note 2").click()
    expect(page.locator("[data-part=who]").get_by_text("0 of 2 have submitted")).to_be_visible(timeout=SOON)
