"""A person with a browser who tries again: what reviewers and the facilitator share."""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping

from benchmarks.heard import Heard
from benchmarks.person import Person

PATIENCE = 120.0  # seconds without any answer after which they give up: then the service did not come back


class Desk:
    """`seen` counts what came besides good answers: "no answer", and statuses of 400 and more."""

    def __init__(self, person: Person, chance: random.Random) -> None:
        self.person, self.chance, self.seen = person, chance, Counter[str]()
        self.page = Heard("", "", 0, b"", 0.0, 0.0)  # the newest one read: its form token goes with what is sent

    def get(self, address: str) -> Heard:
        self.page = self.until_answered(lambda: self.person.get(address))
        return self.page

    def post(self, address: str, form: Mapping[str, object]) -> Heard:
        return self.until_answered(lambda: self.person.post(address, form, self.page))

    def until_answered(self, ask: Callable[[], Heard]) -> Heard:
        """Again and again, a moment apart, as long as nobody answers or the service says that it can't."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = self.once(ask)
            if answer:
                return answer
            time.sleep(self.chance.uniform(0.2, 1.0))
        raise RuntimeError(f"{self.person.email} got no answer for {PATIENCE:.0f} seconds: {dict(self.seen)}")

    def once(self, ask: Callable[[], Heard]) -> Heard | None:
        """None where there was no answer, or one of 500 and more."""
        self.person.heard.clear()  # 10,000 pages would fill the memory
        try:
            answer = ask()
        except RuntimeError:
            self.seen["no answer"] += 1
            return None
        if answer.status >= 400:
            self.seen[str(answer.status)] += 1
        return answer if answer.status < 500 else None


def leads_to(answer: Heard) -> str:
    """Where a redirect leads, "" where it is none."""
    found = re.search(rb"(?im)^Location: (\S+)", answer.text.partition(b"\n\n")[0])
    return found[1].decode() if answer.status == 302 and found else ""


def into_a_workshop(answer: Heard) -> bool:
    """A redirect to the sign-in page stores nothing, and acknowledges nothing."""
    return leads_to(answer).startswith("/workshops/")
