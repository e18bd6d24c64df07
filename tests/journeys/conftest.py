"""A real browser on the real site, with a real worker beside it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from celery.contrib.testing.worker import start_worker
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from config.celery import app

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """A Celery worker that takes what the site sends: in this process, on the run's own broker and database.

    One at a time: the processes of a run share the broker, and another's worker would take a message about rows that
    only this process's database has.
    """
    with (Path(tempfile.gettempdir()) / f"pathway-review-worker-{os.getuid()}").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with start_worker(app, pool="threads", concurrency=1, perform_ping_check=False, shutdown_timeout=60):
            yield


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page at 1280 px. What the browser complains of, breaches of the security policy included, fails the test.

    It may complain of a network that a journey cut, and of answers that a journey wants refused.
    """
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    expected = ("status of 4", "net::ERR_INTERNET_DISCONNECTED")
    assert [text for text in complaints if not any(each in text for each in expected)] == []


Come = Callable[[str], Page]
SIZES = {"facilitator": (1920, 1080), "nurse": (390, 844)}  # a projector, a phone; everybody else at a desk
DESK = (1280, 900)


@pytest.fixture
def people(browser: Browser, live_server: LiveServer) -> Iterator[Come]:
    """Gives a page in which this person is signed in, in a browser context of their own."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def come(name: str) -> Page:
        width, height = SIZES.get(name, DESK)
        context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": height})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        enter(page, f"{name}@example.org")
        return page

    yield come
    for context in contexts:
        with suppress(Exception):
            context.close()
    assert complaints == []


def look(page: Page, pictures: Path, name: str) -> None:
    """A picture of the page, and axe finds nothing on it."""
    found = Axe().run(page, options=RULES)
    page.screenshot(path=pictures / f"{name}.png")
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


@pytest.fixture
def accessible(page: Page) -> Callable[[], None]:
    """Asserts that axe finds nothing on the page as it is now."""

    def check() -> None:
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check


@pytest.fixture
def sign_in(page: Page) -> Callable[[str], None]:
    return lambda email: enter(page, email)


def enter(page: Page, email: str, password: str = "a password for tests") -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


@pytest.fixture
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a journey may leave screenshots for whoever looks at a failed run."""
    return tmp_path_factory.mktemp("pictures")
