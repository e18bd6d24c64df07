"""Coming in by invitation, by a new password, by an organisation's account; and pages around that, with axe."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from tests.accounts.provider import Provider, running
from tests.conftest import Cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEW = "quiet lamps under bridges"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    with running() as provider:
        settings.SOCIALACCOUNT_PROVIDERS, settings.OIDC_NAME = provider.settings(), "NHS CIS2"
        yield provider


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"https?://\S+", str(mail.body))
    assert found
    return found[0]


def test_a_new_person_accepts_an_invitation(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], area, cast: Cast
) -> None:
    sign_in(cast.steward.email)
    page.goto("/areas/kent/people/")
    page.get_by_label("E-mail address").fill("nia@example.org")
    page.get_by_label("Name").fill("Nia New")
    page.get_by_label("Viewer").check(force=True)
    page.get_by_role("button", name="Add this person").click()
    link = page.get_by_label("Link").input_value()
    accessible()  # with the link, and the list of who is invited
    page.get_by_role("button", name="Sign out").click()
    page.goto(link)
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible()
    page.get_by_label("Password", exact=True).fill(NEW)
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", name="Nia New")).to_be_visible()
    page.goto("/areas/kent/")
    expect(page.get_by_role("heading", name="Kent", exact=True)).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="This invitation")).to_be_visible()
    accessible()


def test_a_forgotten_password_is_set_anew(
    page: Page, accessible: Callable[[], None], cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    page.goto("/account/sign-in/")
    page.get_by_role("link", name="I have forgotten my password").click()
    page.get_by_label("E-mail address").fill(cast.viewer.email)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="Look at your e-mail")).to_be_visible()
    accessible()
    page.goto(link_in(mailoutbox[0]))
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Set this password").click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible()
    page.get_by_label("New password").fill(NEW)
    page.get_by_role("button", name="Set this password").click()
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_label("E-mail address").fill(cast.viewer.email)
    page.get_by_label("Password", exact=True).fill(NEW)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    page.goto(link_in(mailoutbox[0]))
    expect(page.get_by_role("heading", name="This link no longer works")).to_be_visible()


def test_an_organisation_s_account_signs_in_whom_we_know(
    page: Page, accessible: Callable[[], None], cast: Cast, provider: Provider
) -> None:
    provider.claims |= {"sub": "2", "email": "stranger@example.org"}
    page.goto("/account/sign-in/?next=/catalogue/")
    accessible()
    page.get_by_role("button", name="Continue with NHS CIS2").click()
    expect(page.get_by_role("heading", name="You have no account here yet")).to_be_visible()
    accessible()
    provider.claims |= {"sub": "1", "email": cast.lead.email}
    page.goto("/account/sign-in/?next=/catalogue/")
    page.get_by_role("button", name="Continue with NHS CIS2").click()
    page.wait_for_url("**/catalogue/")
    expect(page.get_by_text(cast.lead.name).first).to_be_visible()


def test_pages_that_auditors_and_account_holders_open(
    page: Page, sign_in: Callable[[str], None], accessible: Callable[[], None], area, cast: Cast
) -> None:
    sign_in(cast.steward.email)
    for path in ("/account/sessions/", "/account/tokens/", "/exports/", "/areas/audit-trail/all/"):
        page.goto(path)
        accessible()
    page.get_by_text("Look for a person, an act").click()
    page.get_by_label("To what").select_option(label="role")
    page.get_by_role("button", name="Show").click()
    accessible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    accessible()
    page.goto("/areas/audit-trail/person/")
    page.get_by_label("E-mail address of the person").fill(cast.lead.email)
    page.get_by_label("Day").fill("2026-01-01")
    page.get_by_role("button", name="Show").click()
    accessible()
