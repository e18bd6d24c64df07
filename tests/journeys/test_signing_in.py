"""Signing in as people do: a password, an authenticator app, a recovery code, a passkey. Each page and its errors."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page

from tests.accounts.codes import app_code
from tests.journeys.conftest import enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LEAD = "lead@example.org"


@pytest.fixture
def seen(page: Page, pictures: Path, accessible: Callable[[], None]) -> Callable[[str], None]:
    """Checks the page as it is, at a desk and on a phone, and leaves pictures."""

    def check(name: str) -> None:
        accessible()
        page.screenshot(path=pictures / f"{name}.png", full_page=True)
        page.set_viewport_size({"width": 390, "height": 844})
        page.screenshot(path=pictures / f"{name}-phone.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.set_viewport_size({"width": 1280, "height": 900})

    return check


def code(page: Page, text: str, button: str = "Go on") -> None:
    page.get_by_label("Code").fill(text)
    page.get_by_role("button", name=button).click()


def test_a_person_signs_in_with_all_they_have(page: Page, cast, seen: Callable[[str], None]) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(LEAD)
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    seen("sign-in-error")
    enter(page, LEAD)
    secret = sets_up_an_app(page, seen)
    codes = page.locator(".app-codes code").all_inner_texts()
    signs_in_with_a_code(page, seen, app_code(secret, later=1))
    signs_in_with_a_code(page, seen, codes[0])
    signs_in_with_a_passkey(page, seen)


def sets_up_an_app(page: Page, seen: Callable[[str], None]) -> str:
    page.get_by_role("link", name="Second factor").click()
    seen("second-factor")
    page.get_by_role("button", name="Set up an authenticator app").click()
    secret = page.locator(".app-secret").inner_text()
    code(page, "000000", "Set it up")
    seen("add-app-error")
    assert page.locator(".app-secret").inner_text() == secret, "a mistyped code does not ask to scan anew"
    code(page, app_code(secret), "Set it up")
    seen("recovery-codes")
    return secret


def signs_in_with_a_code(page: Page, seen: Callable[[str], None], text: str) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(LEAD)
    page.get_by_label("Password", exact=True).fill("a password for tests")
    page.get_by_role("button", name="Sign in").click()
    code(page, "000000")
    seen("code-error")
    code(page, text)
    page.wait_for_url("**/")


def signs_in_with_a_passkey(page: Page, seen: Callable[[str], None]) -> None:
    """A key in the browser: made while signed in, then all that is needed."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key | {"isUserVerified": True}})
    page.goto("/account/second-factor/passkeys/add/")
    page.get_by_label("Name").fill("Work laptop")
    seen("add-passkey")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey is added.").wait_for()
    seen("second-factor-set-up")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/?next=/catalogue/")
    seen("sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/catalogue/")


def test_whoever_is_away_is_warned_and_loses_nothing(page: Page, cast, seen: Callable[[str], None], settings) -> None:
    settings.SESSION_IDLE = 122  # two seconds until the warning
    enter(page, LEAD)
    page.goto("/account/password/")
    page.get_by_label("New password").fill("quiet lamps under bridges")
    page.get_by_role("heading", name="You will be signed out soon").wait_for()
    seen("session-warning")
    page.get_by_role("button", name="Stay signed in").click()
    page.get_by_role("heading", name="You will be signed out soon").wait_for(state="hidden")
    Session.objects.all().delete()
    page.get_by_text("You are signed out.").wait_for()
    seen("session-over")
    settings.SESSION_IDLE = 1800
    tab = page.context.new_page()
    enter(tab, LEAD)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text("You are signed out.").wait_for(state="hidden")
    page.get_by_label("Password you have now").fill("a password for tests")
    page.get_by_role("button", name="Change password").click()
    page.get_by_role("heading", name="Password changed").wait_for()
