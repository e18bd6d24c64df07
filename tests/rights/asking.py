"""Puts the requests of the table, undoes what they do, and keeps of each answer what two refusals are compared by."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db import connection, transaction
from django.http import SimpleCookie
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse

from accounts.models import User
from accounts.sessions.time_left import ACTIVE
from tests.rights.addresses import NAMED, Address
from tests.rights.rows import Row
from tests.rights.world import Things, World

JSON = "application/json"
# What a body must have for the question of rights to be reached; all others are empty.
SENDS: dict[str, dict[str, Any]] = {
    "reviews:draft": {"about": "judgement"},
    "reviews:drop-draft": {"about": "judgement"},
    "reviews:private-note": {"about": "judgement"},
    "api:declaration": {"kind": "knows-person"},
}
FORMS = {"api:batches"}  # the one address of the API that takes no JSON
PASSING = re.compile(rb'(name="csrfmiddlewaretoken" value=|nonce-?=?)"?[\w-]+"?')
PASSING_HEADERS = {"Expires", "Content-Length", "X-Request-ID", "X-Request-Id"}


@dataclass(frozen=True)
class Answer:
    """`same` is the whole answer without what differs from one request to the next, and without the asked address."""

    status: int
    leads_to: str
    body: bytes
    same: tuple[Any, ...]
    statements: int

    @property
    def asks_to_sign_in(self) -> bool:
        return self.status == 401 or (
            self.status == 302 and self.leads_to.startswith(("/account/sign-in/", "/admin/login/"))
        )


class Asking:
    """The people of a world, each signed in once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client = Client(raise_request_exception=False)
        self.cookies = {role: self._signed_in(user) for role, user in world.people.items()}

    def _signed_in(self, user: User | None) -> dict[str, str]:
        client = Client()
        if user:
            client.force_login(user)
            session = client.session
            session[ACTIVE] = time.time() + 24 * 3600  # so that no minute ends between two answers that are compared
            session.save()
        return {name: morsel.value for name, morsel in client.cookies.items()}

    def ask(self, role: str, method: str, name: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """The answer; what it changed is taken back. `body`: what is sent, instead of what SENDS has."""
        self.client.cookies = SimpleCookie(self.cookies[role])
        counted = _Count()
        with transaction.atomic(), connection.execute_wrapper(counted):
            response = self.client.generic(method, path, **self._sent(role, method, name, body))
            told = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        return _kept(response, told, path, counted.number)

    def _sent(self, role: str, method: str, name: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        user = self.world.people[role]
        given = (
            body
            if body is not None
            else {**SENDS.get(name, {}), **({"user": user.pk if user else ""} if name == "reviews:draft" else {})}
        )
        if method in ("GET", "HEAD", "DELETE"):
            return {}
        if name.startswith("api:") and name not in FORMS:
            return {"data": self.client._encode_json(given, JSON), "content_type": JSON}
        encoded = self.client._encode_data(given, MULTIPART_CONTENT)
        return {"data": encoded, "content_type": MULTIPART_CONTENT}


class _Count:
    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Any, *given: Any) -> Any:
        self.number += 1
        return execute(*given)


def _kept(response: Any, body: bytes, path: str, statements: int) -> Answer:
    headers = {name: value.replace(path, "@") for name, value in response.items() if name not in PASSING_HEADERS}
    cookies = sorted(
        (name, sorted(morsel.items())) for name, morsel in response.cookies.items() if morsel["max-age"] != 0
    )
    told = PASSING.sub(b"", body)
    for asked in (path, path.rsplit("/", 2)[0], quote(path.rsplit("/", 2)[0], safe="")):  # also of the page it is from
        told = told.replace(asked.encode(), b"@") if asked else told
    same = (response.status_code, sorted(headers.items()), [name for name, _ in cookies], told)
    return Answer(response.status_code, response.get("Location", ""), body, same, statements)


def path_of(address: Address, row: Row, *wheres: Things) -> str:
    """The address with its first thing from the first of `wheres`, and all further ones from the last."""
    given: dict[str, Any] = dict(row.words)
    for place, name in enumerate(name for name in address.parameters if name not in row.words):
        given[name] = wheres[min(place, len(wheres) - 1)][row.things.get(name) or NAMED[name]]
    return reverse(address.name, kwargs=given)
