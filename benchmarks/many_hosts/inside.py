"""The run itself, as a program of the client's host: starts everything, has people work, cuts hosts off, and judges."""

import json
import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import django

from benchmarks.many_hosts import service, stores
from benchmarks.many_hosts.acts_planned import planned
from benchmarks.many_hosts.asked import Asked, asked
from benchmarks.many_hosts.shape import Shape
from benchmarks.many_hosts.share import Shares
from benchmarks.many_hosts.site import Site
from benchmarks.many_hosts.spread import given_to, read, spread
from benchmarks.many_hosts.waits import waits
from tests.faults.ledger import Ledger
from tests.faults.processes import Supervisor
from tests.faults.run import Asked as Judged
from tests.faults.run import People, migrate, seated, under_faults


def main(folder: Path, words: Sequence[str]) -> int:
    given = asked(words, "")
    shape = Shape(given.web, given.workers)
    shares = Shares(shape.web_hosts)
    with Supervisor() as services:
        site = Site(folder, services, shape, shares)
        found = _run(given, site)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


def _run(given: Asked, site: Site) -> dict[str, Any]:
    load, people, ledger = os.getloadavg()[0], *_started(given, site)
    from benchmarks.many_hosts.follows import Follows

    follows = Follows(site)
    found: dict[str, Any] = {"seed": given.seed, "web": given.web, "workers": given.workers, "load_before": load}
    found["limits"] = stores.limits(site)
    if given.seconds:
        from benchmarks.many_hosts.rates import rates

        found["speed"] = rates(site, people, ledger, given.seconds, given.share)
    found |= _cut(given, site, people, ledger)
    site.end(*[name for name in site.services.processes if name.startswith(("web", "worker"))])
    if "primary" not in given.cut:
        found["standby"] = follows.found()
    return {**found, "load_after": os.getloadavg()[0]}


def _started(given: Asked, site: Site) -> tuple[People, Ledger]:
    stores.start_primary(site)
    migrate({**site.env, **site.database("db-1", 5432, "pathway")})
    stores.start_standby(site)
    stores.start_pooler(site)
    stores.start_queue(site)
    os.environ.update(site.jobs)
    django.setup()
    from tests.faults import rows

    made = rows.make(given.reviewers, given.judgements // given.reviewers)
    service.start(site)
    ledger, places = Ledger(site.folder / "ledger.jsonl"), {email: n for n, email in enumerate(made.seats, start=1)}

    people = seated(lambda email: site.visitor(email, places.get(email, 0), given.seed), made, ledger, given.seed)
    watcher = site.visitor(made.facilitator, 0, given.seed)
    watcher.sign_in(rows.PASSWORD)
    site.watcher = watcher
    return people, ledger


def _cut(given: Asked, site: Site, people: People, ledger: Ledger) -> dict[str, Any]:
    """People work while hosts are cut off; what became of all that was acknowledged, and who answered."""
    from benchmarks.many_hosts.acts import Acts, Done
    from benchmarks.many_hosts.away import away

    faults = planned(given.cut, ledger.judged, given.judgements)
    done: list[Done] = []
    whole, began = Judged(given.judgements, given.reviewers, given.seed, given.rows, {}), time.time()
    found = under_faults(whole, site, people, ledger, faults, partial(Acts, done))
    lines = [line for line in read(site.folder / "spread.log") if line.at >= began]
    return {
        **found,
        "requests": spread(lines, site.at),
        "away": away(done, lines, ledger.lines(), site.at),
        "seconds_to_be_acknowledged": waits(ledger.lines(), began),
        "tasks_given": {host: given_to(site.log(host)) for host in site.shape.worker_hosts},
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
