"""Each role's first ten minutes on the demonstration, as the guide tells them; the guide's pictures are of this walk.

    PICTURES=docs/pictures .venv/bin/pytest tests/journeys/test_roles.py

makes them anew, of the whole demonstration instead of a tenth of it.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from opportunities.demonstration.people import PASSWORD
from tests.journeys.conftest import enter, look

pytestmark = pytest.mark.journey
WANTED = os.environ.get("PICTURES")


@pytest.fixture
def demonstration(transactional_db: None, live_server: LiveServer) -> None:
    call_command("load_demo", small=not WANTED, stdout=StringIO())


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return Path(WANTED) if WANTED else tmp_path


def test_each_role_finds_its_way(
    demonstration: None, browser: Browser, live_server: LiveServer, pictures: Path
) -> None:
    for name, walk in WALKS.items():
        with signed_in(browser, live_server, name) as page:
            walk(page, pictures)


@contextmanager
def signed_in(browser: Browser, live_server: LiveServer, name: str) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1180, "height": 800}, locale="en-GB")
    context.set_default_timeout(10_000)
    page = context.new_page()
    enter(page, f"{name}@demo.example", PASSWORD)
    yield page
    context.close()


def a_panel_member_judges_a_note(page: Page, pictures: Path) -> None:
    look(page, pictures, "panel-member-start")
    page.get_by_role("button", name=re.compile("Go to note 13")).click()
    page.locator("#best_pathway-2").check(force=True)
    expect(page.get_by_text("Which pathway should it have been?")).to_be_visible()
    look(page, pictures, "panel-member-note")


def a_facilitator_runs_the_room(page: Page, pictures: Path) -> None:
    page.get_by_role("link", name="All workshops").click()
    page.get_by_role("link", name="Hospital discharge, East Kent").click()
    look(page, pictures, "facilitator-workshop")
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("button", name=re.compile("Go to note 13")).click()
    expect(page.get_by_role("button", name=re.compile("Record and open"))).to_be_visible()
    look(page, pictures, "facilitator-agree")


def a_steward_reads_a_batch(page: Page, pictures: Path) -> None:
    page.get_by_role("link", name="notes-kent.csv").click()
    look(page, pictures, "data-steward-batch")


def a_lead_reads_figures_and_finds_the_files(page: Page, pictures: Path) -> None:
    page.get_by_role("link", name="Open Kent’s tables").click()
    look(page, pictures, "project-lead-figures")
    page.locator(".app-menu", has_text="Export").locator("summary").click()
    expect(page.get_by_role("button", name=re.compile("Report"))).to_be_visible()
    look(page, pictures, "project-lead-exports")


def a_viewer_reads_figures_with_small_counts_hidden(page: Page, pictures: Path) -> None:
    page.get_by_role("link", name="Kent", exact=True).click()
    page.get_by_role("link", name="Where and who").click()
    look(page, pictures, "viewer-figures")
    page.get_by_role("link", name="Guide", exact=True).click()
    page.get_by_role("link", name="If you read figures").click()
    look(page, pictures, "guide")


WALKS = {
    "gp": a_panel_member_judges_a_note,
    "facilitator": a_facilitator_runs_the_room,
    "steward": a_steward_reads_a_batch,
    "lead": a_lead_reads_figures_and_finds_the_files,
    "viewer": a_viewer_reads_figures_with_small_counts_hidden,
}
