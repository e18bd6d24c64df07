"""Passwords: what is taken and refused, changed, set anew."""

import hashlib
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.test import Client

from accounts.breached import is_listed
from accounts.models import AuditEvent, User
from accounts.passwords import BreachedPasswordValidator

CHANGE, RESET = "/account/password/", "/account/password/reset/"
PASSWORD, NEW = "a password for tests", "quiet lamps under bridges"


@pytest.fixture
def listed(tmp_path: Path):
    """Writes a list of leaked passwords as the downloader does, and gives its path."""

    def write(*passwords: str) -> Path:
        digests = sorted(hashlib.sha1(each.encode(), usedforsecurity=False).hexdigest().upper() for each in passwords)
        path = tmp_path / "leaked.txt"
        path.write_text("".join(f"{digest}:{place * 37 + 1}\n" for place, digest in enumerate(digests)))
        return path

    return write


def test_every_listed_password_is_found_and_no_other(listed) -> None:
    for size in (0, 1, 2, 3, 50):
        path = listed(*(f"word{number}" for number in range(size)))
        assert all(is_listed(f"word{number}", path) for number in range(size))
        assert not any(is_listed(f"word{number}", path) for number in range(size, size + 50))


def test_a_list_whose_last_line_has_no_end_is_read_to_its_end(listed) -> None:
    path = listed("one", "two", "three")
    path.write_text(path.read_text().rstrip("\n").lower())
    assert all(is_listed(word, path) for word in ("one", "two", "three"))


def test_a_leaked_password_is_refused(listed) -> None:
    rule = BreachedPasswordValidator(str(listed("correct horse battery staple")))
    rule.validate("incorrect horse battery staple")
    with pytest.raises(ValidationError, match="known from leaks"):
        rule.validate("correct horse battery staple")


def change(client: Client, new: str, old: str = PASSWORD):
    return client.post(CHANGE, {"oldpassword": old, "password1": new})


@pytest.mark.parametrize(
    "new", ["w" * 6 + " " + "o" * 60 + "ß and a snowman ☃", "quiet lamps under bridges", "1029384756bcxs"]
)
def test_length_is_all_that_a_password_needs(signed_in, lead: User, new: str) -> None:
    assert change(signed_in(lead), new).status_code == 302
    assert User.objects.get(pk=lead.pk).check_password(new)


@pytest.mark.parametrize("new", ["short words", "password1234", "lead@example.org"])
def test_a_password_that_others_would_try_is_refused(signed_in, lead: User, new: str) -> None:
    answer = change(signed_in(lead), new)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_a_new_password_needs_the_old_one(signed_in, lead: User) -> None:
    assert "Enter the password that you sign in with now" in change(signed_in(lead), NEW, "wrong").content.decode()


def test_a_changed_password_ends_every_other_session(lead: User, mailoutbox: list[EmailMessage]) -> None:
    here, there = Client(), Client()
    here.force_login(lead)
    there.force_login(lead)
    change(here, NEW)
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert AuditEvent.objects.get().action == "password.changed"
    assert [mail.subject for mail in mailoutbox] == ["Your password for Pathway Review was changed"]


def link(mail: EmailMessage) -> str:
    return re.search(r"http://testserver(\S+)", str(mail.body))[1]  # type: ignore[index]


def test_a_forgotten_password_is_set_anew_by_e_mail(client: Client, lead: User, mailoutbox: list[EmailMessage]) -> None:
    client.post(RESET, {"email": lead.email.upper()})
    form = client.get(link(mailoutbox[0]))
    assert "key" not in form["Location"]
    client.post(form["Location"], {"password1": NEW})
    assert User.objects.get(pk=lead.pk).check_password(NEW)
    again = client.get(link(mailoutbox[0]), follow=True)
    assert "This link no longer works" in again.content.decode()


def test_known_and_unknown_addresses_are_answered_alike(lead: User, mailoutbox: list[EmailMessage]) -> None:
    answers = [Client().post(RESET, {"email": email}, follow=True) for email in (lead.email, "nobody@example.org")]
    assert len({answer.content for answer in answers}) == 1
    assert [mail.to for mail in mailoutbox] == [[lead.email], ["nobody@example.org"]]
    assert "Nobody there has the address nobody@example.org" in mailoutbox[1].body


def test_a_closed_account_gets_no_link(lead: User, mailoutbox: list[EmailMessage]) -> None:
    User.objects.filter(pk=lead.pk).update(is_active=False)
    Client().post(RESET, {"email": lead.email})
    assert "Nobody there has the address" in mailoutbox[0].body


def test_a_mail_server_that_is_down_takes_nothing_else_down(lead: User, settings, caplog) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert Client().post(RESET, {"email": lead.email}).status_code == 302
    assert "could not be sent" in caplog.text
    assert lead.email not in caplog.text
