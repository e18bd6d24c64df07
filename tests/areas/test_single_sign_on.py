"""Who comes in by an organisation's accounts: whom the provider vouches for, and we know or have invited."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import User
from accounts.single_sign_on.claims import second_factor_used, verified_email
from areas.invitations.sending import invite
from areas.models import Membership
from tests.accounts.provider import OTHER_KEY, Provider, running

GO = "/account/single-sign-on/provider/"


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, settings) -> Provider:
    url = server.url
    server.__init__()  # type: ignore[misc]
    server.url = url
    settings.SOCIALACCOUNT_PROVIDERS = server.settings()
    settings.OIDC_NAME = "NHS CIS2"
    return server


def come(client: Client, address: str = GO) -> Any:
    """To the provider and back, as a browser goes."""
    there = requests.get(client.get(address)["Location"], allow_redirects=False, timeout=10).headers["Location"]
    return client.get(there.removeprefix("http://testserver"))


def test_somebody_with_an_account_is_known_by_the_verified_address(
    provider: Provider, client: Client, lead: User
) -> None:
    assert come(client)["Location"] == "/"
    assert client.get("/").wsgi_request.user == lead
    assert SocialAccount.objects.get().user == lead
    assert User.objects.get(pk=lead.pk).has_usable_password(), "the password goes on working"


def test_afterwards_by_the_provider_s_own_number(provider: Provider, client: Client, lead: User) -> None:
    come(Client())
    provider.claims |= {"email": "new-name@example.org"}
    come(client)
    assert client.get("/").wsgi_request.user == lead


def test_one_comes_back_to_the_page_asked_for(provider: Provider, client: Client, lead: User) -> None:
    page = client.get("/account/sign-in/?next=/catalogue/").content.decode()
    assert "Continue with NHS CIS2" in page
    assert f'href="{GO}?next=/catalogue/"' in page
    assert come(client, f"{GO}?next=/catalogue/")["Location"] == "/catalogue/"


def test_an_invitation_is_accepted_by_signing_in(provider: Provider, client: Client, steward: User, area) -> None:
    invite(area=area, email="nia@example.org", name="Nia", role="lead", by=steward)
    provider.claims |= {"sub": "2", "email": "Nia@example.org", "name": "Nia New"}
    come(client)
    person = User.objects.get(email="nia@example.org")
    assert (person.name, person.has_usable_password()) == ("Nia New", False)
    assert list(Membership.objects.filter(user=person).values_list("role", flat=True)) == ["lead"]
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("claims", [{"email": "stranger@example.org"}, {"email_verified": False}, {"email": ""}])
def test_nobody_else_comes_in(provider: Provider, client: Client, lead: User, claims: dict[str, Any]) -> None:
    provider.claims |= claims
    answer = come(client)
    assert answer.status_code == 403
    assert "You have no account here yet" in answer.content.decode()
    assert client.get("/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(provider: Provider, client: Client, lead: User) -> None:
    come(Client())
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert come(client).status_code == 403
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "token", [{"aud": "another"}, {"iss": "https://elsewhere.example"}, {"exp": 1}, {"sub": "another"}]
)
def test_a_token_for_others_or_from_others_is_refused(provider: Provider, client: Client, lead: User, token) -> None:
    provider.token = token
    assert come(client).status_code in {401, 403}
    assert client.get("/").status_code == 302


def test_a_token_signed_with_another_key_is_refused(provider: Provider, client: Client, lead: User) -> None:
    provider.key = OTHER_KEY
    assert come(client).status_code == 401
    assert client.get("/").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(provider: Provider, client: Client, lead: User) -> None:
    assert client.get(f"{GO}callback/?code=x&state=y").status_code == 401
    assert client.get("/").status_code == 302


def test_where_no_provider_is_named_there_is_none(client: Client, db: None) -> None:
    assert client.get(GO).status_code == 404
    assert "Continue with" not in client.get("/account/sign-in/").content.decode()


@pytest.mark.parametrize("asked", ["process=connect", "process=redirect", "scope=everything", "auth_params=x%3Dy"])
def test_nothing_else_is_passed_on(provider: Provider, client: Client, lead: User, asked: str) -> None:
    assert client.get(f"{GO}?{asked}").status_code == 404


def test_a_second_factor_of_the_provider_is_enough(provider: Provider, lead: User, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = frozenset({"lead"})
    without, done = Client(), Client()
    come(without)
    assert without.get("/")["Location"] == "/account/second-factor/"
    settings.OIDC_SECOND_FACTOR = frozenset({"amr=mfa", "acr=AAL3_ANY"})
    provider.token = {"amr": ["pwd", "mfa"]}
    come(done)
    assert done.get("/").status_code == 200


def test_whoever_has_one_here_is_asked_only_where_the_provider_has_not(
    provider: Provider, lead: User, settings
) -> None:
    Authenticator.objects.create(user=lead, type="totp", data={})
    assert come(Client())["Location"] == "/account/second-factor/code/"
    settings.OIDC_SECOND_FACTOR = frozenset({"acr=AAL3_ANY"})
    provider.token = {"acr": "AAL3_ANY"}
    assert come(Client())["Location"] == "/"


def test_what_only_the_user_information_says_is_no_second_factor() -> None:
    assert not second_factor_used({"userinfo": {"amr": ["mfa"]}, "id_token": {}}, any_of=["amr=mfa"])
    assert not second_factor_used({"id_token": {"amr": ["mfa"]}}, any_of=[])


def test_which_claim_says_that_an_address_is_verified() -> None:
    data = {"id_token": {"email": "A@example.org", "xms_edov": "1"}}
    assert verified_email(data, by="email_verified") == ""
    assert verified_email(data, by="xms_edov") == "a@example.org"
    assert verified_email(data, by="always") == "a@example.org"
