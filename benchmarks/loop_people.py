"""Reviewers as a process of their own, who take notes and submit judgements: a plan on stdin, what it took on stdout.

They read no more of an answer than they need, and speak HTTP over plain sockets, because they share the processors with
what is measured. As browsers do, they ask for packed pages.
"""

import json
import random
import re
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

# What a member answers: all that the form wants after "no".
ANSWERS = {
    "level_of_need": "moderate", "best_pathway": "no", "proposed_pathway": "reablement",
    "alternative_existed": "under-commissioned", "timing": "earlier", "person_implication": "much-better",
    "cost_implication": "lower", "achievability": "likely",
}  # fmt: skip
REASON = "capacity-short"
FORM = {**ANSWERS, "main_reason": REASON, "revision": "0", "draft": "0", "about": "judgement", "private_note": ""}
PUT = {**ANSWERS, "reasons": [REASON]}


class NoneLeft(Exception):
    """No note is left for this reviewer."""


@dataclass
class Told:
    """What all reviewers lived through: seconds from sending a judgement to having the next note, and requests."""

    waits: list[float] = field(default_factory=list)
    requests: int = 0
    bytes: int = 0
    problems: list[str] = field(default_factory=list)


class Reviewer:
    """One person with cookies. `headers` go with each request."""

    def __init__(self, plan: Mapping[str, Any], person: Mapping[str, Any], told: Told) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in person["cookies"].items())
        self.token, self.told, self._port = person["token"], told, plan["port"]
        more = {**plan.get("headers", {}), "Cookie": cookies, "X-CSRFToken": self.token, **person.get("headers", {})}
        self._head = "".join(f"{name}: {value}\r\n" for name, value in more.items())

    def ask(self, method: str, address: str, kind: str = "", body: str = "") -> tuple[int, str, bytes]:
        """Status, where it leads, and the body as it came. A connection each, as behind a proxy that keeps none."""
        sent = f"Content-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n" if kind else ""
        head = f"{method} {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{self._head}{sent}\r\n"
        with socket.create_connection(("127.0.0.1", self._port), timeout=60) as connection:
            connection.sendall((head + body).encode())
            raw = b"".join(iter(lambda: connection.recv(65536), b""))
        self.told.requests += 1
        self.told.bytes += len(raw)
        top, _, rest = raw.partition(b"\r\n\r\n")
        leads = re.search(rb"(?i)\r\nlocation: ([^\r]+)", top)
        return int(top[9:12] or 0), urlsplit(leads[1].decode()).path if leads else "", rest

    def post(self, address: str, form: Mapping[str, str]) -> str:
        """Send a form, and give where it leads."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **form})
        status, leads, _ = self.ask("POST", address, "application/x-www-form-urlencoded", body)
        if status != 302:
            raise RuntimeError(f"POST {address} was answered {status}.")
        return leads

    def put(self, method: str, address: str, given: Mapping[str, Any]) -> bytes:
        status, _, body = self.ask(method, address, "application/json", json.dumps(given))
        if status == 204:
            raise NoneLeft
        if status >= 300:
            raise RuntimeError(f"{method} {address} was answered {status}.")
        return body

    def read(self, address: str) -> None:
        status, _, _ = self.ask("GET", address)
        if status != 200:
            raise RuntimeError(f"GET {address} was answered {status}.")


class ByPage:
    """One POST stores, claims and leads to the next note's page."""

    def __init__(self, one: Reviewer, places: Sequence[Mapping[str, str]]) -> None:
        self._one, self._left = one, iter(places)
        self._begin()

    def loop(self) -> None:
        self._here = self._one.post(self._here, FORM)
        if not re.search(self._notes, self._here):
            self._begin()
        else:
            self._one.read(self._here)

    def _begin(self) -> None:
        """The first note of the next workshop that has one for them."""
        for place in self._left:
            self._here, self._notes = self._one.post(place["take"], {}), place["notes"]
            if re.search(self._notes, self._here):
                self._one.read(self._here)
                return
        raise NoneLeft


class ByApi:
    """A call for the judgement, a call for the next note."""

    def __init__(self, one: Reviewer, places: Sequence[Mapping[str, str]]) -> None:
        self._one, self._left = one, iter(places)
        self._begin()

    def loop(self) -> None:
        self._one.put(self._place.get("method", "PUT"), self._here, PUT)
        try:
            self._take()
        except NoneLeft:
            self._begin()

    def _begin(self) -> None:
        for place in self._left:
            self._place = place
            try:
                self._take()
            except NoneLeft:
                continue
            return
        raise NoneLeft

    def _take(self) -> None:
        found = re.search(rb'"id": ?(\d+)', self._one.put("POST", self._place["take"], {}))
        if found is None:
            raise RuntimeError("A note without a number.")
        self._here = self._place["notes"].replace("N", found[1].decode())


LOOPS = {"page": ByPage, "api": ByApi}


def work(plan: Mapping[str, Any]) -> dict[str, Any]:
    """All reviewers at once until `seconds` are over or each has done `loops`; `pause`: seconds between judgements."""
    told, begin = Told(), threading.Barrier(len(plan["people"]) + 1)
    threads = [
        threading.Thread(target=_reviews, args=(plan, person, told, begin), daemon=True) for person in plan["people"]
    ]
    for thread in threads:
        thread.start()
    try:
        begin.wait()
    except threading.BrokenBarrierError:
        raise SystemExit("; ".join(told.problems)) from None
    told.requests = told.bytes = 0
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    sys.stdin.readline()
    begun, used = time.monotonic(), time.process_time()
    begin.wait()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    return {
        "loops": len(told.waits), "took": took, "waits": told.waits, "requests": told.requests, "bytes": told.bytes,
        "own_cpu": time.process_time() - used, "problems": told.problems[:3],
    }  # fmt: skip


def _reviews(plan: Mapping[str, Any], person: Mapping[str, Any], told: Told, begin: threading.Barrier) -> None:
    chance, pause = random.Random(person["id"]), plan.get("pause", 0)  # noqa: S311 - a reproducible run
    try:
        loop = LOOPS[plan["kind"]](Reviewer(plan, person, told), plan["places"]).loop
    except (NoneLeft, RuntimeError, OSError) as error:
        told.problems.append(str(error) or "no note was left")
        begin.abort()
        return
    begin.wait()
    begin.wait()
    until = time.monotonic() + plan["seconds"]
    try:
        if pause:
            time.sleep(chance.uniform(0, pause))
        for _ in range(plan.get("loops") or 10**9):
            at = time.monotonic()
            if at > until:
                break
            loop()
            took = time.monotonic() - at
            told.waits.append(took)
            if pause:
                time.sleep(max(0, pause * chance.uniform(0.5, 1.5) - took))
    except NoneLeft:
        told.problems.append("no note was left")
    except (RuntimeError, OSError) as error:
        told.problems.append(str(error))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(work(json.loads(sys.stdin.readline()))) + "\n")
