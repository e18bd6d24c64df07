"""The judging page in a real browser: by keyboard alone, without scripts, and with axe in every state."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area
from reviews.models import AgreedReview, Judgement, WorkshopNote
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NARRATIVE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def places(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> list[WorkshopNote]:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    facts = {"sex": "Female", "living_situation": "Alone", "length_of_stay_days": 11, "narrative": NARRATIVE * 4}
    return list(make.workshop(panel, cast.facilitator, make.notes(area, 3, **facts)).notes.all())


def judge_path(place: WorkshopNote) -> str:
    return f"/workshops/{place.workshop_id}/notes/{place.pk}/"


def test_questions_appear_as_answers_need_them(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], places: list[WorkshopNote]
) -> None:
    sign_in("gp@example.org")
    page.goto(judge_path(places[0]))
    accessible()
    proposed, missing = page.get_by_text("Which pathway should it have been?"), page.get_by_label("What was missing?")
    services = page.get_by_text("Which preventive services were missed?")
    expect(proposed).to_be_hidden()
    expect(missing).to_be_hidden()
    page.get_by_label("Not enough information").check(force=True)
    expect(missing).to_be_visible()
    page.locator("#best_pathway-2").check(force=True)
    expect(missing).to_be_hidden()
    expect(proposed).to_be_visible()
    expect(services).to_be_hidden()
    page.get_by_label("Earlier").check(force=True)
    expect(services).to_be_visible()
    page.get_by_label("Reablement at home").check(force=True)
    expect(page.locator(".jp-lower")).to_be_visible()
    page.get_by_label("Long-term residential placement").check(force=True)
    expect(page.locator(".jp-lower")).to_be_hidden()
    expect(page.locator(".jp-not-lower")).to_be_visible()
    accessible()
    page.get_by_role("button", name="Submit and go on").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page).to_have_title("Error: Note 1 of 3, Tuesday – Pathway Review")
    accessible()
    page.get_by_role("link", name="Select the main reason").click()
    expect(page.locator("#main_reason")).to_be_focused()


def test_note_and_form_are_both_in_view_and_scroll_by_themselves(
    page: Page, sign_in: Callable[[str], None], places: list[WorkshopNote]
) -> None:
    sign_in("gp@example.org")
    page.goto(judge_path(places[0]))
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    for pane in (".jp-read", ".jp-qs"):
        assert page.locator(pane).evaluate("pane => pane.scrollHeight > pane.clientHeight || pane.clientHeight > 500")
    page.get_by_label("Find in note").fill("frame")
    expect(page.locator("[data-find-count]")).to_have_text("1 of 4")
    page.keyboard.press("Enter")
    expect(page.locator("[data-find-count]")).to_have_text("2 of 4")


def test_a_note_is_judged_by_keyboard_alone(
    page: Page, sign_in: Callable[[str], None], places: list[WorkshopNote]
) -> None:
    sign_in("gp@example.org")
    page.goto(judge_path(places[0]))
    keys = page.keyboard
    keys.press("j")  # question 1
    keys.press("2")  # moderate
    keys.press("j")
    keys.press("2")  # no
    keys.press("j")
    keys.press("6")  # reablement: the sixth rung
    keys.press("j")
    keys.press("2")  # not enough of it
    keys.press("j")
    keys.press("2")  # earlier
    keys.press("j")
    keys.type("Not enough")  # the main reason: a select takes its words
    for key in ("Tab", "Tab"):
        keys.press(key)
    page.locator("#q7 input").first.focus()
    keys.press("1")
    page.locator("#cost_implication-1").focus()
    keys.press("Space")
    keys.press("j")
    keys.press("2")
    keys.press("Control+Enter")
    page.wait_for_url(f"**{judge_path(places[1])}")
    page.goto(judge_path(places[0]))
    expect(page.locator(".app-saved")).to_contain_text("✓ Submitted")
    page.locator("#level_of_need-1").focus()
    keys.press("3")
    expect(page.locator(".app-saved")).to_contain_text(", not submitted")
    judgement = Judgement.objects.select_related("proposed_pathway", "main_reason").get()
    assert (judgement.level_of_need, judgement.proposed_pathway.code, judgement.main_reason.code, judgement.timing) == (
        "moderate", "reablement", "capacity-short", "earlier",
    )  # fmt: skip


def test_single_keys_can_be_switched_off(
    page: Page, sign_in: Callable[[str], None], places: list[WorkshopNote]
) -> None:
    sign_in("gp@example.org")
    page.goto("/shortcuts/")
    page.get_by_role("button", name="Turn single keys off").click()
    page.goto(judge_path(places[0]))
    page.locator("#level_of_need-1").focus()
    page.keyboard.press("2")
    expect(page.locator("input[name=level_of_need]:checked")).to_have_count(0)


def test_a_whole_note_is_agreed_without_scripts(
    browser: Browser, live_server: LiveServer, places: list[WorkshopNote]
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill("facilitator@example.org")
    page.get_by_label("Password", exact=True).fill("a password for tests")
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"/workshops/{places[0].workshop_id}/")
    page.get_by_role("button", name="Start with note 1").click()
    page.get_by_label("Moderate").check(force=True)
    page.locator("#best_pathway-1").check(force=True)
    page.get_by_label("Unanimous").check(force=True)
    page.get_by_role("button", name="Record and open note 2").click()
    page.wait_for_url(f"**/notes/{places[1].pk}/agreed-review/")
    assert AgreedReview.objects.get().agreement == "unanimous"
    context.close()


def test_every_page_of_a_workshop_is_accessible(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], places: list[WorkshopNote], area: Area
) -> None:
    make.notes(area, 3)
    sign_in("lead@example.org")
    number, panel = places[0].workshop_id, places[0].workshop.panel_id
    for path in (
        "/panels/", "/panels/new/", f"/panels/{panel}/", "/workshops/", "/workshops/new/", f"/workshops/{number}/",
        f"/workshops/{number}/choose/", f"{judge_path(places[0])}agreed-review/",
    ):  # fmt: skip
        page.goto(path)
        accessible()
    for path, button in (("/panels/new/", "Make the panel"), ("/workshops/new/", "Plan the workshop")):
        page.goto(path)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
        accessible()
