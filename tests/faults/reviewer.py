"""A panel member in own time: takes notes, judges them, sometimes looks again, sends twice, or changes their mind."""

import re
import threading
import time
from collections import Counter

from benchmarks.heard import Heard
from tests.faults.answers import answers, fingerprint
from tests.faults.at_a_desk import PATIENCE, Desk, into_a_workshop, leads_to
from tests.faults.ledger import Ledger

READS, LOOKS, TWICE, CHANGES = 0.1, 0.5, 0.03, 0.1  # how often, of the occasions there are
REVISION = re.compile(rb'name="revision" value="(\d+)"')
NOTE = re.compile(r"^/workshops/\d+/notes/(\d+)/$")


class Reviewer:
    def __init__(self, desk: Desk, workshop: int, ledger: Ledger, seed: int) -> None:
        self.desk, self.workshop, self.ledger, self.seed = desk, workshop, ledger, seed
        self.who = desk.person.email
        self.refused = Counter[str]()  # changes: 409 where the panel had agreed meanwhile

    def judge_all(self, over: threading.Event) -> None:
        """Until no note is left for this member, or all is `over`."""
        self.desk.get(f"/workshops/{self.workshop}/")
        place = self._take()
        while place and not over.is_set():
            following = self._judge(place)
            place = following or self._take()

    def _take(self) -> int | None:
        return _note(self.desk.post(f"/workshops/{self.workshop}/take/", {}))

    def _judge(self, place: int) -> int | None:
        """The note that they are given next, where the answer says so."""
        chance = self.desk.chance
        if chance.random() < READS:
            self.desk.get(self._address(place))
        following = self._submit(place, 1)
        if chance.random() < TWICE:
            self._submit(place, 1)
        if chance.random() < CHANGES:
            self._submit(place, 2)
        return following if following != place else None

    def _address(self, place: int) -> str:
        return f"/workshops/{self.workshop}/notes/{place}/"

    def _submit(self, place: int, revision: int) -> int | None:
        """Send until it is acknowledged. Some look at the page first when no answer came: it may say that it is saved.

        The form carries the revision that it was made from, so that sending it again changes nothing.
        """
        given = answers(self.seed, place, self.who, revision)
        mark, form = fingerprint(given), {**given, "revision": str(revision - 1)}
        self.ledger.sent(self.who, place, revision, mark)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            began = time.time()
            answer = self.desk.once(lambda: self.desk.person.post(self._address(place), form, self.desk.page))
            if answer:
                return self._told(answer, place, revision, mark, began)
            time.sleep(self.desk.chance.uniform(0.2, 1.0))
            if self.desk.chance.random() < LOOKS and self._is_saved(place, revision):
                self.ledger.acknowledged(self.who, place, revision, mark, began=time.time(), shown=True)
                return None
        raise RuntimeError(f"{self.who} got nothing acknowledged for {PATIENCE:.0f} s: {dict(self.desk.seen)}")

    def _told(self, answer: Heard, place: int, revision: int, mark: str, began: float) -> int | None:
        if into_a_workshop(answer):
            self.ledger.acknowledged(self.who, place, revision, mark, began=began, shown=False)
            return _note(answer)
        if revision == 1:
            raise RuntimeError(f"{self.who}, note {place}: {answer.text[:300]!r}")
        self.refused[str(answer.status)] += 1
        return None

    def _is_saved(self, place: int, revision: int) -> bool:
        found = REVISION.search(self.desk.get(self._address(place)).text)
        return found is not None and int(found[1]) == revision


def _note(answer: Heard) -> int | None:
    found = NOTE.match(leads_to(answer))
    return int(found[1]) if found else None
