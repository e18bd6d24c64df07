"""What a token is limited to is kept at the fetch: beyond it there is nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from accounts.models import AuditEvent, TokenLimits, User
from accounts.tokens import Wanted, make_token
from areas.models import Area, Membership, Role
from tests.conftest import Cast
from tests.rights.asking import PASSING_HEADERS

Ask = dict[str, dict[str, str]]


def with_token(user: User, scope: str = "full", *areas: Area) -> Ask:
    text = make_token(wanted=Wanted("Nightly", 7, scope, [area.pk for area in areas]), by=user)
    return {"headers": {"authorization": f"Token {text}"}}


@pytest.fixture
def both(cast: Cast, other_area: Area) -> User:
    """Leads both areas and is steward of them."""
    for area in Area.objects.all():
        for role in (Role.LEAD, Role.STEWARD):
            Membership.objects.get_or_create(area=area, user=cast.lead, role=role)
    return cast.lead


@pytest.mark.parametrize("who", ["lead", "admin"])
def test_a_token_for_one_area_sees_another_like_nothing(
    client: Client, cast: Cast, both: User, area: Area, who: str
) -> None:
    given = with_token(cast[who], "full", area)
    assert client.get("/api/v1/areas/kent/", **given).status_code == 200
    assert [each["slug"] for each in client.get("/api/v1/areas/", **given).json()["results"]] == ["kent"]
    for table in ("", "opportunities/", "scenarios/"):
        other = client.get(f"/api/v1/areas/swindon/{table}", **given)
        none = client.get(f"/api/v1/areas/nowhere/{table}", **given)
        assert (other.status_code, other.content) == (404, none.content)
        assert {each: other[each] for each in other.headers if each not in PASSING_HEADERS} == {
            each: none[each] for each in none.headers if each not in PASSING_HEADERS
        }


@pytest.mark.parametrize(
    ("scope", "reads", "does_not"),
    [
        ("figures", ["areas/kent/", "areas/kent/opportunities/"], ["areas/kent/scenarios/", "areas/kent/rounds/"]),
        ("load", ["areas/kent/"], ["areas/kent/opportunities/", "opportunities/", "areas/kent/scenarios/"]),
        ("read", ["areas/kent/opportunities/", "areas/kent/scenarios/"], []),
        ("full", ["areas/kent/opportunities/", "areas/kent/scenarios/"], []),
    ],
)
def test_a_token_reads_what_its_scope_has(
    client: Client, both: User, scope: str, reads: list[str], does_not: list[str]
) -> None:
    given = with_token(both, scope)
    assert {client.get(f"/api/v1/{each}", **given).status_code for each in reads} == {200}
    assert {client.get(f"/api/v1/{each}", **given).status_code for each in does_not} <= {404}


@pytest.mark.parametrize("who", ["lead", "admin"])
def test_a_token_for_one_area_does_not_read_what_is_pooled_of_all(
    client: Client, cast: Cast, both: User, area: Area, who: str
) -> None:
    limited, free = with_token(cast[who], "read", area), with_token(cast[who], "read")
    none = client.get("/api/v1/areas/nowhere/opportunities/", **limited).content
    for table in ("opportunities", "headlines", "publications"):
        assert client.get(f"/api/v1/{table}/", **free).status_code == 200
        answer = client.get(f"/api/v1/{table}/", **limited)
        assert (answer.status_code, answer.content) == (404, none)


@pytest.mark.parametrize("scope", ["figures", "read"])
def test_a_token_that_only_reads_is_told_so_when_it_would_write(client: Client, both: User, scope: str) -> None:
    answer = client.post("/api/v1/batches/", {"area": "kent"}, **with_token(both, scope))
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["code"] == "token-only-reads"


@pytest.mark.parametrize("scope", ["load", "full"])
def test_a_token_that_may_write_is_asked_for_a_file(client: Client, both: User, scope: str) -> None:
    assert client.post("/api/v1/batches/", {"area": "kent"}, **with_token(both, scope)).status_code == 400


def test_a_token_never_does_more_than_its_person(client: Client, cast: Cast) -> None:
    assert client.get("/api/v1/areas/kent/scenarios/", **with_token(cast.viewer, "full")).status_code == 404


def test_a_role_or_an_account_taken_away_ends_what_a_token_does_at_its_next_request(
    client: Client, cast: Cast, area: Area
) -> None:
    given = with_token(cast.lead)
    assert client.get("/api/v1/areas/kent/", **given).status_code == 200
    Membership.objects.filter(user=cast.lead).delete()
    gone, none = client.get("/api/v1/areas/kent/", **given), client.get("/api/v1/areas/nowhere/", **given)
    assert (gone.status_code, gone.content) == (404, none.content)
    client.force_login(cast.viewer)
    assert client.get("/areas/kent/").status_code == 200
    User.objects.filter(pk__in=[cast.lead.pk, cast.viewer.pk]).update(is_active=False)
    assert client.get("/areas/kent/").status_code == 302
    assert client.get("/api/v1/areas/", **given).status_code == 401


def test_an_expired_token_and_one_without_limits_sign_nobody_in(client: Client, cast: Cast) -> None:
    given = with_token(cast.lead)
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert client.get("/api/v1/areas/", **given).status_code == 401
    given = with_token(cast.lead)
    TokenLimits.objects.all().delete()
    assert client.get("/api/v1/areas/", **given).status_code == 401


def test_a_token_works_for_a_year_at_most(cast: Cast) -> None:
    with pytest.raises(ValueError, match="a year"):
        make_token(wanted=Wanted("Nightly", 366), by=cast.lead)


def test_the_page_tells_what_a_token_may_and_when_it_was_used(client: Client, cast: Cast, area: Area) -> None:
    given = with_token(cast.lead, "figures", area)
    client.force_login(cast.lead)
    assert ">never</td>" in client.get("/account/tokens/").content.decode()
    Client().get("/api/v1/areas/", **given)
    page = client.get("/account/tokens/").content.decode()
    assert ">never</td>" not in page and "Read figures" in page and "in Kent only" in page


def test_nobody_limits_a_token_to_an_area_that_is_not_theirs(client: Client, cast: Cast, other_area: Area) -> None:
    client.force_login(cast.lead)
    client.post("/account/tokens/", {"name": "x", "scope": "full", "days": 7, "areas": [other_area.pk]})
    assert not AuthToken.objects.exists()


def test_making_a_token_is_recorded_without_its_text(cast: Cast, area: Area) -> None:
    text = make_token(wanted=Wanted("Nightly", 7, "read", [area.pk]), by=cast.lead)
    event = AuditEvent.objects.get(action="token.made")
    assert (event.detail["scope"], event.detail["areas"]) == ("read", [area.pk])
    assert text not in str(event.detail)


@pytest.mark.parametrize("broken", [{"name": ""}, {"scope": "all"}])
def test_the_database_holds_a_token_to_its_rules(cast: Cast, broken: dict[str, str]) -> None:
    with_token(cast.lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        TokenLimits.objects.update(**broken)
