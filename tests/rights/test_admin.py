"""The admin: for site administrators alone, whatever is asked for and however."""

import pytest
from django.urls import reverse

from tests.rights.addresses import Address, addresses
from tests.rights.asking import Asking
from tests.rights.rows import METHODS
from tests.rights.world import NOBODY_HAS

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_will_do]
ADMIN = [each for each in addresses() if each.name.startswith("admin:")]
# Its own sign-in, sign-out and words for scripts are for everybody; what fits no address answers as all others do.
OPEN = {"admin:login", "admin:logout", "admin:jsi18n"}
WORDS = {"app_label": "areas", "url": "no-such-page/", "content_type_id": 1}


def path_of(address: Address, number: int) -> str:
    given = {name: WORDS.get(name, number) for name in address.parameters}
    if address.name == "admin:(no-name)":
        return "/admin/no-such-page/" if "url" in given else f"/admin/areas/area/{number}/"
    return reverse(address.name, kwargs=given)


@pytest.mark.parametrize("address", ADMIN, ids=lambda address: f"{address.name} {address.pattern.pattern}")
def test_the_admin_is_for_site_administrators_alone(address: Address, asking: Asking) -> None:
    there, none = path_of(address, 1), path_of(address, NOBODY_HAS)
    if address.name not in OPEN:
        for method in METHODS:
            for role in ("lead", "anonymous"):
                answer = asking.ask(role, method, address.name, there)
                assert answer.asks_to_sign_in, f"{method} {there} by {role}: {answer.status}"
                assert answer.same == asking.ask(role, method, address.name, none).same or there == none
    assert asking.ask("site", "GET", address.name, there).status in {200, 302, 400, 403, 404, 405}


@pytest.mark.parametrize("role", ["steward", "facilitator", "panel-member", "viewer", "no area"])
def test_nobody_else_gets_in(role: str, asking: Asking) -> None:
    for address in ADMIN:
        if address.name not in OPEN:
            answer = asking.ask(role, "GET", address.name, path_of(address, 1))
            assert answer.asks_to_sign_in, f"{address.name} by {role}: {answer.status}"


def test_its_sign_in_is_the_site_s(asking: Asking) -> None:
    assert asking.ask("anonymous", "GET", "(no-name)", "/admin/login/").leads_to.startswith("/account/sign-in/")
    assert asking.ask("lead", "GET", "(no-name)", "/admin/login/").status == 403  # not round and round
