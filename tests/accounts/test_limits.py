"""Guessing is slowed: by account whoever guesses, counted where every web process sees it."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from accounts.models import AuditEvent, User

SIGN_IN = "/account/sign-in/"
PASSWORD = "a password for tests"


def guess(client: Client, email: str, password: str = "wrong"):
    return client.post(SIGN_IN, {"username": email, "password": password})


def test_after_five_wrong_passwords_even_the_right_one_waits(lead: User) -> None:
    assert [guess(Client(), lead.email).status_code for _ in range(5)] == [200] * 5
    answer = guess(Client(), lead.email, PASSWORD)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "300"
    assert "You can try again at" in answer.content.decode()


def test_others_sign_in_meanwhile(lead: User, gp: User) -> None:
    for _ in range(6):
        guess(Client(), lead.email)
    assert guess(Client(), gp.email, PASSWORD).status_code == 302


def test_guessing_an_address_that_nobody_has_is_slowed_just_so(db: None) -> None:
    assert [guess(Client(), "nobody@example.org").status_code for _ in range(6)] == [200] * 5 + [429]


def test_signing_in_again_and_again_is_no_guessing(lead: User) -> None:
    assert {guess(Client(), lead.email, PASSWORD).status_code for _ in range(12)} == {302}


def test_limits_are_counted_in_the_database(db: None) -> None:
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    caches["default"].set("somebody", [1.5], 60)
    del caches["default"]  # as another process would have it
    assert caches["default"].get("somebody") == [1.5]


def test_a_wrong_password_is_on_the_trail_of_whose_it_would_have_been(lead: User) -> None:
    guess(Client(), lead.email)
    guess(Client(), "nobody@example.org")
    assert list(AuditEvent.objects.values_list("action", "on_id", "by")) == [("sign-in.failed", str(lead.pk), None)]


@pytest.mark.parametrize("path", ["/account/password/reset/", SIGN_IN])
def test_a_machine_that_sends_hundreds_is_told_to_wait_a_minute(path: str, db: None, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip", "reset_password": "2/m/ip"}
    for number in range(2):
        Client().post(path, {"email": f"n{number}@example.org", "username": "n", "password": "n"})
    answer = Client().post(path, {"email": "n@example.org", "username": "n@example.org", "password": "n"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
