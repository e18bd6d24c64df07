"""A lead sets a panel's quorum in a real browser, at a desk and on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area
from reviews.models import Panel
from tests.conftest import Cast
from tests.factories import workshops as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def panel(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> Panel:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    make.workshop(panel, cast.facilitator, make.notes(area, 3))
    return panel


@pytest.mark.parametrize("width", [1280, 390])
def test_a_lead_says_whom_a_panel_needs_and_sees_who_is_missing(
    page: Page,
    sign_in: Callable[[str], None],
    accessible: Callable[[], None],
    pictures: Path,
    panel: Panel,
    width: int,
) -> None:
    def look(name: str) -> None:
        accessible()
        page.screenshot(path=pictures / f"quorum-{name}-{width}.png", full_page=True)

    page.set_viewport_size({"width": width, "height": 900})
    sign_in("lead@example.org")
    page.goto(f"/panels/{panel.pk}/")
    look("empty")
    page.get_by_role("button", name="Add the rule").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    look("error")
    page.get_by_role("link", name="Select at least one profession for the rule").click()
    expect(page.get_by_role("checkbox", name="GP")).to_be_focused()
    for rule in (["GP", "Geriatrician"], ["Social worker", "Occupational therapist"], ["A&E consultant"]):
        for profession in rule:
            page.get_by_role("checkbox", name=profession).check()
        page.get_by_role("button", name="Add the rule").click()
    expect(page.get_by_role("row", name="a GP or a geriatrician")).to_contain_text("Met")
    expect(page.get_by_role("row", name="an A&E consultant")).to_contain_text("Missing")
    expect(page.get_by_text("Missing: an A&E consultant.")).to_be_visible()
    page.locator("#members").get_by_role("button", name="Take off").first.click()
    expect(page.get_by_text("Missing: a GP or a geriatrician.")).to_be_visible()
    look("missing")
    page.goto("/panels/")
    expect(page.get_by_text("Missing: a GP or a geriatrician.")).to_be_visible()
    look("list")
    page.goto(f"/workshops/{panel.workshops.get().pk}/")
    expect(page.get_by_text("Missing: a GP or a geriatrician.")).to_be_visible()
    look("workshop")
