"""Areas beside each other, and a lead who names a round and holds the next one against it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from areas.models import Area, Membership, Role
from opportunities.catch_up import catch_up_all
from reviews.models import AgreedReview
from tests.opportunities.rollup.stored import store_area, store_catalogue, store_reviews
from tests.opportunities.rollup.worked import AREA

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def leader() -> User:
    """Of two areas with 15 agreed reviews each, and of no other."""
    store_catalogue()
    person = User.objects.create_user("lead@example.org", "Lead", "a password for tests")
    for area in (store_area(), store_area(replace(AREA, slug="swindon", name="Swindon"))):
        store_reviews(area)
        Membership.objects.create(area=area, user=person, role=Role.LEAD)
    later = AgreedReview.objects.filter(note__area__slug="kent", best_pathway="yes")
    later.update(reviewed_on="2026-09-15")
    Area.objects.touch(Area.objects.get(slug="kent").pk)
    assert catch_up_all()
    return person


def test_areas_and_rounds(
    page: Page, sign_in: Callable[..., None], accessible: Callable[[], None], leader: User
) -> None:
    sign_in(leader.email)
    page.goto("/all-areas/compare/")
    accessible()
    page.get_by_label("Compare").select_option("q3-discharge")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="More than chance?")).to_be_visible()
    page.goto("/areas/kent/rounds/new/")
    accessible()
    page.goto("/areas/kent/rounds/")
    name_round(page, "Baseline", "3")
    name_round(page, "Six months on", "9")
    expect(page.get_by_text("Six months on against Baseline: fell by 100 points")).to_be_visible()
    accessible()
    page.set_viewport_size({"width": 390, "height": 844})
    accessible()


def name_round(page: Page, name: str, month: str) -> None:
    page.get_by_role("button", name="Name").click()
    page.get_by_label("Name").fill(name)
    for group, day in (("First day", "1"), ("Last day", "30")):
        dates = page.get_by_role("group", name=group)
        for label, value in (("Day", day), ("Month", month), ("Year", "2026")):
            dates.get_by_label(label).fill(value)
    page.get_by_role("button", name="Save").click()
