"""The pages and the API of the real workshop, as people reach them."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from config.errors import NotAllowed
from tests.reviews.workshops.machine.rows import Rows

SAID = re.compile(r"(?:said|typed)-[a-z_]+-\d-[a-z]")


class Addresses(Rows):
    """The rows, and everybody's browser."""

    def __init__(self, *given: Any) -> None:
        self.clients: dict[str, Client] = {}
        super().__init__(*given)

    def look(self, who: str, n: int, page: str) -> str:
        """Everything that the page or address gives to this person, headers too."""
        api = page in {"judgement", "agreed-review"}
        where = [self.workshop.pk] if page == "workshop" else [self.workshop.pk, self.places[n].pk]
        answer = self._client(who).get(reverse(f"{'api' if api else 'reviews'}:{page}", args=where))
        assert answer.status_code in {200, 403, 404}
        self.now = self.state()  # a first look at revealed answers is noted
        return f"{dict(answer.headers)} {answer.content.decode()}"

    def _client(self, who: str) -> Client:
        if who not in self.clients:
            self.clients[who] = Client()
            self.clients[who].force_login(self.people[who])
        return self.clients[who]

    def _post(self, name: str, who: str, n: int) -> None:
        _accepted(self._client(who).post(reverse(f"reviews:{name}", kwargs=self._at(n))), 302)

    def _api(self, method: str, name: str, who: str, n: int, body: dict[str, Any]) -> None:
        send = getattr(self._client(who), method)
        _accepted(send(reverse(f"api:{name}", kwargs=self._at(n)), body, content_type="application/json"), 200, 201)


def _accepted(answer: Any, *wanted: int) -> None:
    if answer.status_code in {403, 404}:
        raise NotAllowed("as the address says")
    assert answer.status_code in wanted, answer.content
