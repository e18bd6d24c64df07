"""Typing on bad Wi-Fi, after a session's end, on a second device: nothing is lost, and the page says where it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area
from reviews.models import Draft, Judgement, PrivateNote, WorkshopNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NARRATIVE, NO, ROOM

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Act = Callable[[], None]
SENTENCE = "Safe at home with four calls a day."


@pytest.fixture
def places(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> list[WorkshopNote]:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    facts = {"sex": "Female", "living_situation": "Alone", "narrative": NARRATIVE * 4}
    return list(make.workshop(panel, cast.facilitator, make.notes(area, 3, **facts)).notes.all())


@pytest.fixture
def judging(page: Page, sign_in: Callable[[str], None], places: list[WorkshopNote]) -> Page:
    """The first note, before a GP who has answered question 2 and written a comment."""
    sign_in("gp@example.org")
    page.goto(path(places[0]))
    page.locator("#level_of_need-2").check(force=True)
    page.locator("#best_pathway-1").check(force=True)
    page.get_by_label("Comment").fill(SENTENCE)
    expect(page.locator("[data-draft-state]")).to_contain_text("✓ Saved")
    return page


def path(place: WorkshopNote) -> str:
    return f"/workshops/{place.workshop_id}/notes/{place.pk}/"


def told(page: Page):
    return page.locator("[data-draft-told]")


def on_device(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('answers:'))")


def test_answers_are_there_again_on_another_day_and_go_with_the_submit(
    judging: Page, accessible: Act, places: list[WorkshopNote], pictures: Path
) -> None:
    assert on_device(judging) == []
    judging.evaluate(
        "localStorage.setItem('answers:9-9-judgement', JSON.stringify({at: Date.now() - 8 * 24 * 3600e3}))"
    )
    judging.reload()
    assert on_device(judging) == []
    expect(judging.get_by_label("Comment")).to_have_value(SENTENCE)
    expect(judging.get_by_text("These answers were kept at")).to_be_visible()
    expect(judging.locator("[data-answered]")).to_have_text("2 of 2 answered")
    accessible()
    judging.screenshot(path=pictures / "draft-1280.png")
    judging.get_by_role("button", name="Submit and go on").click()
    judging.wait_for_url(f"**{path(places[1])}")
    assert Judgement.objects.get().comment == SENTENCE
    assert not Draft.objects.exists()
    assert on_device(judging) == []


def test_offline_answers_stay_on_the_device_and_are_saved_by_themselves(
    judging: Page, accessible: Act, places: list[WorkshopNote], pictures: Path
) -> None:
    judging.context.set_offline(True)
    judging.get_by_label("Comment").fill(f"{SENTENCE} And a key safe.")
    expect(judging.locator("[data-draft-state]")).to_have_text("Kept on this device")
    expect(told(judging)).to_contain_text("Go on: your answers are kept on this device")
    accessible()
    for width in (390, 1280):
        judging.set_viewport_size({"width": width, "height": 844})
        judging.screenshot(path=pictures / f"offline-{width}.png")
    judging.context.set_offline(False)
    expect(judging.locator("[data-draft-state]")).to_contain_text("✓ Saved")
    assert on_device(judging) == []
    assert Draft.objects.get().entered["form"]["one"]["comment"].endswith("key safe.")


def test_a_browser_that_died_offline_has_the_answers_when_it_comes_back(
    judging: Page, accessible: Act, places: list[WorkshopNote]
) -> None:
    judging.evaluate("void (window.fetch = () => Promise.reject())")  # the last one, as the page goes, is lost as well
    judging.context.set_offline(True)
    judging.get_by_label("Comment").fill(f"{SENTENCE} And a key safe.")
    judging.locator("#best_pathway-2").check(force=True)
    judging.get_by_label("Reablement at home").check(force=True)
    judging.goto("about:blank")
    judging.context.set_offline(False)
    judging.goto(path(places[0]))
    expect(told(judging)).to_contain_text("What you entered on this device at")
    expect(judging.get_by_label("Comment")).to_have_value(f"{SENTENCE} And a key safe.")
    expect(judging.get_by_label("Reablement at home")).to_be_checked()
    expect(judging.locator("[data-answered]")).to_have_text("3 of 8 answered")
    expect(judging.locator("[data-draft-state]")).to_contain_text("✓ Saved")
    accessible()
    assert Draft.objects.get().entered["form"]["one"]["proposed_pathway"] == "reablement"


def test_a_submit_pressed_offline_goes_by_itself(judging: Page, accessible: Act, places: list[WorkshopNote]) -> None:
    judging.context.set_offline(True)
    judging.get_by_role("button", name="Submit and go on").click()
    expect(told(judging)).to_have_text(
        "We can’t reach the service. Your answers are kept on this device and will be sent by themselves."
    )
    accessible()
    judging.context.set_offline(False)
    judging.wait_for_url(f"**{path(places[1])}")
    assert Judgement.objects.get().comment == SENTENCE
    assert on_device(judging) == []


def test_after_a_session_s_end_the_answers_are_in_the_form_again(
    judging: Page, accessible: Act, places: list[WorkshopNote], pictures: Path
) -> None:
    Session.objects.all().delete()
    judging.get_by_label("Comment").fill(f"{SENTENCE} And a key safe.")
    expect(told(judging)).to_contain_text("You were signed out.")
    accessible()
    judging.screenshot(path=pictures / "signed-out-1280.png")
    judging.get_by_role("button", name="Submit and go on").click()
    judging.get_by_label("E-mail address").fill("gp@example.org")
    judging.get_by_label("Password", exact=True).fill("a password for tests")
    judging.get_by_role("button", name="Sign in").click()
    judging.wait_for_url(f"**{path(places[0])}")
    expect(judging.get_by_label("Comment")).to_have_value(f"{SENTENCE} And a key safe.")
    expect(told(judging)).to_contain_text("What you entered on this device")
    judging.get_by_role("button", name="Submit and go on").click()
    judging.wait_for_url(f"**{path(places[1])}")
    assert Judgement.objects.get().comment.endswith("key safe.")
    judging.get_by_role("button", name="Sign out").click()
    judging.wait_for_url("**/signed-out/")
    assert on_device(judging) == []


def test_signing_in_again_in_another_tab_is_enough(judging: Page, places: list[WorkshopNote]) -> None:
    Session.objects.all().delete()
    judging.get_by_label("Comment").fill(f"{SENTENCE} And a key safe.")
    expect(told(judging)).to_contain_text("You were signed out.")
    tab = judging.context.new_page()
    tab.goto("/account/sign-in/")
    tab.get_by_label("E-mail address").fill("gp@example.org")
    tab.get_by_label("Password", exact=True).fill("a password for tests")
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url("**/")
    tab.close()
    expect(judging.locator("[data-draft-state]")).to_contain_text("✓ Saved", timeout=15_000)
    judging.get_by_role("button", name="Submit and go on").click()
    judging.wait_for_url(f"**{path(places[1])}")
    assert Judgement.objects.get().comment.endswith("key safe.")


def test_a_second_device_is_told_and_chooses(
    judging: Page, accessible: Act, browser: Browser, live_server: LiveServer, places: list[WorkshopNote],
    pictures: Path,
) -> None:  # fmt: skip
    context = browser.new_context(base_url=live_server.url, storage_state=judging.context.storage_state())
    phone = context.new_page()
    phone.goto(path(places[0]))
    expect(phone.get_by_label("Comment")).to_have_value(SENTENCE)
    phone.get_by_label("Comment").fill("From the phone.")
    expect(phone.locator("[data-draft-state]")).to_contain_text("✓ Saved")
    judging.get_by_label("Comment").fill("From the desk.")
    expect(told(judging)).to_contain_text("You changed these answers on another page or device at")
    accessible()
    judging.screenshot(path=pictures / "second-device-1280.png")
    assert Draft.objects.get().entered["form"]["one"]["comment"] == "From the phone."
    judging.get_by_role("button", name="Keep what is here").click()
    expect(judging.locator("[data-draft-state]")).to_contain_text("✓ Saved")
    assert Draft.objects.get().entered["form"]["one"]["comment"] == "From the desk."
    context.close()


def test_who_is_overtaken_by_the_panel_keeps_what_they_typed_and_reads_what_was_agreed(
    judging: Page, accessible: Act, places: list[WorkshopNote], cast: Cast, pictures: Path
) -> None:
    judging.get_by_text("Note to self").first.click()
    judging.get_by_label("Note to self").fill("Ask Anna about the ward.")
    expect(judging.locator("[data-draft-state]")).to_contain_text("✓ Saved")
    place = places[0]
    sitting.record_agreed_review(
        workshop_id=place.workshop_id, note_id=place.pk, answers={**NO, **ROOM}, whole=True, by=cast.facilitator
    )
    judging.get_by_label("Comment").fill(f"{SENTENCE} And a key safe.")
    expect(told(judging)).to_contain_text("The panel has agreed this note")
    accessible()
    judging.get_by_role("button", name="Submit and go on").click()
    expect(judging.get_by_role("heading", name="Your answers were not recorded")).to_be_visible()
    expect(judging.get_by_text(f"{SENTENCE} And a key safe.")).to_be_visible()
    accessible()
    judging.screenshot(path=pictures / "not-recorded-1280.png")
    judging.get_by_role("button", name="See what the panel agreed").click()
    expect(judging.get_by_role("heading", name="The panel agreed")).to_be_visible()
    expect(judging.get_by_label("Note to self")).to_have_value("Ask Anna about the ward.")
    for width in (390, 1280):
        judging.set_viewport_size({"width": width, "height": 844})
        accessible()
        judging.screenshot(path=pictures / f"agreed-{width}.png", full_page=True)
    assert PrivateNote.objects.get().by == cast.gp
    assert not Judgement.objects.exists()
