"""A room of people at once: how soon a reveal reaches everybody, how long saving takes, and that nothing is told early.

    python -m benchmarks.room --people 30 --notes 3

Prints the figures and the seed; exit status 1 when anything was lost, doubled, changed or told.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.heard import Heard, alike, told_early
from benchmarks.person import Person
from benchmarks.room_rows import PASSWORD
from benchmarks.site import site

NO = {
    "best_pathway": "no", "alternative_existed": "under-commissioned", "timing": "earlier",
    "missed_prevention": ["falls-prevention"], "other_reasons": ["hospital-pressure"],
    "person_implication": "much-better", "cost_implication": "lower", "achievability": "likely",
}  # fmt: skip
YES = {"best_pathway": "yes"}
PATHWAYS = ("reablement", "domiciliary-package", "residential-placement")
REASONS = ("capacity-short", "funding-dispute")
IN_ROOM = {"agreement": "majority", "presence-gp": "1", "presence-social-worker": "1"}


@dataclass
class Run:
    """Everybody in the room and what happened: the ledger holds what was acknowledged, and nothing else."""

    workshop: int
    facilitator: Person
    members: Sequence[Person]
    within: float  # seconds in which everybody submits
    chance: random.Random
    ledger: dict[tuple[int, str], dict[str, str]] = field(default_factory=dict)
    marks: dict[str, dict[str, list[bytes]]] = field(default_factory=dict)
    reveals: dict[str, float] = field(default_factory=dict)
    told_at: list[float] = field(default_factory=list)  # seconds from the button to the fragment, and to the page
    shown_at: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    differ: list[str] = field(default_factory=list)
    refused: int = 0

    @property
    def witness(self) -> Person:
        """Who reads, asks, and submits nothing: what they get must not depend on what others answered."""
        return self.members[0]

    def at(self, place: int, more: str = "") -> str:
        return f"/workshops/{self.workshop}/notes/{place}/{more}"


def one_note(run: Run, place: int) -> None:
    """Open, everybody submits, everybody changes their mind, reveal, all pages follow, record."""
    _open(run, place)
    for person in run.members:
        person.follow(run.at(place, "live/"), _ignored)
    looks = []
    for round_number in (1, 2):
        pages: dict[str, Heard] = {}
        _all(run.members[1:], lambda person: pages.update({person.email: person.get(run.at(place))}))  # noqa: B023
        _all(run.members[1:], lambda person: submit(run, person, place, round_number, pages[person.email]))  # noqa: B023
        looks.append({name: alike(text) for name, text in _look_around(run, place)})
    run.differ += [name for name in looks[0] if looks[0][name] != looks[1][name]]
    _reveal(run, place)
    page = run.facilitator.get(run.at(place, "agreed-review/"))
    form = {**NO, "level_of_need": "moderate", "proposed_pathway": PATHWAYS[0], "main_reason": REASONS[0], **IN_ROOM}
    recorded = run.facilitator.post(run.at(place, "agreed-review/"), {**form, "revision": "0"}, page)
    if recorded.status != 302:
        raise RuntimeError("The agreed review was not recorded.")


def submit(run: Run, person: Person, place: int, round_number: int, page: Heard) -> None:
    """Who has read the page sends their answers; what the site acknowledges goes into the ledger."""
    mark = f"mark-{place}-{person.email.split('@')[0]}-{round_number}-end"
    run.marks.setdefault(str(place), {}).setdefault(person.email, []).append(mark.encode())
    answers = _answers(run.chance, mark)
    time.sleep(run.chance.uniform(0, run.within))
    sent = person.post(run.at(place), {**answers, "revision": str(round_number - 1)}, page)
    run.refused += sent.status != 302
    if sent.status == 302:
        run.saves.append(sent.took)
        run.ledger[place, person.email] = {**answers, "revision": str(round_number)}
        person.get(run.at(place))


def _answers(chance: random.Random, mark: str) -> dict[str, Any]:
    common = {"level_of_need": chance.choice(("low", "moderate", "high", "complex")), "comment": mark}
    if chance.random() < 0.3:
        return {**YES, **common}
    return {**NO, **common, "proposed_pathway": chance.choice(PATHWAYS), "main_reason": chance.choice(REASONS)}


def _open(run: Run, place: int) -> None:
    page = run.facilitator.get(run.at(place, "agreed-review/"))
    if b"Open note" in page.text:
        run.facilitator.post(run.at(place, "open/"), {}, page)


def _look_around(run: Run, place: int) -> Iterable[tuple[str, bytes]]:
    """All that the witness and the facilitator can get about the note."""
    workshop, api = f"/workshops/{run.workshop}/", f"/api/v1/workshops/{run.workshop}/"
    for person in (run.witness, run.facilitator):
        for address in (
            "/", "/workshops/", workshop, f"{workshop}live/", run.at(place), run.at(place, "live/"),
            run.at(place, "agreed-review/"), run.at(place, "agreed-review/live/"), api, f"{api}next/",
            f"{api}notes/{place}/judgement/", f"{api}notes/{place}/agreed-review/",
        ):  # fmt: skip
            yield f"{person.email} {address}", person.get(address).text


def _reveal(run: Run, place: int) -> None:
    """Press the button while everybody's page asks, and wait until all of them show the answers."""
    page = run.facilitator.get(run.at(place, "agreed-review/"))

    def moved(person: Person) -> Callable[[str, float], None]:
        def show(address: str, at: float) -> None:
            run.told_at.append(at - run.reveals[str(place)])
            run.shown_at.append(person.get(address).at - run.reveals[str(place)])

        return show

    for person in run.members:
        person.follow(run.at(place, "live/"), moved(person))
    time.sleep(3.5)  # everybody has asked at least once
    run.reveals[str(place)] = time.monotonic()
    run.facilitator.post(run.at(place, "reveal/"), {}, page)
    wanted = len(run.members) * len(run.reveals)
    until = time.monotonic() + 60
    while len(run.shown_at) < wanted and time.monotonic() < until:
        time.sleep(0.05)
    for person in run.members:
        person.stay()


def _ignored(address: str, at: float) -> None:
    """A page that asks, whose person does not go along."""


def _all(people: Sequence[Person], act: Callable[[Person], None]) -> None:
    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(act, people))


def run_room(people: int, notes: int, seed: int, within: float) -> dict[str, Any]:
    """The whole run; gives its figures, times in milliseconds."""
    before = os.getloadavg()[0]
    folder = tempfile.TemporaryDirectory(prefix="pathway-review-room-", ignore_cleanup_errors=True)
    with folder as name, site(Path(name)) as there:
        made = there.rows("make", str(people), str(notes))
        facilitator, *members = (Person(there.port, email, seed) for email in made["people"])
        _all([facilitator, *members], lambda person: person.sign_in(PASSWORD))
        run = Run(made["workshop"], facilitator, members, within, random.Random(seed))  # noqa: S311 - a reproducible run
        for place in made["places"]:
            one_note(run, place)
        load = {"load_before": before, "load_after": os.getloadavg()[0]}
        return {"seed": seed, "people": people, "notes": notes, **load, **figures(run, there.rows("kept"))}


def figures(run: Run, kept: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The run against what the database kept."""
    found = [(row["workshop_note"], row["by__email"]) for row in kept]
    heard = [each for person in (run.facilitator, *run.members) for each in person.heard]
    asked = [each for each in heard if each.address.endswith("/live/")]
    return {
        "acknowledged": len(run.saves),
        "refused": run.refused,
        "lost": len(set(run.ledger) - set(found)),
        "doubled": len(found) - len(set(found)),
        "changed": sum(not _same(row, run.ledger.get((row["workshop_note"], row["by__email"]))) for row in kept),
        "told_early": told_early(heard, run.marks, run.reveals),
        "differed": run.differ,
        "not_shown": len(run.members) * len(run.reveals) - len(run.shown_at),
        "server_errors": sum(each.status >= 500 for each in heard),
        "save_ms": _spread(run.saves),
        "reveal_told_ms": _spread(run.told_at),
        "reveal_shown_ms": _spread(run.shown_at),
        "ask_ms": _spread([each.took for each in asked]),
        "asked": len(asked),
        "unchanged": sum(each.status == 304 for each in asked),
        "answers_read": len(heard),
        "bytes_read": sum(len(each.text) for each in heard),
    }


def _same(row: dict[str, Any], sent: dict[str, str] | None) -> bool:
    if sent is None:
        return False
    plain = {"level_of_need": "level_of_need", "best_pathway": "best_pathway", "comment": "comment",
             "proposed_pathway__code": "proposed_pathway", "main_reason__code": "main_reason"}  # fmt: skip
    answers = all((row[column] or "") == sent.get(name, "") for column, name in plain.items())
    return answers and str(row["revision"]) == sent["revision"] and not row["late"]


def _spread(seconds: Sequence[float]) -> dict[str, int]:
    ranked = sorted(seconds) or [0.0]
    at = {"p50": 0.5, "p95": 0.95, "max": 1.0}
    return {name: round(1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))]) for name, share in at.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--notes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--within", type=float, default=4.0, help="seconds in which everybody submits")
    given = parser.parse_args()
    found = run_room(given.people, given.notes, given.seed, given.within)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    wrong = ("refused", "lost", "doubled", "changed", "told_early", "differed", "not_shown", "server_errors")
    return int(any(found[name] for name in wrong))


if __name__ == "__main__":
    sys.exit(main())
