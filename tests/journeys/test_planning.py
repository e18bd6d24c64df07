"""Planning a workshop in a real browser: working out, mending, planning, at a desk and on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area, Locality
from pathways.models import Pathway, Reason
from reviews.models import AgreedReview, Panel, Workshop
from tests.conftest import Cast
from tests.factories import workshops as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def panel(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> Panel:
    """With 36 improvable of 80 reviewed, and 60 free notes of two localities."""
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    improvable = {
        "proposed_pathway": Pathway.objects.get(code="reablement"),
        "main_reason": Reason.objects.get(code="capacity-short"),
    }
    AgreedReview.objects.bulk_create(
        AgreedReview(
            note=note, panel=panel, batch=note.batch, reviewed_on="2026-11-01", level_of_need="moderate",
            best_pathway="no" if n < 36 else "yes", **(improvable if n < 36 else {}),
        )
        for n, note in enumerate(make.notes(area, 80))
    )  # fmt: skip
    for name, number in (("Ashford", 20), ("Thanet", 40)):
        make.notes(area, number, locality=Locality.objects.create(area=area, name=name))
    return panel


@pytest.mark.parametrize("width", [1280, 390])
def test_a_lead_works_out_mends_and_plans(
    page: Page,
    sign_in: Callable[[str], None],
    accessible: Callable[[], None],
    pictures: Path,
    panel: Panel,
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in("lead@example.org")
    page.goto("/workshops/new/")
    accessible()
    page.screenshot(path=pictures / f"plan-{width}.png", full_page=True)
    page.get_by_label("Hospital discharge").fill("70")
    page.get_by_role("button", name="Work out").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    accessible()
    page.screenshot(path=pictures / f"plan-error-{width}.png", full_page=True)
    page.get_by_role("link", name="Enter 60 or fewer").click()
    page.get_by_label("Hospital discharge").fill("20")
    page.get_by_role("button", name="Work out").click()
    expect(page.get_by_role("heading", name="20 notes: about 2 hours")).to_be_in_viewport()
    expect(page.get_by_text("known to about 36% to 55%")).to_be_in_viewport()
    accessible()
    page.screenshot(path=pictures / f"plan-worked-out-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_label("Name").fill("East Kent")
    page.get_by_label("Panel", exact=True).select_option("East panel")
    page.get_by_label("Facilitator").select_option("Facilitator")
    page.locator("label", has_text="At random within each locality").click()
    expect(page.get_by_label("At random within each locality")).to_be_checked()
    page.get_by_role("button", name="Plan the workshop").click()
    expect(page.get_by_role("heading", name="East Kent").first).to_be_visible()
    assert Workshop.objects.get().notes.count() == 20
    expect(page.get_by_text("Hospital discharge: Ashford 7 of 20, Thanet 13 of 40")).to_be_visible()
    page.screenshot(path=pictures / f"planned-{width}.png", full_page=True)
