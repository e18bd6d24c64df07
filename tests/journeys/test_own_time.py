"""A workshop in own time: three members, two notes, one agreed in one step and one discussed, with axe on each page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area
from reviews.models import AgreedReview, Workshop
from reviews.workshops import sitting, taking
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NARRATIVE, NO, YES

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def workshop(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> Workshop:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    made = make.workshop(panel, cast.facilitator, make.notes(area, 2, narrative=NARRATIVE * 3), mode="own-time")
    Workshop.objects.filter(pk=made.pk).update(judgements_wanted=2)
    return made


def work_through(workshop: Workshop, by, *answers) -> None:
    place = taking.take_note(workshop_id=workshop.pk, by=by)
    for given in answers:
        sitting.submit_judgement(workshop_id=workshop.pk, note_id=place.pk, answers=given, whole=True, by=by)
        place = taking.take_note(workshop_id=workshop.pk, by=by) or place


def test_two_notes_from_taken_to_agreed(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], pictures: Path, workshop: Workshop,
    cast: Cast,
) -> None:  # fmt: skip
    def look(name: str) -> None:
        for width, height in ((390, 844), (1280, 900)):
            page.set_viewport_size({"width": width, "height": height})
            accessible()
            page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)

    def yes_and_submit() -> None:
        page.get_by_label("Moderate").check(force=True)
        page.locator("#best_pathway-1").check(force=True)
        page.get_by_role("button", name="Submit and go on").click()

    sign_in("nurse@example.org")
    expect(page.get_by_text("2 notes wait for you")).to_be_visible()
    page.goto(f"/workshops/{workshop.pk}/")
    look("1-member")
    page.get_by_role("button", name="Take the next note").click()
    expect(page.get_by_text("Nobody sees it before enough members have judged this note.")).to_be_visible()
    look("2-judging")
    yes_and_submit()
    expect(page.get_by_role("heading", name="Note 2 of 2")).to_be_visible()
    yes_and_submit()
    expect(page.get_by_text("No note is left for you now")).to_be_visible()
    look("3-done")

    work_through(workshop, cast.gp, YES, NO)  # the first note is agreed on, the second is not
    work_through(workshop, cast.social_worker, {**NO, "proposed_pathway": "domiciliary-package"})

    page.context.clear_cookies()
    sign_in("facilitator@example.org")
    page.goto(f"/workshops/{workshop.pk}/")
    look("4-facilitator")
    page.get_by_role("button", name="Record the ticked agreed reviews").click()
    expect(page.get_by_text("1 agreed review is recorded.")).to_be_visible()
    page.get_by_role("button", name="Discuss note 2").click()
    expect(page.get_by_role("heading", name="Where the room differs")).to_be_visible()
    look("5-discussed")
    page.get_by_role("radio", name="Reablement at home (1)").check(force=True)
    page.locator("#agreement-2").check(force=True)
    page.get_by_role("button", name="Record the review").click()
    expect(page.get_by_text("The agreed review is recorded.")).to_be_visible()
    look("6-all-agreed")
    assert sorted(AgreedReview.objects.values_list("best_pathway", "agreement")) == [
        ("no", "majority"), ("yes", "unanimous"),
    ]  # fmt: skip
