"""Kills the worker in the middle of a load, again and again: every row is there exactly once all the same.

    python -m benchmarks.kill_points --rows 50000 --points 20

Starts PostgreSQL (durable), Redis and real workers, hands a file in, and at each point (seeded, anywhere in the file)
kills the processes that work with SIGKILL; the message then comes again, at some points two or five times at once. At
one point all workers are started anew, at one Redis is flushed, at one the database is restarted, and at two the
workers are frozen, others take over, and then they wake (without the fence that loses rows). Afterwards file and
database are compared row by row. Exit status 1 when a row was lost, doubled, changed or miscounted, or when progress
ran back.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import django

from benchmarks.intake_file import write
from benchmarks.site import DURABLE
from benchmarks.workers import Workers, stop_database
from benchmarks.wrecks import Wreck, chosen, go_on
from tests.servers import postgres, redis

LONGEST = 240.0  # seconds to wait for a row more: then something is stuck


def run(batch: int, workers: Workers, *, rows: int, wrecks: Sequence[Wreck], seed: int) -> dict[str, Any]:
    """Load `batch` with a wreck at as many points; what was seen: {"points", "progress", "backwards"}."""
    from django.conf import settings

    chance = random.Random(seed)  # noqa: S311 - a reproducible run
    points, happened = sorted(chance.sample(range(1, rows), len(wrecks))), []
    seen = [0]
    _ring(batch)
    for point, wreck in zip(points, wrecks, strict=True):
        under_way = point - point % settings.BATCH_CHUNK_ROWS  # the chunk that holds the row
        seen += _until(batch, lambda done, ended, first=under_way: ended or done >= first, workers)
        time.sleep(chance.random() * 0.1)  # anywhere in it
        happened.append({"row": point, "what": wreck.__name__, "met_work": wreck(workers, batch)})
        go_on(batch, times=chance.choice((1, 2, 5)))
    seen += _until(batch, lambda done, ended: ended, workers)
    backwards = sum(then < first for first, then in pairwise(seen))
    return {"points": happened, "asked": len(seen), "backwards": backwards}


def _until(batch: int, there: Callable[[int, bool], bool], workers: Workers) -> list[int]:
    """How far the batch said it had come, each time it was asked."""
    from reviews.models import Batch

    seen, since, least = [], time.monotonic(), -1
    while True:
        now = Batch.objects.get(pk=batch)
        seen.append(now.done)
        if there(now.done, now.settled):
            return seen
        if now.done > least:
            least, since = now.done, time.monotonic()
        if time.monotonic() - since > LONGEST:
            raise RuntimeError(f"Stuck at {now.done} rows. {workers.said()}")
        time.sleep(0.01)


def _ring(batch: int) -> None:
    from reviews.intake.wake import _ring as ring

    ring(batch)


def compare(batch: int, file: Path) -> dict[str, Any]:
    """File and database row by row: how many rows are lost, doubled, changed or miscounted. All 0 when all is well."""
    import csv

    from reviews.models import Batch, CaseNote, HeldRow

    loaded = Batch.objects.get(pk=batch)
    notes = Counter(CaseNote.objects.values_list("reference", flat=True))
    held = Counter(cells["reference"] for cells in HeldRow.objects.filter(batch=batch).values_list("cells", flat=True))
    texts = dict(CaseNote.objects.values_list("reference", "narrative"))
    with file.open(encoding="utf-8", newline="") as opened:
        rows = {row["reference"]: row["narrative"] for row in csv.DictReader(opened)}
    there = notes + held
    counted = (loaded.rows, loaded.accepted, loaded.held, loaded.unchanged + loaded.rejected)
    told = loaded.problems.filter(code="identifier").values("line").distinct().count()
    return {
        "status": loaded.status,
        "lost": sum(not there[reference] for reference in rows),
        "doubled": sum(times > 1 for times in there.values()),
        "changed": sum(texts[reference] != rows.get(reference) for reference in texts),
        "miscounted": int(counted != (len(rows), sum(notes.values()), sum(held.values()), 0) or told != loaded.held),
        "held": loaded.held,
    }


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--points", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2016)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pathway-review-kills-", ignore_cleanup_errors=True) as name:
        servers = Path(name) / "servers"
        servers.mkdir()
        Path(name).chmod(0o755)
        with postgres(servers, DURABLE) as database_url, redis(servers) as redis_url:
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "tests.settings", "PATHWAY_REVIEW_TEST_VAR": name, "DEMONSTRATION": "yes",
                "DATABASE_URL": database_url, "REDIS_URL": redis_url,
            }  # fmt: skip
            found = _measure(Path(name), asked.rows, asked.points, asked.seed, os.environ)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    wrong = ("lost", "doubled", "changed", "miscounted", "backwards")
    return int(found["status"] != "loaded" or any(found[name] for name in wrong))


def _measure(folder: Path, rows: int, points: int, seed: int, env: Mapping[str, str]) -> dict[str, Any]:
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=env, check=True)
    django.setup()
    from benchmarks import intake_step

    intake_step.make()
    file = folder / "notes.csv"
    write(file, rows, seed=seed)
    batch = intake_step.hand_in(file)
    began = time.monotonic()
    with Workers(folder, env) as workers:
        happened = run(batch, workers, rows=rows, wrecks=chosen(points, seed=seed), seed=seed)
    found = {**compare(batch, file), **happened, "rows": rows, "seconds": round(time.monotonic() - began)}
    stop_database()  # the one that was started again is nobody's child
    return {**found, "survived": len(happened["points"]), "seed": seed}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
