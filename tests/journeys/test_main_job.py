"""The main job in a real browser: a thousand notes handed in, one reviewed by a panel, and the area's table changed."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from areas.models import Area
from tests.conftest import Cast

DEMO = Path(__file__).parent.parent.parent / "fixtures" / "demo"
COLUMNS = ["reference", "decision_point", "age_band", "actual_pathway", "narrative", "sex", "living_situation"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def thousand(tmp_path: Path) -> Path:
    """A file of 1,000 notes, and none of it seen before."""
    rows = []
    for slug in ("kent", "greenwich"):
        with (DEMO / f"notes-{slug}.csv").open(encoding="utf-8", newline="") as file:
            rows += [row for row in csv.DictReader(file) if row["review_point"] == "1"]
    path = tmp_path / "notes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows[:1000])
    assert len(rows) >= 1000
    return path


@pytest.fixture
def kent(cast: Cast, catalogue: None) -> Area:
    """Kent with its volumes, shares and costs, and no notes."""
    call_command("load_area", DEMO / "kent.json", stdout=StringIO())
    return Area.objects.get(slug="kent")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/signed-out/")


def test_from_a_file_to_a_changed_table(
    page: Page,
    worker: None,
    sign_in: Callable[..., None],
    accessible: Callable[[], None],
    kent: Area,
    cast: Cast,
    thousand: Path,
) -> None:
    accessible_at_start(page, accessible)
    the_steward_hands_in_a_file(page, sign_in, accessible, cast, thousand)
    the_lead_makes_a_panel_and_a_workshop(page, sign_in, accessible, cast)
    the_facilitator_records_what_the_panel_agrees(page, sign_in, accessible, cast)
    the_lead_sees_the_table_change(page, sign_in, accessible, cast)


def accessible_at_start(page: Page, accessible: Callable[[], None]) -> None:
    page.goto("/account/sign-in/")
    accessible()
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible()


def the_steward_hands_in_a_file(
    page: Page, sign_in: Callable[..., None], accessible: Callable[[], None], cast: Cast, file: Path
) -> None:
    sign_in(cast.steward.email)
    accessible()
    page.get_by_role("navigation").get_by_role("link", name="Batches").click()
    accessible()
    page.goto("/batches/new/")
    page.get_by_role("button", name="Hand in the file").click()
    accessible()  # with its errors
    page.get_by_label("Area").select_option(label="Kent")
    page.get_by_label("Case notes").check()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Hand in the file").click()
    expect(page.get_by_role("heading", name="Load this batch")).to_be_visible(timeout=60_000)
    accessible()
    sign_for_it(page)
    page.get_by_role("button", name="Load 1,000 rows").click()
    expect(page.get_by_text("Loaded", exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_role("definition").first).to_contain_text("1,000")
    accessible()
    sign_out(page)


def sign_for_it(page: Page) -> None:
    page.get_by_label("The notes are invented").check()
    for box in page.get_by_role("group", name="I have made sure of each of these").get_by_role("checkbox").all():
        box.check()


def the_lead_makes_a_panel_and_a_workshop(
    page: Page, sign_in: Callable[..., None], accessible: Callable[[], None], cast: Cast
) -> None:
    sign_in(cast.lead.email)
    accessible()
    page.goto("/areas/kent/")
    accessible()  # the empty state
    page.get_by_role("navigation").get_by_role("link", name="Panels").click()
    accessible()
    page.goto("/panels/new/")
    accessible()
    page.get_by_label("Name").fill("East Kent panel")
    page.get_by_role("main").get_by_role("button").last.click()
    for person, profession in (("Gp", "GP"), ("Nurse", "District nurse"), ("Social worker", "Social worker")):
        page.get_by_label("Person").select_option(label=person)
        page.get_by_label("Profession", exact=True).select_option(label=profession)
        page.get_by_role("button", name="Add to the panel").click()
        expect(page.get_by_role("cell", name=person, exact=True)).to_be_visible()
    accessible()
    page.get_by_role("button", name="Plan a workshop").click()
    accessible()
    page.get_by_label("Name").fill("Hospital discharge")
    page.get_by_label("Panel", exact=True).select_option(label="East Kent panel")
    page.get_by_label("Facilitator").select_option(label="Facilitator")
    page.get_by_label("Hospital discharge", exact=True).fill("5")
    page.get_by_role("button", name="Plan the workshop").click()
    expect(page.get_by_role("heading", name="Hospital discharge", exact=True)).to_be_visible()
    accessible()
    sign_out(page)


def the_facilitator_records_what_the_panel_agrees(
    page: Page, sign_in: Callable[..., None], accessible: Callable[[], None], cast: Cast
) -> None:
    sign_in(cast.facilitator.email)
    accessible()
    page.goto("/workshops/")
    accessible()
    page.get_by_role("link", name="Hospital discharge").first.click()
    accessible()
    page.get_by_role("button", name="Start with note 1").click()
    page.wait_for_url("**/agreed-review/")
    accessible()
    page.get_by_role("button", name="Record").first.click()
    expect(page.get_by_role("alert")).to_be_visible()  # what is still to be answered
    accessible()
    answer_that_another_pathway_was_better(page)
    accessible()
    page.get_by_role("button", name="Record").first.click()
    expect(page.get_by_text("Note 2 of 5").first).to_be_visible()
    sign_out(page)


def answer_that_another_pathway_was_better(page: Page) -> None:
    choose(page, "level_of_need", "moderate")
    choose(page, "best_pathway", "no")
    page.locator("input[name=proposed_pathway]:not([disabled])").first.check(force=True)
    choose(page, "alternative_existed", "available")
    choose(page, "timing", "on-the-day")
    page.get_by_label("Main reason").select_option(index=1)
    choose(page, "person_implication", "better")
    choose(page, "cost_implication", "lower")
    choose(page, "achievability", "likely")
    for profession in ("GP", "District nurse", "Social worker"):
        page.get_by_label(profession, exact=True).fill("1")
    choose(page, "agreement", "unanimous")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value={value}]").check(force=True)


def the_lead_sees_the_table_change(
    page: Page, sign_in: Callable[..., None], accessible: Callable[[], None], cast: Cast
) -> None:
    sign_in(cast.lead.email)
    page.goto("/areas/kent/")
    page.get_by_role("button", name="Roll up now").first.click()
    row = page.get_by_role("row").filter(has_text="Discharge and council intake").or_(
        page.get_by_role("row").filter(has_text="Acute discharge and local authority intake")
    )  # fmt: skip
    expect(row.first).to_contain_text("100%")
    accessible()
    for width, height in ((390, 844), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        accessible()
    page.get_by_role("link", name="Why and when").click()
    page.locator("details.app-more").last.click()
    accessible()
    page.goto("/areas/kent/where/?decision_point=q3-discharge")
    accessible()
    page.locator("table a").first.click()
    accessible()
    page.get_by_role("row").get_by_role("link").first.click()
    accessible()
    page.goto("/areas/kent/consistency/")
    page.get_by_role("button", name="Show").click()
    accessible()
    the_lead_tells_a_case_and_proposes_to_publish(page, accessible)


def the_lead_tells_a_case_and_proposes_to_publish(page: Page, accessible: Callable[[], None]) -> None:
    page.goto("/areas/kent/cases/")
    accessible()
    page.get_by_role("link", name=": write a case").first.click()
    for line in ("who", "happened", "better", "why"):
        page.locator(f"textarea[name={line}]").fill("Mrs Fairweather is known to no one here.")
    page.get_by_role("button", name="Save for approval").click()
    expect(page.get_by_role("alert")).to_contain_text("looks like this: name")
    accessible()
    for line in ("who", "happened", "better", "why"):
        page.locator(f"textarea[name={line}]").fill("Somebody who lives alone went home with a care package.")
    page.get_by_role("button", name="Save for approval").click()
    page.get_by_role("link", name="Somebody who lives alone").click()
    expect(page.get_by_role("heading", name="Illustrative case")).to_be_visible()
    accessible()
    the_lead_takes_every_answer_away(page, accessible)
    page.goto("/areas/kent/publications/compare/")
    accessible()
    page.goto("/areas/kent/publications/")
    page.get_by_role("button", name="Propose a publication").first.click()
    accessible()
    page.get_by_label("Title").fill("First round")
    page.get_by_label("Why these figures are published").fill("For the board.")
    page.get_by_role("button", name="Propose").click()
    accessible()
    page.get_by_role("link", name="First round").click()
    expect(page.get_by_text("No. 1 is not published")).to_be_visible()
    accessible()
    page.get_by_role("link", name="decide about it").click()
    accessible()


def the_lead_takes_every_answer_away(page: Page, accessible: Callable[[], None]) -> None:
    page.goto("/areas/kent/export/answers/")
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible()
    page.get_by_label("What is it for?").fill("Agreement between professions")
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("button", name="Take the file")).to_be_visible()
    accessible()
    page.get_by_role("link", name="All files made for you").click()
    accessible()
