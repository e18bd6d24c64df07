"""A lead tries what would be were an input different, on pages in which axe finds nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from areas.models import Area
from opportunities.catch_up import catch_up_all
from tests.conftest import Cast
from tests.journeys.conftest import look
from tests.opportunities.rollup.stored import store_area, store_catalogue, store_reviews


@pytest.fixture
def area(transactional_db: None) -> Area:
    """Kent of the worked example, rolled up."""
    store_catalogue()
    kent = store_area()
    store_reviews(kent)
    assert catch_up_all()
    return Area.objects.get(pk=kent.pk)


def test_a_lead_makes_a_scenario_and_puts_it_side_by_side(
    page: Page, sign_in: Callable[[str], None], cast: Cast, pictures: Path
) -> None:
    sign_in(cast.lead.email)
    page.goto("/areas/kent/")
    page.get_by_role("link", name="Scenarios", exact=True).click()
    expect(page.get_by_text("No scenario yet.")).to_be_visible()
    look(page, pictures, "scenarios-none")

    page.get_by_role("button", name="New scenario").click()
    page.get_by_label("Name").fill("More calls")
    page.get_by_label("Input to change").select_option("annual-volume/q4-intake")
    page.get_by_role("button", name="Add this change").click()
    expect(page.get_by_label("Name")).to_have_value("More calls")
    look(page, pictures, "scenario-form")

    page.get_by_label("In this scenario, a year").fill("three thousand")
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    expect(page.get_by_label("In this scenario, a year")).to_have_value("three thousand")
    look(page, pictures, "scenario-errors")

    page.get_by_role("link", name="say why, in one line").click()
    page.keyboard.type("The new front door takes more calls")
    page.get_by_label("In this scenario, a year").fill("3,000")
    page.get_by_role("button", name="Save and work out").click()
    expect(page.get_by_text("£50,000 more")).to_be_visible()
    look(page, pictures, "scenarios")

    page.get_by_role("button", name="Put side by side").click()
    expect(page.get_by_role("cell", name="The new front door takes more calls")).to_be_visible()
    look(page, pictures, "scenarios-side-by-side")

    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    look(page, pictures, "scenarios-side-by-side-phone")
