"""A steward hands in a file, sees what it holds, signs for it, and decides what the identifier screen held back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from playwright.sync_api import Page, expect

from areas.models import Area
from reviews.intake.load import load
from reviews.intake.submit import submit
from reviews.models import CaseNote
from tests.conftest import Cast
from tests.reviews.intake.files import as_csv, notes, reviews

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DESK, PHONE = (1280, 900), (390, 844)
HELD = (
    "Social context:\nLives in a first-floor flat with her husband, who has early dementia. Ward clerk spoke to the "
    "son Mr Fairweather on 07700 900162 about keys. Equipment to be delivered before discharge."
)


@pytest.fixture
def file(tmp_path: Path, area: Area, cast: Cast) -> Path:
    """Two good rows, two with findings, one with an exact age, and a column that is not ours."""
    call_command("load_catalogue")
    same = {"actual_pathway": "short-term-bed", "locality": "Thanet"}
    rows = [
        *notes("A1", "A2", **same),
        *notes("A3", narrative=HELD, **same),
        *notes("A4", age_band="83", **same),
        *notes("A5", narrative="Mr Fairweather rang again.", **same),
    ]
    path = tmp_path / "kent-discharges.csv"
    path.write_bytes(as_csv([{**row, "Ward": "4"} for row in rows]))
    return path


def test_from_a_file_to_decided_rows(
    page: Page,
    worker: None,
    sign_in: Callable[[str], None],
    accessible: Callable[[], None],
    pictures: Path,
    file: Path,
    cast: Cast,
) -> None:
    def look(name: str, *, phone: bool = False) -> None:
        for width, height in (PHONE, DESK) if phone else (DESK,):
            page.set_viewport_size({"width": width, "height": height})
            accessible()
            page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)

    sign_in(cast.steward.email)
    the_file_is_handed_in(page, look, file)
    it_is_signed_for_and_loaded(page, look)
    held_rows_are_decided(page, look)
    what_did_not_come_in_can_be_taken(page, look)
    conflicts_are_shown_side_by_side(page, look, cast)
    a_note_can_be_retired(page, look)
    assert set(CaseNote.objects.values_list("reference", flat=True)) == {"A1", "A2", "A3", "A5"}
    assert "Mr Fairweather" not in "".join(CaseNote.objects.values_list("narrative", flat=True))


def test_a_file_that_nobody_reads_is_said_so_and_can_be_cancelled(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], pictures: Path, file: Path, cast: Cast
) -> None:
    sign_in(cast.steward.email)
    hand_in(page, file)
    expect(page.get_by_role("heading", name="Nobody works the queue")).to_be_visible(timeout=10_000)
    accessible()
    page.screenshot(path=pictures / "waits.png", full_page=True)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", name="This batch was cancelled")).to_be_visible()
    accessible()


def hand_in(page: Page, file: Path) -> None:
    page.goto("/batches/new/")
    page.get_by_label("Area").select_option(label="Kent")
    page.get_by_label("Case notes").check()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_label("Create places").check()
    page.get_by_role("button", name="Hand in the file").click()


def the_file_is_handed_in(page: Page, look: Callable[..., None], file: Path) -> None:
    page.goto("/batches/new/")
    page.get_by_role("button", name="Hand in the file").click()
    look("1-nothing-chosen")
    hand_in(page, file)
    expect(page.get_by_role("heading", name="Load this batch")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("“83” is an exact age")).to_be_visible()
    expect(page.get_by_text("Home after a fall.").first).to_be_visible()
    look("2-checked", phone=True)


def it_is_signed_for_and_loaded(page: Page, look: Callable[..., None]) -> None:
    load = page.get_by_role("button", name="Load 2 rows and hold 2")
    load.click()
    expect(page.get_by_role("alert")).to_contain_text("Say on what basis")
    look("3-not-signed")
    page.get_by_role("checkbox", name="Ward").check()
    page.get_by_label("The notes are invented").check()
    for box in page.get_by_role("group", name="I have made sure of each of these").get_by_role("checkbox").all():
        box.check()
    load.click()
    expect(page.get_by_role("link", name="Decide held rows")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Signed by Steward")).to_be_visible()
    look("4-loaded")


def held_rows_are_decided(page: Page, look: Callable[..., None]) -> None:
    page.get_by_role("link", name="Decide held rows").click()
    look("5-undecided", phone=True)
    page.get_by_role("button", name="Decide row by row").click()
    expect(page.get_by_text("Mr ●●●●●●●●●●●").first).to_be_visible()
    look("6-held-row", phone=True)
    page.get_by_role("button", name="Show what was found").click()
    expect(page.get_by_text("07700 900162").first).to_be_visible()
    page.get_by_text("False alarm…").nth(1).click()
    page.get_by_role("button", name="Keep as a false alarm").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    look("7-no-reason", phone=True)
    page.get_by_label("Why finding 2 is not an identifier").fill("The ward’s own telephone")
    page.get_by_role("button", name=re.compile("Keep as a false alarm.*finding 2")).click()
    look("8-one-left")
    page.get_by_label("The same text everywhere").check()
    page.get_by_role("button", name=re.compile("^Redact.*finding 1")).click()
    expect(page.get_by_text("2 rows accepted as decided.")).to_be_visible()
    look("9-decided")


def what_did_not_come_in_can_be_taken(page: Page, look: Callable[..., None]) -> None:
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take rows to mend").click()
    assert taken.value.suggested_filename.endswith("-to-mend.xlsx")
    page.get_by_role("link", name="The whole passport").click()
    look("10-passport", phone=True)


def conflicts_are_shown_side_by_side(page: Page, look: Callable[..., None], cast: Cast) -> None:
    """Of notes and of reviews; what was loaded here is loaded beside the browser, which saves time."""
    changed = notes("A1", narrative="Home after a bad fall.", actual_pathway="short-term-bed", locality="Thanet")
    first = reviews("A1", reasons="capacity-short", missed_prevention="")
    for number, (kind, rows) in enumerate(
        [
            ("case-notes", changed),
            ("agreed-reviews", first),
            ("agreed-reviews", [{**first[0], "level_of_need": "high", "comment": "Mrs Fairweather rang."}]),
        ]
    ):
        file = ContentFile(as_csv(rows))
        area = Area.objects.get(slug="kent")
        batch = submit(area=area, kind=kind, file=file, file_name=f"{number}.csv", by=cast.steward)
        load(batch.pk)
        if number != 1:
            page.goto(f"/batches/{batch.pk}/")
            page.get_by_role("link", name="side by side").click()
            expect(page.locator("mark").first).to_be_visible()
            look(f"11-conflicts-{kind}", phone=number > 1)


def a_note_can_be_retired(page: Page, look: Callable[..., None]) -> None:
    note = CaseNote.objects.get(reference="A2")
    page.goto(f"/batches/{note.batch_id}/notes/")
    look("12-notes", phone=True)
    page.get_by_role("link", name="Retire A2").click()
    look("13-retire")
    page.get_by_role("button", name="Retire this note").click()
    expect(page.get_by_text("A2 is retired.")).to_be_visible()
