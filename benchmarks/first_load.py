"""What a browser fetches for the first judging page, and for the note after it.

    python -m benchmarks.first_load

Starts the site on this machine and opens a judging page in Chromium, three times with nothing kept from before:
requests, bytes on the wire, milliseconds until the page can be used. Then with scripts blocked: the note must be there
to read, and its form must take answers and lead to the next note. Exit status 1 where a bar is missed.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.loop_people import FORM
from benchmarks.loop_sites import database, ours
from benchmarks.review_loop import rows

BARS = {"requests": 8, "bytes": 120_000, "next_note_bytes": 10_000}
# On loopback no browser speaks HTTPS; all that a page shows and fetches is as for others.
PLAIN = {"DEMONSTRATION": "yes", "SESSION_IDLE_MINUTES": "30"}
# When the browser has drawn the page and run its scripts, and when it could be read, in milliseconds.
TIMES = """() => {
  const at = performance.getEntriesByType("navigation")[0];
  const drawn = performance.getEntriesByName("first-contentful-paint")[0];
  return {ready: at.domContentLoadedEventEnd, readable: drawn ? drawn.startTime : 0, loaded: at.loadEventEnd};
}"""


class Wire:
    """Counts what a page asks for, by what the browser says came over the wire, headers included."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.bytes, self.requests = 0, list[str]()
        told = context.new_cdp_session(page)
        told.send("Network.enable")
        told.on("Network.requestWillBeSent", lambda event: self.requests.append(event["request"]["url"]))
        told.on("Network.loadingFinished", self._came)

    def _came(self, event: Mapping[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def forget(self) -> None:
        self.bytes = 0
        self.requests.clear()


def opened(browser: Browser, port: int, person: Mapping[str, Any], *, scripts: bool) -> BrowserContext:
    """A window of its own, with nothing kept but the person's session."""
    context = browser.new_context(java_script_enabled=scripts)
    context.add_cookies(
        [{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"} for name, value in person["cookies"].items()]
    )
    return context


def first_load(browser: Browser, address: str, port: int, person: Mapping[str, Any]) -> dict[str, float]:
    """One first load, and the note that follows when answers are sent."""
    with opened(browser, port, person, scripts=True) as context:
        page = context.new_page()
        wire = Wire(context, page)
        page.goto(address, wait_until="load")
        page.wait_for_timeout(500)
        found = {"requests": len(wire.requests), "bytes": wire.bytes, **page.evaluate(TIMES)}
        wire.forget()
        answer(page)
        page.wait_for_timeout(500)
        return {**found, "next_note_bytes": wire.bytes, "next_note_requests": len(wire.requests)}


def answer(page: Page) -> None:
    """Fill in the form as a person does, and send it."""
    for name, value in FORM.items():
        radio = page.locator(f'input[type=radio][name="{name}"][value="{value}"]')
        if radio.count():
            radio.check(force=True)
    page.select_option("#main_reason", FORM["main_reason"])
    page.locator(".jp-submit button.nhsuk-button").click()
    page.wait_for_load_state("load")


def without_scripts(browser: Browser, address: str, port: int, person: Mapping[str, Any]) -> bool:
    """Whether the note is there to read and its form leads to the next note, with no script run."""
    with opened(browser, port, person, scripts=False) as context:
        page = context.new_page()
        page.goto(address)
        readable = "kitchen floor" in page.locator("[data-note-text]").inner_text()
        before = page.url
        answer(page)
        return readable and page.url != before and "/notes/" in page.url


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=shutil.which("chromium"))
        yield opened
        opened.close()


def measured(folder: Path) -> dict[str, Any]:
    with database(folder) as made, ours(made, folder, "ours", **PLAIN) as site:
        there = rows("benchmarks.loop_rows", site.env, json.dumps({"people": 4, "notes": 500}))
        address = f"http://127.0.0.1:{site.port}/workshops/{there['workshops'][0]}/"
        with browser() as window:
            taken = [_first_note(window, f"{address}next/", site.port, person) for person in there["people"]]
            loads = [
                first_load(window, note, site.port, person)
                for note, person in zip(taken, there["people"][:3], strict=False)
            ]
            plain = without_scripts(window, taken[3], site.port, there["people"][3])
    middle = {name: round(median(load[name] for load in loads), 1) for name in loads[0]}
    return {**middle, "usable_without_scripts": plain}


def _first_note(window: Browser, address: str, port: int, person: Mapping[str, Any]) -> str:
    """The address of the note this person is given."""
    with opened(window, port, person, scripts=False) as context:
        headers = {"X-CSRFToken": person["token"], "Origin": f"http://127.0.0.1:{port}"}
        taken = context.request.post(address.replace("/next/", "/take/"), headers=headers, max_redirects=0)
        return f"http://127.0.0.1:{port}{taken.headers['location']}"


def missed(found: Mapping[str, Any]) -> Sequence[str]:
    over = [f"{name} is {found[name]}, at most {bar} is wanted" for name, bar in BARS.items() if found[name] > bar]
    return over if found["usable_without_scripts"] else [*over, "the page cannot be used without scripts"]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="pathway-review-load-", ignore_cleanup_errors=True) as name:
        found = measured(Path(name))
    lacking = missed(found)
    sys.stdout.write(json.dumps({**found, "missed": lacking}, indent=1) + "\n")
    return int(bool(lacking))


if __name__ == "__main__":
    sys.exit(main())
