"""What an installation weighs: memory at rest, what is installed, and how soon it answers after a clean start.

    python -m benchmarks.footprint

Starts the site as in production on this machine (2 web processes of 4 threads, a worker of 2 processes with the
timetable), lets it rest, and adds up each process's own share of memory (PSS). `first_answer_s` is from `migrate` on an
empty PostgreSQL to the first page; `static_files_s` is what packing static files takes when an installation is made.
Exit status 1 where the first answer takes more than 10 seconds.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from benchmarks.loop_sites import Database, database, gunicorn, production, tree
from benchmarks.workers import Workers
from tests.servers import redis

SOONEST = 10  # seconds
NOT_SERVED = {"tests", "benchmarks", "docs", "fixtures"}
REST = 5  # seconds until nothing moves


def memory(pids: Iterable[int]) -> float:
    """Megabytes that these processes hold; what several share is counted once."""
    return round(sum(_share(pid) for pid in pids) / 1024, 1)


def _share(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def installed() -> dict[str, int]:
    """Megabytes of the libraries that the service needs, without those of tests, and of our own code."""
    here = Path(__file__).parent.parent
    pinned = (here / "requirements" / "run.txt").read_text().splitlines()
    names = {line.partition("==")[0] for line in pinned if line[:1].isalnum()}  # one has a line for each Python
    libraries = sum(size(each) for name in names for each in _files(name))
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=here, check=True, capture_output=True).stdout  # noqa: S607 - whichever
    served = [here / name for name in listed.decode().split("\0") if name.partition("/")[0] not in NOT_SERVED]
    return {"libraries_mb": round(libraries / 2**20), "own_mb": round(sum(map(size, served)) / 2**20)}


def _files(name: str) -> list[Path]:
    """Those of a library; none where this system does not need it."""
    try:
        return [Path(str(each.locate())) for each in distribution(name.partition("[")[0]).files or []]
    except PackageNotFoundError:
        return []


def size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def started(made: Database, folder: Path, broker: str) -> dict[str, Any]:
    """Seconds until an empty installation answers, and what it holds at rest."""
    env = {**production(made.named("ours"), folder), "REDIS_URL": broker}
    packing = _timed(["collectstatic", "--no-input", "-v0"], env)
    begun = time.monotonic()
    _timed(["migrate", "-v0"], env)
    with gunicorn("ours", ["config.wsgi"], env, folder, "/account/sign-in/") as site:
        answered = time.monotonic() - begun
        with Workers(folder, env, beat=True) as workers:
            time.sleep(REST)
            web, work = memory(tree(site.pid)), memory(tree(workers.pid))
    return {
        "static_files_s": round(packing, 1), "first_answer_s": round(answered, 1), "web_mb": web, "worker_mb": work,
        "together_mb": round(web + work, 1),
    }  # fmt: skip


def _timed(command: list[str], env: dict[str, str]) -> float:
    begun = time.monotonic()
    subprocess.run([sys.executable, "manage.py", *command], env=env, check=True)  # noqa: S603 - our own
    return time.monotonic() - begun


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="pathway-review-footprint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with database(folder) as made, redis(folder) as broker:
            found = {"machine_load": os.getloadavg()[0], **installed(), **started(made, folder, broker)}
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return int(found["first_answer_s"] > SOONEST)


if __name__ == "__main__":
    sys.exit(main())
