"""Signing in, and tokens for programs."""

import re
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.sign_in.adapter import NO_SUCH
from accounts.tokens import Wanted, make_token, tokens_of

PASSWORD = "a password for tests"


def test_signing_in_leads_to_the_start_page(client: Client, lead: User) -> None:
    answer = client.post(reverse("accounts:sign-in"), {"username": lead.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, reverse("start"))


def test_the_address_may_be_typed_in_any_case(client: Client, lead: User) -> None:
    answer = client.post(reverse("accounts:sign-in"), {"username": lead.email.upper(), "password": PASSWORD})
    assert answer.status_code == 302


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, lead: User) -> None:
    pages = []
    for username in (lead.email, "nobody1@example.org"):
        answer = client.post(reverse("accounts:sign-in"), {"username": username, "password": "wrong"})
        assert answer.status_code == 200
        pages.append(answer.content.decode().replace(username, "ADDRESS"))
    without_token = [page.split("csrfmiddlewaretoken")[0] for page in pages]
    assert without_token[0] == without_token[1]


def test_a_closed_account_looks_like_a_wrong_password(client: Client, lead: User) -> None:
    User.objects.filter(pk=lead.pk).update(is_active=False)
    answer = client.post(reverse("accounts:sign-in"), {"username": lead.email, "password": PASSWORD})
    assert NO_SUCH in unescape(answer.content.decode())


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    assert client.get("/account/signup/").status_code == 404


def test_the_admin_has_no_way_in_of_its_own(client: Client, db: None) -> None:
    answer = client.get("/admin/login/?next=/admin/")
    assert answer["Location"] == "/account/sign-in/?next=/admin/"


def test_after_signing_in_one_comes_back_to_the_page_asked_for(client: Client, lead: User) -> None:
    sent = {"username": lead.email, "password": PASSWORD, "next": "/catalogue/"}
    assert client.post(reverse("accounts:sign-in"), sent)["Location"] == "/catalogue/"


def test_nobody_is_led_to_another_site(client: Client, lead: User) -> None:
    sent = {"username": lead.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(reverse("accounts:sign-in"), sent)["Location"] == reverse("start")


def test_every_page_asks_to_sign_in_first(client: Client, db: None) -> None:
    assert client.get(reverse("start"))["Location"].startswith(reverse("accounts:sign-in"))


def test_one_address_one_person_whatever_its_case(lead: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=lead.email.upper(), name="Twice")


def test_a_token_signs_a_program_in_until_it_is_ended(client: Client, lead: User) -> None:
    header = {"authorization": f"Token {make_token(wanted=Wanted('Nightly', 7), by=lead)}"}
    assert client.get("/api/v1/areas/", headers=header).status_code == 200
    key = tokens_of(lead).get().token_key
    client.force_login(lead)
    client.post(reverse("accounts:end-token", args=[key]))
    client.logout()
    assert client.get("/api/v1/areas/", headers=header).status_code == 401


def test_nobody_ends_the_token_of_somebody_else(client: Client, lead: User, gp: User) -> None:
    make_token(wanted=Wanted("Nightly", 7), by=lead)
    client.force_login(gp)
    assert client.post(reverse("accounts:end-token", args=[tokens_of(lead).get().token_key])).status_code == 404
    assert tokens_of(lead).exists()


def test_a_new_token_is_shown_once(client: Client, lead: User) -> None:
    client.force_login(lead)
    shown = client.post(reverse("accounts:tokens"), {"name": "Nightly", "scope": "full", "days": 7})
    key = tokens_of(lead).get().token_key
    found = re.search(rf"{key}[0-9a-f]+", shown.content.decode())
    assert found, "the token is on the answer to the form"
    assert client.get("/api/v1/areas/", headers={"authorization": f"Token {found[0]}"}).status_code == 200
    assert found[0] not in client.get(reverse("accounts:tokens")).content.decode()
