"""The review loop, "get the next note" and "submit a judgement", beside bare Django that does the same work.

    python -m benchmarks.review_loop --reviewers 40 --notes 50000

Everything runs on this machine: one durable PostgreSQL, the site as in production (gunicorn, 2 processes of 4 threads),
the floor (benchmarks/floor), and the reviewers in a process of their own, who all take notes of one workshop in own
time after the other. What is compared runs in turn, in rounds; medians are told. Exit status 1 where a bar is missed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.loop_sites import Database, Server, asked, database, floor, ours, used

BARS: Mapping[str, tuple[str, float]] = {
    "page_to_floor": ("at least", 0.4),
    "api_to_floor": ("at least", 0.5),
    "statements_page": ("at most", 15),
    "statements_api": ("at most", 15),
    "next_note_p95_ms": ("at most", 150),
    "growth_of_cpu": ("at most", 1.1),
}
HTTPS = {"X-Forwarded-Proto": "https", "Referer": "https://127.0.0.1/"}
FLOOR_NOTES = 50_000
PAGE, API, PACED = "page", "api", "page, a judgement a second each"
FLOOR = {
    PAGE: [{"take": "/take/", "notes": "/notes/"}],
    API: [{"take": "/api/take/", "notes": "/api/notes/N/judgement/", "method": "POST"}],
}


@dataclass
class Leg:
    """Something that runs once a round: who, what, and what each round took."""

    name: str
    server: Server
    plan: Mapping[str, Any]
    rounds: list[dict[str, Any]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Medians over the rounds; times in milliseconds, `cpu_ms` of web server and database for one loop."""

        def middle(of: Callable[[Mapping[str, Any]], float]) -> float:
            return round(median(map(of, self.rounds)), 2)

        return {
            "loops_a_second": middle(lambda one: one["loops"] / one["took"]),
            "cpu_ms": middle(lambda one: 1000 * (one["web"] + one["database"]) / max(one["loops"], 1)),
            "database_cpu_ms": middle(lambda one: 1000 * one["database"] / max(one["loops"], 1)),
            "p50_ms": middle(lambda one: _at(one["waits"], 0.5)),
            "p95_ms": middle(lambda one: _at(one["waits"], 0.95)),
            "requests": middle(lambda one: one["requests"] / max(one["loops"], 1)),
            "bytes": middle(lambda one: one["bytes"] / max(one["loops"], 1)),
            "loops": sum(one["loops"] for one in self.rounds),
        }


def _at(waits: Sequence[float], share: float) -> float:
    ranked = sorted(waits) or [0.0]
    return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def run(leg: Leg, made: Database, **more: Any) -> dict[str, Any]:
    """One round of one leg. Processor time is counted from when everybody has their first note."""
    command = [sys.executable, "-m", "benchmarks.loop_people"]
    people = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    assert people.stdin and people.stdout  # noqa: S101 - for the types: both were asked for
    people.stdin.write(json.dumps({**leg.plan, "port": leg.server.port, **more}) + "\n")
    people.stdin.flush()
    people.stdout.readline()
    web, own = used(leg.server.pid), used(made.pid)
    people.stdin.write("go\n")
    people.stdin.flush()
    told: dict[str, Any] = json.loads(people.stdout.readline())
    people.wait()
    return {**told, "web": used(leg.server.pid) - web, "database": used(made.pid) - own}


def rows(module: str, env: Mapping[str, str], *words: str) -> Any:
    command = [sys.executable, "-m", module, *words]
    return json.loads(subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout)  # noqa: S603 - our own


def legs(given: argparse.Namespace, sites: Mapping[int, Server], bare: Server) -> Iterator[Leg]:
    """For each number of reviewers and of notes: page and API, beside the floor; and the page at a human pace."""
    most = max(given.reviewers)
    made = {
        n: rows("benchmarks.loop_rows", site.env, json.dumps({"people": most, "notes": n})) for n, site in sites.items()
    }
    theirs = rows("benchmarks.floor.rows", bare.env, str(most), str(FLOOR_NOTES))
    for many in given.reviewers:
        for kind in (PAGE, API):
            plan = {"kind": kind, "seconds": given.seconds, "people": theirs[:many], "places": FLOOR[kind]}
            yield Leg(f"floor {kind}, {many} reviewers", bare, plan)
            for number, site in sites.items():
                own = {
                    **plan,
                    "headers": {**HTTPS, **({"Accept-Encoding": "gzip"} if kind == PAGE else {})},
                    "people": made[number]["people"][:many],
                    "loops": _share(number, many, given),
                }
                own["places"] = [_place(kind, workshop) for workshop in made[number]["workshops"]]
                yield Leg(f"{kind}, {many} reviewers, {number} notes", site, own)
                if kind == PAGE:
                    yield Leg(f"{PACED}, {many} reviewers, {number} notes", site, {**own, "pause": 1})


def _share(notes: int, reviewers: int, given: argparse.Namespace) -> int:
    """Loops that each reviewer may do a round, so that notes that are judged three times last for all rounds."""
    return max(2 * notes // (3 * given.rounds * reviewers * len(given.reviewers)), 1)


def _place(kind: str, workshop: int) -> dict[str, str]:
    """Where a workshop's notes are taken, and what they are called."""
    if kind == PAGE:
        return {"take": f"/workshops/{workshop}/take/", "notes": f"^/workshops/{workshop}/notes/"}
    api = f"/api/v1/workshops/{workshop}/"
    return {"take": f"{api}next/", "notes": f"{api}notes/N/judgement/"}


def statements(leg: Leg, made: Database, loops: int = 20) -> tuple[float, list[str]]:
    """How many a loop costs, of one reviewer alone, and those of the last loop."""
    found: list[str] = []
    run(leg, made, people=leg.plan["people"][:1], loops=3, pause=0)
    with made.counted(found):
        told = run(leg, made, people=leg.plan["people"][:1], loops=loops, pause=0)
    plain = asked(found)
    return round(len(plain) / (told["loops"] + 1), 1), plain[-20:]


def measured(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    with ExitStack() as stack:
        made = stack.enter_context(database(folder))
        sites = {number: stack.enter_context(ours(made, folder, f"ours_{number}")) for number in given.notes}
        every = list(legs(given, sites, stack.enter_context(floor(made, folder))))
        cost = {leg.name: statements(leg, made) for leg in every if "pause" not in leg.plan and _first(leg, given)}
        for number in range(given.rounds):
            for leg in every:
                made.run("checkpoint")
                leg.rounds.append(run(leg, made))
                sys.stderr.write(f"{number + 1} {leg.name}: {leg.rounds[-1]['loops'] / leg.rounds[-1]['took']:.1f}\n")
        return told(every, cost, given)


def _first(leg: Leg, given: argparse.Namespace) -> bool:
    return f" {given.reviewers[0]} reviewers" in leg.name and (
        f" {given.notes[0]} notes" in leg.name or "floor" in leg.name
    )


def told(
    every: Sequence[Leg], cost: Mapping[str, tuple[float, list[str]]], given: argparse.Namespace
) -> dict[str, Any]:
    """All figures, and what the bars are held against."""
    found: dict[str, dict[str, Any]] = {leg.name: leg.figures() for leg in every}
    for name, (number, _) in cost.items():
        found[name]["statements"] = number
    problems = sorted({problem for leg in every for one in leg.rounds for problem in one["problems"]})
    return {
        "machine_load": os.getloadavg()[0], "rounds": given.rounds, "seconds": given.seconds, "figures": found,
        "against_bars": against(found, given), "problems": problems,
    }  # fmt: skip


def against(found: Mapping[str, Mapping[str, Any]], given: argparse.Namespace) -> dict[str, float]:
    """Ratios of loops a second and of processor time, and the rest that has a bar."""
    many = 40 if 40 in given.reviewers else given.reviewers[0]
    number = 50_000 if 50_000 in given.notes else given.notes[0]
    result: dict[str, float] = {}
    for kind in (PAGE, API):
        own, bare = found[f"{kind}, {many} reviewers, {number} notes"], found[f"floor {kind}, {many} reviewers"]
        result[f"{kind}_to_floor"] = round(own["loops_a_second"] / bare["loops_a_second"], 3)
        result[f"cpu_{kind}_to_floor"] = round(own["cpu_ms"] / bare["cpu_ms"], 2)
        alone = found[f"{kind}, {given.reviewers[0]} reviewers, {given.notes[0]} notes"]
        result[f"statements_{kind}"] = alone["statements"]
    result["next_note_p95_ms"] = found[f"{PACED}, {many} reviewers, {number} notes"]["p95_ms"]
    if len(given.notes) > 1:
        few, most = (
            found[f"{PAGE}, {many} reviewers, {n} notes"]["cpu_ms"] for n in (min(given.notes), max(given.notes))
        )
        result["growth_of_cpu"] = round(most / few, 2)
    return result


def missed(result: Mapping[str, float]) -> list[str]:
    """The bars that are not held, in words."""
    held = {"at least": lambda value, bar: value >= bar, "at most": lambda value, bar: value <= bar}
    return [
        f"{name} is {result[name]}, {how} {bar} is wanted"
        for name, (how, bar) in BARS.items()
        if name in result and not held[how](result[name], bar)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviewers", type=int, nargs="+", default=[40])
    parser.add_argument("--notes", type=int, nargs="+", default=[50_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pathway-review-loop-", ignore_cleanup_errors=True) as name:
        found = measured(given, Path(name))
    lacking = missed(found["against_bars"])
    sys.stdout.write(json.dumps({**found, "missed": lacking}, indent=1) + "\n")
    return int(bool(lacking or found["problems"]))


if __name__ == "__main__":
    sys.exit(main())
