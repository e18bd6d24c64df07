"""Whose role needs a second factor does nothing without one, and everything once it was shown."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import User
from accounts.tokens import Wanted, make_token
from areas.models import Membership, Role
from config.sign_in import ROLES

FACTORS = "/account/second-factor/"


@pytest.fixture(autouse=True)
def _required(settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = frozenset({"lead", "site-administrator"})


def entered(user: User) -> Client:
    client = Client()
    client.post("/account/sign-in/", {"username": user.email, "password": "a password for tests"})
    return client


def test_the_setting_knows_every_role() -> None:
    assert set(ROLES) == {*Role.values, "site-administrator"}


@pytest.mark.parametrize(("who", "led"), [("lead", True), ("admin", True), ("gp", False), ("steward", False)])
def test_whose_role_needs_one_is_led_to_set_it_up(cast, who: str, led: bool) -> None:
    answer = entered(cast[who]).get("/")
    assert answer.get("Location", "") == (FACTORS if led else "")


@pytest.mark.parametrize(
    "path", ["/catalogue/", "/areas/kent/people/", "/account/tokens/", "/admin/", "/no/such/page/"]
)
def test_nothing_else_opens_until_then(lead: User, path: str) -> None:
    assert entered(lead).get(path).get("Location", "") in {FACTORS, ""}
    assert entered(lead).get(path).status_code in {302, 404}


def test_no_token_is_made_until_then(lead: User) -> None:
    entered(lead).post("/account/tokens/", {"days": 7})
    assert not lead.auth_token_set.exists()


def test_the_page_says_why(lead: User) -> None:
    assert "Your role needs a second factor" in entered(lead).get(FACTORS).content.decode()


@pytest.mark.parametrize("path", ["app/add/", "passkeys/add/"])
def test_it_can_be_set_up_straight_away(lead: User, path: str) -> None:
    assert entered(lead).get(f"{FACTORS}{path}").status_code == 200


def test_one_can_always_sign_out(lead: User) -> None:
    assert entered(lead).post("/account/sign-out/")["Location"] == "/account/signed-out/"


def test_the_api_says_so(lead: User) -> None:
    answer = entered(lead).get("/api/v1/areas/")
    assert (answer.status_code, answer.json()["code"]) == (403, "second-factor-missing")


def test_a_token_works_only_while_its_person_has_one(lead: User) -> None:
    token = make_token(wanted=Wanted("a program", 7), by=lead)
    header = {"authorization": f"Token {token}"}
    assert Client().get("/api/v1/areas/", headers=header).status_code == 403
    Authenticator.objects.create(user=lead, type="totp", data={})
    assert Client().get("/api/v1/areas/", headers=header).status_code == 200


def test_a_session_that_has_not_shown_it_must(lead: User) -> None:
    """As one from before it was set up elsewhere, or before the role was given."""
    client = entered(lead)
    Authenticator.objects.create(user=lead, type="totp", data={})
    assert client.get("/catalogue/")["Location"] == f"{FACTORS}code/again/?next=%2Fcatalogue%2F"


def test_a_role_given_now_bites_at_the_next_request(gp: User, area) -> None:
    client = entered(gp)
    assert client.get("/").status_code == 200
    Membership.objects.create(area=area, user=gp, role=Role.LEAD)
    assert client.get("/")["Location"] == FACTORS
