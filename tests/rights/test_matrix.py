"""Every address x method x role x (mine, another area's, none at all), from the live resolver."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve

from tests.rights.addresses import Address, addresses
from tests.rights.asking import Answer, Asking, path_of
from tests.rights.rows import METHODS, ROLES, Row, lines_for, rows
from tests.rights.table import OF_ALL_AREAS, TABLE
from tests.rights.world import AREA_NAME, MARK

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_will_do]
ROWS = list(rows(TABLE))
POOLED = {row.name for row in rows(OF_ALL_AREAS)}
EVERY = list(addresses())
OURS = [each for each in EVERY if not each.name.startswith(("admin:", "(no-name)"))]  # these are in test_admin
OPENS = {200, 201, 202, 204, 302, 400, 412, 422, 428}
BY_SECRET = {
    "metrics",
    "invitations:accept",
    "openid_connect_login",
    "openid_connect_callback",
}  # signing in opens them to nobody
# A page, a file, the API, a room's script, a form, what only some may: whose HEAD every role puts.
DIFFER = {
    "start", "areas:list", "areas:inputs", "areas:download", "areas:audit", "reviews:batch", "reviews:judge",
    "reviews:live", "reviews:new-workshop", "reviews:exchanges", "opportunities:area", "opportunities:export",
    "opportunities:drawing", "opportunities:publication", "api:areas", "api:area-opportunities",
    "api:judgement", "health", "metrics",
}  # fmt: skip
UNLESS_SIGNED_IN = {"accounts:sign-in"}  # leads on whoever is, however they ask
MISSING = """{name} has no line in tests/rights/table.py, so nothing says who may use it. Add one, such as
    {name} GET .L..VX..
and tell addresses.NAMED what its parameters name: {parameters}."""


def lines_of(address: Address) -> list[Row]:
    found = lines_for(address.name, ROWS)
    if not found:
        pytest.fail(MISSING.format(name=address.name, parameters=", ".join(address.parameters) or "it has none"))
    return found


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    fit = {row.name for address in EVERY for row in lines_of(address)}
    assert sorted({row.name for row in ROWS} - fit) == []


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_it_opens_for_whom_the_table_says_and_is_nothing_to_others(address: Address, asking: Asking) -> None:
    for row in lines_of(address):
        for method in row.methods:
            for role in ROLES:
                Cell(address, row, method, role, asking).check()


@pytest.mark.parametrize("role", ROLES)
def test_head_answers_as_get_does(role: str, asking: Asking) -> None:
    """For each role where addresses differ most, and for a lead at every address that a GET may be put to."""
    for address in OURS:
        for row in lines_of(address):
            if "GET" in row.methods and (role == "lead" or address.name in DIFFER):
                path = path_of(address, row, asking.world.mine)
                get, head = (asking.ask(role, method, address.name, path) for method in ("GET", "HEAD"))
                assert (head.status, head.leads_to, head.body) == (get.status, get.leads_to, b""), path
                assert head.same[1] == get.same[1], path  # the headers


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_no_other_method_is_offered(address: Address, asking: Asking) -> None:
    """Asked of the view itself: it refuses a method before it looks at what is named, so nothing can be told by it."""
    row, *more = lines_of(address)
    if address.name.startswith(("account_", "mfa_", "metrics", "accounts:sign-in", "accounts:password")):
        return  # a library's, about oneself; and what is not there without its secret
    offered = {method for each in (row, *more) for method in each.methods}
    for things in (asking.world.mine, asking.world.other, asking.world.none):
        path = path_of(address, row, things)
        for method in (*METHODS, "OPTIONS", "HEAD"):
            for role, user in asking.world.people.items():
                if method not in offered and not (method == "HEAD" and "GET" in offered):
                    answer = _of_the_view(path, method, user)
                    assert answer in _refusals(method, role, row), f"{method} {path} by {role}: {answer}"


def _refusals(method: str, role: str, row: Row) -> set[int]:
    """405; whoever is not signed in may be asked to; what a class offers is told by OPTIONS, of all alike."""
    asked = {302, 401} if role == "anonymous" or row.name in UNLESS_SIGNED_IN else set()
    return {405} | asked | ({200} if method == "OPTIONS" else set())


def _of_the_view(path: str, method: str, user: Any) -> int:
    request = RequestFactory().generic(method, path)
    request.user = user or AnonymousUser()
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    found = resolve(path)
    try:
        return found.func(request, *found.args, **found.kwargs).status_code
    except Http404:
        return 404


class Cell:
    """One role and method at an address, asked of each of the three."""

    def __init__(self, address: Address, row: Row, method: str, role: str, asking: Asking) -> None:
        self.address, self.row, self.method, self.role, self.asking = address, row, method, role, asking
        self.mark, self.world = row.mark(role), asking.world
        self.about = f"{address.name} {method} by {role}"

    def check(self) -> None:
        world = self.world
        mine = self.ask(world.mine)
        self.check_as_marked(mine)
        self.check_tells_nothing_of_the_other(mine)
        if self.path(world.mine) == self.path(world.none):
            return  # it names nothing of an area
        none = self.ask(world.none)
        self.check_nothing(none)
        if self.mark == "." and self.role != "anonymous":
            self.check_alike(mine, none, "one's own area's")
        if self.role == "site":
            self.check_as_marked(self.ask(world.other))
        elif self.path(world.mine) != self.path(world.other):
            self.check_alike(self.ask(world.other), none, "another area's")
        if self.path(world.mine, world.none) != self.path(world.mine):  # it names two things
            self.check_part(world.mine, world.other, none)
            self.check_part(world.other, world.mine, none)

    def path(self, *things: dict[str, Any]) -> str:
        return path_of(self.address, self.row, *things)

    def ask(self, *things: dict[str, Any]) -> Answer:
        return self.asking.ask(self.role, self.method, self.address.name, self.path(*things))

    def check_as_marked(self, answer: Answer) -> None:
        told = f"{self.about}: {answer.status}, where the table has {self.mark!r}"
        if self.mark == "." and self.role == "anonymous" and self.row.name not in BY_SECRET:
            assert answer.asks_to_sign_in, told
        elif self.mark == ".":
            assert answer.status == 404, told
        elif self.mark.islower():
            assert answer.status == 403 and (not self.row.says or self.row.says.encode() not in answer.body), told
        elif self.row.says:
            assert answer.status == 403 and self.row.says.encode() in answer.body, told
        else:
            assert answer.status in OPENS and not answer.asks_to_sign_in, told

    def check_nothing(self, answer: Answer) -> None:
        right = answer.asks_to_sign_in if self.role == "anonymous" else answer.status == 404
        assert right, f"{self.about}: {answer.status} where there is none at all"

    def check_tells_nothing_of_the_other(self, answer: Answer) -> None:
        told = answer.body.replace(AREA_NAME.encode(), b"") if self.row.name in POOLED else answer.body
        assert self.role == "site" or MARK.encode() not in told, f"{self.about}: something of the other area is told"

    def check_part(self, whole: dict[str, Any], part: dict[str, Any], none: Answer) -> None:
        """A thing of one area at the address of the other: as if there were no such thing."""
        answer = self.ask(whole, part)
        self.check_alike(answer, none if answer.same == none.same else self.ask(whole, self.world.none), "a part")

    def check_alike(self, answer: Answer, none: Answer, which: str) -> None:
        """Byte for byte; and in as many statements, where it is another area's.

        A site administrator's are all theirs; and one's own area may be looked up first, as one knows of it anyway.
        """
        assert answer.same == none.same, f"{self.about}: {which} differs from none at all"
        if self.role != "site" and "another" in which:
            counts = answer.statements, none.statements
            assert counts[0] == counts[1], (
                f"{self.about}: {which} takes {counts[0]} statements, none at all {counts[1]}"
            )
