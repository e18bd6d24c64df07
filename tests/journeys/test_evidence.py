"""Evidence in a real browser: by mouse, by keys, by a copied quote without scripts; by profession once revealed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from areas.models import Area
from reviews.models import Judgement, WorkshopNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# Every length in it differs between characters, UTF-16 units and what a browser makes of a line's end.
NOTE = (
    "Admission:\r\n🙂🙂 Found on the kitchen floor.\r\nNo fracture.\r\n\r\n"
    "On the ward:\r\nDay 5: 🙂 walks with a frame.\r\n"
)

# Selects from the first to the last of these words, wherever in the note each of them stands.
SELECT = """([first, last]) => {
    const find = (words, end) => {
        const walker = document.createTreeWalker(document.querySelector("[data-note-text]"), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at >= 0) return [walker.currentNode, at + (end ? words.length : 0)];
        }
    };
    getSelection().setBaseAndExtent(...find(first, false), ...find(last, true));
}"""


@pytest.fixture
def place(transactional_db: None, live_server: LiveServer, area: Area, cast: Cast) -> WorkshopNote:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, 2, narrative=NOTE), mode="independent")
    place = workshop.notes.all()[0]
    return sitting.open_note(workshop_id=workshop.pk, note_id=place.pk, by=cast.facilitator)


def path(place: WorkshopNote) -> str:
    return f"/workshops/{place.workshop_id}/notes/{place.pk}/"


def drag(page: Page, first: str, last: str) -> None:
    """Select with the mouse, from the beginning of one word to the end of another."""
    boxes = []
    for words in (first, last):
        page.evaluate(SELECT, [words, words])
        boxes.append(page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()"))
    page.evaluate("getSelection().removeAllRanges()")
    page.mouse.move(boxes[0]["left"] + 1, boxes[0]["top"] + boxes[0]["height"] / 2)
    page.mouse.down()
    page.mouse.move(boxes[1]["right"] - 1, boxes[1]["top"] + boxes[1]["height"] / 2, steps=4)
    page.mouse.up()


def submitted(page: Page) -> list[str]:
    """Submit, and give the words that the kept passages stand for."""
    if not page.locator("input[name=level_of_need]:checked").count():
        page.get_by_label("Moderate").check(force=True)
        page.locator("#best_pathway-1").check(force=True)
    page.get_by_role("button", name="Save the change").or_(page.get_by_role("button", name="Submit")).click()
    expect(page.get_by_text("Submitted. All answers are shown here")).to_be_visible()
    judgement = Judgement.objects.latest("submitted_at")
    return [NOTE[slice(*passage)] for passage in judgement.evidence]


def test_passages_are_marked_by_mouse_and_keys_and_stay_over_a_reload(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], place: WorkshopNote
) -> None:
    sign_in("gp@example.org")
    page.goto(path(place))
    expect(page.get_by_text("No passage is marked yet.")).to_be_visible()
    find = page.get_by_label("Find in note")
    find.fill("kitchen")
    drag(page, "kitchen", "No fract")  # over a match and the end of a line; whole words are taken
    page.locator("button.jp-mark").click()
    expect(page.get_by_role("status").filter(has_text="Marked. 1 passage now.")).to_be_visible()
    for words in ("floor", "", "chen floor", ""):  # found in a mark and over its pieces, and forgotten again
        find.fill(words)
        assert "".join(page.locator("mark.evidence").all_inner_texts()) == "kitchen floor.\nNo fracture"
        assert "".join(page.locator("mark.hit").all_inner_texts()) == words
    page.locator("h1").click()  # keys are letters in a box
    page.evaluate(SELECT, ["Found", "Found"])
    for _ in range(2):
        page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("e")
    page.evaluate(SELECT, ["fracture", "walks"])  # over a heading, which is in no passage
    page.keyboard.press("e")
    expect(page.locator("#evidence q")).to_have_count(3)
    accessible()
    assert submitted(page) == ["Found on the", "kitchen floor.\r\nNo fracture.", "Day 5: 🙂 walks"]

    page.reload()
    expect(page.locator("#evidence q")).to_have_count(3)
    page.get_by_role("button", name="Remove passage: Found on").click()
    expect(page.locator("#evidence q")).to_have_count(2)
    expect(page.locator("input[name=evidence]")).to_have_count(2)
    assert submitted(page) == ["kitchen floor.\r\nNo fracture.", "Day 5: 🙂 walks"]


def test_a_draft_that_is_filled_in_again_is_drawn_and_every_change_is_told(
    page: Page, sign_in: Callable[[str], None], place: WorkshopNote
) -> None:
    sign_in("gp@example.org")
    page.goto(path(place))
    start = NOTE.index("walks")
    page.evaluate(
        """(value) => {
            const form = document.getElementById("answers");
            form.addEventListener("change", () => (form.dataset.changes = Number(form.dataset.changes ?? 0) + 1));
            form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "evidence", value }));
            form.dispatchEvent(new CustomEvent("filled"));
        }""",
        f"{start}-{start + 5}",
    )
    expect(page.locator("mark.evidence")).to_have_text("walks")
    expect(page.locator("input[name=evidence]")).to_have_count(1)
    page.get_by_role("button", name="Remove passage: walks").click()
    expect(page.locator("mark.evidence")).to_have_count(0)
    assert page.locator("#answers").get_attribute("data-changes") == "1"


def test_a_copied_passage_and_ticks_do_it_without_scripts(
    browser: Browser, live_server: LiveServer, place: WorkshopNote
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill("gp@example.org")
    page.get_by_label("Password", exact=True).fill("a password for tests")
    page.get_by_role("button", name="Sign in").click()
    page.goto(path(place))
    page.get_by_text("Copy a passage instead").click()
    page.get_by_label("Passage, in the words of the note").fill("the kitchen floor. No fracture")
    assert submitted(page) == ["the kitchen floor.\r\nNo fracture"]
    page.get_by_label("Keep as evidence: the kitchen floor").uncheck()
    assert submitted(page) == []
    context.close()


def test_the_keys_of_the_page_lead_to_what_they_name(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], place: WorkshopNote
) -> None:
    sign_in("gp@example.org")
    page.goto(path(place))
    page.keyboard.press("g")
    expect(page.get_by_text("Look in the note for")).to_be_visible()
    accessible()
    page.keyboard.press("n")
    expect(page.locator("h3:focus")).to_have_text("On the ward")
    page.keyboard.press("e")  # nothing is selected
    expect(page.get_by_label("Passage, in the words of the note")).to_be_focused()
    page.keyboard.type("gen")
    expect(page.get_by_text("Look in the note for")).to_be_visible()  # keys are letters in a box
    page.locator("h1").click()
    with page.context.expect_page() as opened:
        page.keyboard.press("?")
    expect(opened.value.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    opened.value.get_by_role("button", name="Turn single keys off").click()
    page.reload()
    page.keyboard.press("g")
    expect(page.get_by_text("Look in the note for")).to_be_hidden()


def test_once_revealed_the_note_shows_who_marked_what(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], pictures: Path, place: WorkshopNote,
    cast: Cast,
) -> None:  # fmt: skip
    run = {"workshop_id": place.workshop_id, "note_id": place.pk}
    for who, words in ((cast.gp, "on the kitchen floor"), (cast.nurse, "kitchen floor. No fracture")):
        sitting.submit_judgement(**run, answers={**NO, "evidence_quote": words}, whole=True, by=who)
    sitting.reveal_note(**run, by=cast.facilitator)
    sign_in("facilitator@example.org")
    page.goto(f"{path(place)}agreed-review/")
    expect(page.get_by_text("Marked by GP, District nurse")).to_be_visible()
    page.get_by_text("Show the note").click()
    expect(page.locator("mark.sp-marked--more")).to_have_text("kitchen floor")
    page.get_by_role("button", name="Use it in the agreed review: on the kitchen floor").click()
    expect(page.locator("#evidence q")).to_have_text("on the kitchen floor. No fracture")
    page.evaluate(SELECT, ["Found", "Found"])
    page.locator("button.jp-mark").click()
    expect(page.locator("#evidence q")).to_have_count(2)
    expect(page.locator("mark.evidence").first).to_have_text("Found")
    accessible()
    for width in (1920, 1280, 390):
        page.set_viewport_size({"width": width, "height": 1000})
        page.screenshot(path=pictures / f"revealed-{width}.png")
