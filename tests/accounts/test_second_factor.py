"""A second factor: set up, asked for at each sign-in, kept so that a stolen table is of no use."""

import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import AuditEvent, User
from tests.accounts.codes import app_code

SIGN_IN, HERE = "/account/sign-in/", "/account/second-factor/"
PASSWORD = "a password for tests"


def enter(client: Client, user: User):
    return client.post(SIGN_IN, {"username": user.email, "password": PASSWORD})


@pytest.fixture
def here(lead: User) -> Client:
    """A browser in which the lead has signed in with the password."""
    client = Client()
    enter(client, lead)
    return client


@pytest.fixture
def secret(here: Client) -> str:
    """The lead has set up an app: its secret."""
    found = re.search(r"<code class=\"app-secret\">(\w+)</code>", here.get(f"{HERE}app/add/").content.decode())
    assert found
    answer = here.post(f"{HERE}app/add/", {"code": app_code(found[1])})
    assert answer["Location"] == f"{HERE}recovery-codes/"
    return found[1]


@pytest.fixture
def recovery_codes(here: Client, secret: str) -> list[str]:
    return re.findall(r"<li><code>(\w+)</code></li>", here.get(f"{HERE}recovery-codes/").content.decode())


def test_a_password_alone_no_longer_signs_in(secret: str, lead: User) -> None:
    there = Client()
    assert enter(there, lead)["Location"] == f"{HERE}code/"
    assert there.get("/")["Location"].startswith(SIGN_IN)
    assert there.post(f"{HERE}code/", {"code": app_code(secret, later=1)}).status_code == 302
    assert there.get("/").status_code == 200


def test_a_code_works_once(secret: str, lead: User) -> None:
    code = app_code(secret, later=1)
    for status in (302, 200):
        there = Client()
        enter(there, lead)
        assert there.post(f"{HERE}code/", {"code": code}).status_code == status


def test_a_recovery_code_works_once_instead(recovery_codes: list[str], lead: User) -> None:
    assert len(set(recovery_codes)) == 10
    for status in (302, 200):
        there = Client()
        enter(there, lead)
        assert there.post(f"{HERE}code/", {"code": recovery_codes[0]}).status_code == status


def test_guessing_codes_is_slowed(secret: str, lead: User) -> None:
    there = Client()
    enter(there, lead)
    answers = [there.post(f"{HERE}code/", {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_a_wrong_code_says_what_to_enter(secret: str, lead: User) -> None:
    there = Client()
    enter(there, lead)
    shown = unescape(there.post(f"{HERE}code/", {"code": "000000"}).content.decode())
    assert "Enter the code that your app shows now" in shown


def test_secrets_are_kept_encrypted(secret: str, recovery_codes: list[str]) -> None:
    kept = str(list(Authenticator.objects.values("data")))
    assert secret not in kept
    assert not any(code in kept for code in recovery_codes)


def test_a_new_secret_key_opens_what_the_old_one_closed(secret: str, lead: User, settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [settings.SECRET_KEY]
    there = Client()
    enter(there, lead)
    assert there.post(f"{HERE}code/", {"code": app_code(secret, later=1)}).status_code == 302


@pytest.mark.parametrize("path", ["app/add/", "passkeys/add/"])
def test_a_screen_left_open_lets_nobody_change_how_one_signs_in(signed_in, lead: User, path: str) -> None:
    """`signed_in` has not entered a password just now."""
    answer = signed_in(lead).get(f"{HERE}{path}")
    assert answer["Location"].startswith("/account/again/")


def test_what_changes_is_told_by_e_mail_and_on_the_trail(here: Client, secret: str, lead: User, mailoutbox) -> None:
    here.post(f"{HERE}app/remove/")
    assert [mail.subject for mail in mailoutbox] == ["Your authenticator app for Pathway Review was removed"]
    kept = AuditEvent.objects.filter(on_id=str(lead.pk)).order_by("pk").values_list("action", "by")
    assert list(kept) == [("sign-in.done", lead.pk)] + [("second-factor.removed", lead.pk)] * 2


@pytest.mark.parametrize("at_once", [False, True], ids=["one", "chosen in the list"])
def test_a_lost_one_that_an_administrator_takes_away_is_on_the_trail(secret: str, lead: User, at_once: bool) -> None:
    administrator = User.objects.create_superuser("other.admin@example.org", "Ada", PASSWORD)
    lost, there = Authenticator.objects.get(user=lead, type="totp"), Client()
    there.force_login(administrator)
    many = {"action": "delete_selected", "_selected_action": lost.pk}
    page = "/admin/mfa/authenticator/" if at_once else f"/admin/mfa/authenticator/{lost.pk}/delete/"
    assert there.post(page, {"post": "yes"} | (many if at_once else {})).status_code == 302
    assert not Authenticator.objects.filter(pk=lost.pk).exists()
    kept = AuditEvent.objects.get(action="second-factor.taken-away")
    assert (kept.by, kept.on_type, kept.on_id) == (administrator, "accounts.user", str(lead.pk))
    assert kept.detail == {"kind": "totp"}


def test_nobody_sets_up_a_second_factor_for_somebody_else(secret: str, lead: User) -> None:
    administrator = User.objects.create_superuser("other.admin@example.org", "Ada", PASSWORD)
    there = Client()
    there.force_login(administrator)
    assert there.get("/admin/mfa/authenticator/add/").status_code == 403


def test_nobody_removes_a_passkey_of_somebody_else(here: Client, gp: User, secret: str) -> None:
    theirs = Authenticator.objects.create(user=gp, type="webauthn", data={"name": "Phone"})
    assert here.post(f"{HERE}passkeys/{theirs.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_what_is_no_passkey_signs_nobody_in(db: None) -> None:
    client = Client()
    client.get(f"{HERE}passkeys/sign-in/", headers={"Accept": "application/json"})
    for sent in ("", "{}", "[]", "no json", '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}'):
        assert client.post(f"{HERE}passkeys/sign-in/", {"credential": sent})["Location"] == SIGN_IN
