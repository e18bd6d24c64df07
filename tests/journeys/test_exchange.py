"""Two leads exchange notes in a real browser: one offers, the other accepts, both see what the panels decided."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area
from reviews.models import Panel, Workshop
from tests.conftest import Cast
from tests.factories import exchanges as given
from tests.factories import workshops as make
from tests.factories.workshops import NO, YES

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def panel(transactional_db: None, live_server: LiveServer, area: Area, other_area: Area, cast: Cast) -> Panel:
    call_command("load_catalogue")
    make.panel(other_area, {"gp": given.person(other_area, "Reader")}, name="Swindon panel")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse}, name="East Kent panel")
    given.agreed(panel, [NO] + [YES] * 9, by=cast.facilitator)
    return panel


@pytest.mark.parametrize("width", [1280, 390])
def test_one_lead_offers_the_other_accepts_and_both_see_the_comparison(
    page: Page,
    sign_in: Callable[[str], None],
    accessible: Callable[[], None],
    pictures: Path,
    panel: Panel,
    cast: Cast,
    width: int,
) -> None:
    def look(name: str) -> None:
        accessible()
        page.screenshot(path=pictures / f"exchange-{name}-{width}.png", full_page=True)

    def change_to(email: str) -> None:
        page.get_by_role("button", name="Sign out").click()
        sign_in(email)

    page.set_viewport_size({"width": width, "height": 900})
    sign_in("lead@example.org")
    page.goto(f"/panels/{panel.pk}/")
    page.get_by_role("button", name="Exchange notes").click()
    page.get_by_role("button", name="Offer the notes").click()
    page.get_by_role("link", name="Enter how many notes to draw").click()
    expect(page.get_by_label("How many notes, drawn at random")).to_be_focused()
    look("offer")
    page.get_by_label("How many notes, drawn at random").fill("10")
    page.get_by_role("button", name="Offer the notes").click()
    code = page.locator(".ex-code").inner_text()
    look("code")
    page.get_by_role("button", name="I have noted it").click()
    expect(page.get_by_text("Nobody yet")).to_be_visible()
    change_to("outsider@example.org")
    page.goto("/exchanges/")
    expect(page.get_by_text("No exchanges yet")).to_be_visible()
    page.get_by_role("button", name="Accept an offer").click()
    page.get_by_label("Code").fill("0000-0000-0000")
    page.get_by_label("Panel that reads the notes").select_option(label="Swindon panel")
    page.get_by_label("Name of the workshop").fill("Exchange, 3 December")
    page.get_by_label("Facilitator").select_option(label="Outsider")
    page.get_by_role("button", name="Accept and plan the workshop").click()
    expect(page.get_by_text("No offer waits under this code").first).to_be_visible()
    look("accept")
    page.get_by_label("Code").fill(code.lower())
    page.get_by_role("button", name="Accept and plan the workshop").click()
    expect(page.get_by_role("heading", name="Exchanged notes")).to_be_visible()
    look("workshop")
    page.get_by_role("link", name="See the exchange").click()
    expect(page.get_by_text("named when the exchange is complete")).to_be_visible()
    look("waiting")
    given.agree(Workshop.objects.get(name="Exchange, 3 December"), [NO] * 7 + [YES] * 3, by=cast.outsider)
    page.reload()
    expect(page.get_by_text("East Kent panel, Kent: 1 of 10 people")).to_be_visible()
    change_to("lead@example.org")
    page.goto("/exchanges/")
    look("list")
    page.get_by_role("link", name="10 notes").click()
    expect(page.get_by_text("Swindon panel, Swindon: 7 of 10 people")).to_be_visible()
    look("comparison")
    page.get_by_label("Another pathway").select_option(label="Short-term care home bed")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="Short-term care home bed: who would have been referred")).to_be_visible()
