"""A file of case notes loaded as a steward loads it: through the page, signed for at the preview, by a real worker.

    python -m benchmarks.intake_page --rows 50000

PostgreSQL (durable), Redis, gunicorn and a Celery worker as processes of their own, on loopback only. Prints the
seconds of uploading, checking and loading, rows a second beside the csv module and one COPY of the same file in the
same run, how soon the page says that nobody works the queue, and the worker's memory for a tenth and for all rows.
Exit status 1 below a quarter of that COPY's rows a second, when memory grows with the file, or when the page is silent.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.db import connections

from benchmarks.intake import LEAST_RATIO, MOST_GROWTH_MB, step
from benchmarks.intake_file import write
from benchmarks.person import Person
from benchmarks.site import DURABLE, served
from benchmarks.workers import Workers
from tests.servers import postgres, redis

PASSWORD = "a password for a run"  # noqa: S105 - of an account that lives as long as the run
STEWARD = "steward@example.org"
SILENT = b"Nobody works the queue"
MOST_SILENT = 10.0  # seconds until the page says so
LONGEST = 900.0


@contextmanager
def service(folder: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """A port, and the environment of the processes behind it."""
    servers = folder / "servers"
    servers.mkdir()
    folder.chmod(0o755)
    with postgres(servers, DURABLE) as database_url, redis(servers) as redis_url:
        os.environ |= {
            "DATABASE_URL": database_url, "REDIS_URL": redis_url, "DEMONSTRATION": "yes",
            "DJANGO_SETTINGS_MODULE": "tests.settings", "PATHWAY_REVIEW_TEST_VAR": str(folder / "var"),
        }  # fmt: skip
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True)
        django.setup()
        _people()
        try:
            with served(os.environ, folder / "web.log") as port:
                yield port, dict(os.environ)
        finally:
            connections.close_all()  # or the database would wait for this process before it ends


def _people() -> None:
    from accounts.models import User
    from areas.models import Area, Membership, Role
    from benchmarks import intake_step

    intake_step.make()
    steward = User.objects.create_user(STEWARD, "Steward", PASSWORD)
    Membership.objects.create(area=Area.objects.get(slug=intake_step.AREA), user=steward, role=Role.STEWARD)


def hand_in(steward: Person, file: Path) -> tuple[str, float]:
    """The address of the batch, and the seconds until the page had it."""
    from areas.models import Area

    page = steward.get("/batches/new/")
    form = {"area": Area.objects.get().pk, "kind": "case-notes"}
    began = time.monotonic()
    answer = steward.upload("/batches/new/", form, file, page)
    found = re.search(rb"\r?\nLocation: (\S+)", answer.text)
    if found is None:
        raise RuntimeError(f"The page did not take the file: {answer.status}.")
    return found[1].decode(), time.monotonic() - began


def until(batch: int, status: str) -> float:
    """Waits until the batch has come so far; the seconds since it was handed in or accepted. Raises RuntimeError."""
    from reviews.models import Batch

    began = time.monotonic()
    while (now := Batch.objects.get(pk=batch)).status != status:
        if now.status == Batch.Status.REFUSED or time.monotonic() - began > LONGEST:
            raise RuntimeError(f"Batch {batch} is {now.status}, not {status}.")
        time.sleep(0.05)
    return time.monotonic() - began


def accept(steward: Person, address: str) -> None:
    """Sign and load, as the button at the preview does."""
    from reviews.intake.statement import BASES, CHECKS

    form = {"basis": next(iter(BASES)), "checks": list(CHECKS)}
    answer = steward.post(f"{address}accept/", form, steward.get(address))
    if answer.status != 302:
        raise RuntimeError(f"The page did not accept the batch: {answer.status}.")


def told_that_nobody_works(steward: Person, address: str) -> float:
    """Seconds until the page says so, asked twice a second."""
    began = time.monotonic()
    while SILENT not in steward.get(address).text:
        if time.monotonic() - began > 3 * MOST_SILENT:
            return float("inf")
        time.sleep(0.5)
    return time.monotonic() - began


def through_the_page(steward: Person, file: Path, folder: Path, env: Mapping[str, str]) -> dict[str, Any]:
    """One file with workers of its own: the seconds of each part, the counts, and what the workers held at most."""
    from reviews.intake.report import counts
    from reviews.models import Batch

    with Workers(folder, env, beat=True) as workers:
        _until_at_work()
        address, uploaded = hand_in(steward, file)
        batch = int(address.strip("/").rpartition("/")[2])
        checked = until(batch, "checked")
        accept(steward, address)
        loaded = until(batch, "loaded")
        found = {"upload_s": uploaded, "check_s": checked, "load_s": loaded, "memory_mb": workers.peak_memory()}
    silent = told_that_nobody_works(steward, hand_in_again(steward, file))
    return {**found, **counts(Batch.objects.get(pk=batch)), "silent_told_s": silent}


def hand_in_again(steward: Person, file: Path) -> str:
    """Another file while no worker runs: it waits."""
    few = file.with_suffix(".few.csv")
    write(few, 3, seed=1)
    return hand_in(steward, few)[0]


def _until_at_work() -> None:
    from reviews.worker import worker_alive

    for _ in range(300):
        if worker_alive():
            return
        time.sleep(0.2)
    raise RuntimeError("No worker gave a sign of life.")


def measure(number: int, seed: int) -> dict[str, Any]:
    """COPY before and after the load, so that a machine that slows down meanwhile does not flatter it."""
    with tempfile.TemporaryDirectory(prefix="pathway-review-page-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        few, many = folder / "few.csv", folder / "many.csv"
        write(few, number // 10, seed=seed + 1)
        write(many, number, seed=seed)
        with service(folder) as (port, env):
            steward = Person(port, STEWARD, seed)
            steward.sign_in(PASSWORD)
            small = through_the_page(steward, few, folder, env)
            step(env, "clear")
            before = step(env, "copy", str(many))["seconds"]
            large = through_the_page(steward, many, folder, env)
            after = step(env, "copy", str(many))["seconds"]
    rate, copied = number / large["load_s"], 2 * number / (before + after)
    seconds = {key: round(value, 1) for key, value in large.items() if key.endswith("_s")}
    return {
        "rows": number, "rows_a_second": round(rate), "copied_rows_a_second": round(copied),
        "ratio": round(rate / copied, 3), **seconds, "held": large["held"],
        "adds_up": large["rows"] == number == sum(large[key] for key in ("accepted", "unchanged", "held", "rejected")),
        "worker_memory_mb": {str(number // 10): round(small["memory_mb"]), str(number): round(large["memory_mb"])},
        "machine_load": os.getloadavg()[0], "cores": os.cpu_count(), "seed": seed,
    }  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=2016)
    asked = parser.parse_args(arguments)
    found = measure(asked.rows, asked.seed)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    few, many = found["worker_memory_mb"].values()
    fast, flat = found["ratio"] >= LEAST_RATIO, many - few <= MOST_GROWTH_MB
    return 0 if fast and flat and found["adds_up"] and found["silent_told_s"] <= MOST_SILENT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
