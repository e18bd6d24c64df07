"""One fault run from an empty folder to what was found."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import django

from benchmarks.person import Person
from tests.faults.at_a_desk import Desk
from tests.faults.compare import compare
from tests.faults.facilitator import agree_until
from tests.faults.ledger import Ledger
from tests.faults.plan import Fault, plan
from tests.faults.processes import Supervisor, wait_for
from tests.faults.reviewer import Reviewer
from tests.faults.site import Site

WELL_WITHIN = 60.0  # seconds


@dataclass(frozen=True)
class Asked:
    """`faults`: how many of each kind; `rows`: of each file that is loaded meanwhile."""

    judgements: int
    reviewers: int
    seed: int
    rows: int
    faults: Mapping[str, int]


@dataclass
class People:
    """Everybody who sits at a desk, and what they met."""

    reviewers: Sequence[Reviewer]
    facilitator: Desk
    workshops: Sequence[int]
    over: threading.Event = field(default_factory=threading.Event)

    def seen(self) -> dict[str, int]:
        """Answers that were none, or of 400 and more."""
        desks = [self.facilitator, *(reviewer.desk for reviewer in self.reviewers)]
        return dict(sum((desk.seen for desk in desks), Counter[str]()))


def run(asked: Asked, folder: Path) -> dict[str, Any]:
    """The whole run; what was found, as plain values."""
    with Supervisor() as services:
        site = Site(folder, services)
        site.start_stores()
        os.environ.update(site.env)
        migrate(site.env)
        django.setup()
        from tests.faults import rows

        made = rows.make(asked.reviewers, asked.judgements // asked.reviewers)
        site.start_service()
        ledger = Ledger(folder / "ledger.jsonl")
        people = seated(lambda email: Person(site.port, email, asked.seed), made, ledger, asked.seed)
        faults = plan(asked.judgements, asked.faults, asked.seed)
        from tests.faults.strikes import Strikes

        return under_faults(asked, site, people, ledger, faults, Strikes)


def migrate(env: Mapping[str, str]) -> None:
    """Waits until the database answers."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    wait_for("A migrated database", lambda: subprocess.run(command, env=env, check=False).returncode == 0, 120)


def seated(come: Callable[[str], Person], made: Any, ledger: Ledger, seed: int) -> People:
    """Everybody of `made` (rows.Made) signed in at a desk; `come` gives the person with this e-mail address."""
    from tests.faults.rows import PASSWORD

    def desk(email: str) -> Desk:
        person = come(email)
        person.sign_in(PASSWORD)
        return Desk(person, random.Random(f"{seed} {email}"))

    with ThreadPoolExecutor(8) as pool:
        desks = list(pool.map(desk, made.seats))
    reviewers = [
        Reviewer(each, workshop, ledger, seed) for each, workshop in zip(desks, made.seats.values(), strict=True)
    ]
    return People(reviewers, desk(made.facilitator), made.workshops)


def under_faults(
    asked: Asked, site: Any, people: People, ledger: Ledger, faults: Sequence[Fault], strikes_at: Callable[..., Any]
) -> dict[str, Any]:
    """Everybody works while the faults come; what was found. `site` has folder, answers and services as `Site` has."""
    from tests.faults.loads import Loads
    from tests.faults.watch import Watch

    loads, watch = Loads(site.folder, asked.rows, asked.seed), Watch(site.answers)
    strikes, began = strikes_at(site, loads), time.monotonic()
    watch.start()
    with ThreadPoolExecutor(len(people.reviewers) + 1) as pool:
        agreeing = pool.submit(agree_until, people.over, people.facilitator, people.workshops, ledger)
        judging = [pool.submit(reviewer.judge_all, people.over) for reviewer in people.reviewers]
        try:
            for fault in faults:
                while ledger.judged < fault.at and not _ended(judging) and not agreeing.done():
                    time.sleep(0.01)
                watch.begin(fault.what, strikes.do)
            for each in judging:
                each.result()
        finally:
            people.over.set()  # also when this fails: else it would wait for everybody to come to an end
        agreeing.result()
    seconds = time.monotonic() - began
    calm = _wait_until_calm(watch)
    watch.stop()
    told = {"seed": asked.seed, "seconds": round(seconds), "judgements_a_second": round(asked.judgements / seconds, 1)}
    return {**told, **_found(asked, people, ledger), "loads": loads.found(), **_health(watch, calm, site)}


def _ended(judging: Sequence[Future[None]]) -> bool:
    """Whether everybody has come to an end, or somebody failed."""
    return all(each.done() for each in judging) or any(each.done() and each.exception() for each in judging)


def _wait_until_calm(watch: Any) -> float | None:
    """Seconds from the last answer of the run until nothing is left to do; None where that takes over two minutes."""
    began = time.monotonic()
    try:
        wait_for("A calm service", lambda: watch.well() and _nothing_left(), 2 * WELL_WITHIN)
    except RuntimeError:
        return None
    return round(time.monotonic() - began, 1)


def _nothing_left() -> bool:
    from opportunities.rollup import revision
    from reviews.intake.lease import UNDER_WAY
    from reviews.models import Batch

    loading = Batch.objects.filter(status__in=UNDER_WAY).exists()
    return not loading and not revision._stale().exists() and not revision.all_areas_is_stale()


def _found(asked: Asked, people: People, ledger: Ledger) -> dict[str, Any]:
    from tests.faults import rows

    lines = ledger.lines()
    found = compare(lines, rows.judgements())
    told = {name: len(value) if isinstance(value, list) else value for name, value in asdict(found).items()}
    agreed = {place for line in lines if line["kind"] == "agreed" for place in line["places"]}
    return {
        **told,
        "asked_for": asked.judgements,
        "judged": ledger.judged,
        "agreed_acknowledged": len(agreed),
        "agreed_lost": len(agreed - rows.agreed_places()),
        "refused_changes": dict(sum((reviewer.refused for reviewer in people.reviewers), Counter[str]())),
        "bad_answers": people.seen(),
    }


def _health(watch: Any, calm: float | None, site: Any) -> dict[str, Any]:
    from tests.faults.watch import SIGNS

    slowest = {sign: max((each.seconds.get(sign, -1.0) for each in watch.faults), default=0.0) for sign in SIGNS}
    return {
        "faults": [{"what": each.what, "met": each.met, **each.seconds} for each in watch.faults],
        "slowest": slowest,
        "well_within_60_s": all(each.well and max(each.seconds.values()) <= WELL_WITHIN for each in watch.faults),
        "calm_after": calm,
        "starts": {name: process.starts for name, process in site.services.processes.items()},
    }
