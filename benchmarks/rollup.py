"""What the roll-up of a country costs: counting all areas beside one bare grouped query, and an area after one review.

    python -m benchmarks.rollup --reviews 1000000 --areas 150

Starts a PostgreSQL of its own, filled by SQL. Medians of 3, ratios of one run. Exit status 1 where counting all areas
takes more than 1.5 times the bare query, or an area's figures after one review are there later than 100 ms or take
more than 1.25 times as long among all areas as alone.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, run
from typing import Any

from benchmarks.site import DURABLE
from tests.servers import postgres

MOST_RATIO = 1.5
MOST_MS = 100.0
MOST_GROWTH = 1.25  # of a refresh, from one area to all


@contextmanager
def filled(reviews: int, areas: int, *more: int) -> Iterator[Mapping[str, str]]:
    """The environment of a PostgreSQL of its own with so much in it: benchmarks.filled.Size."""
    with tempfile.TemporaryDirectory(prefix="pathway-review-rollup-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        servers = folder / "servers"
        servers.mkdir()
        with postgres(servers, [*DURABLE, "max_wal_size=8GB"]) as url:
            env = {
                **os.environ, "DATABASE_URL": url, "DEMONSTRATION": "yes", "DJANGO_SETTINGS_MODULE": "tests.settings",
                "PATHWAY_REVIEW_TEST_VAR": str(folder / "var"),
            }  # fmt: skip
            env.pop("REDIS_URL", None)
            run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=env, check=True)
            step(env, "fill", *map(str, (reviews, areas, *more)))
            yield env


def step(env: Mapping[str, str], *words: str) -> Any:
    """What `benchmarks.rollup_step` answers in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.rollup_step", *words]
    return json.loads(run(command, env=env, check=True, stdout=PIPE, text=True).stdout)  # noqa: S603 - our own


def measure(reviews: int, areas: int, seed: int, *, everything: bool) -> dict[str, Any]:
    """The last area is refreshed: its reviews were made on paper, so consistency has nothing to resample."""
    with filled(reviews // areas, 1, 0, 0, seed) as env:
        alone = step(env, "refresh", "1")
    with filled(reviews, areas, 0, 0, seed) as env:
        among = step(env, "refresh", str(areas))
        counting = step(env, "count")
        whole = step(env, "whole", "3")
        together = step(env, "parallel", str(areas if everything else 4)) if areas > 1 else None
    return {
        "reviews": reviews,
        "areas": areas,
        "counting": counting,
        "refresh_alone": alone,
        "refresh_among_all": among,
        "refresh_growth": round(among["first_ms"] / alone["first_ms"], 2),
        "whole_roll_up": whole,
        "parallel": together,
        "machine_load": os.getloadavg()[0],
        "cores": os.cpu_count(),
        "seed": seed,
    }


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reviews", type=int, default=1_000_000)
    parser.add_argument("--areas", type=int, default=150)
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--everything", action="store_true", help="roll every area up by workers, not 4 of them")
    asked = parser.parse_args(arguments)
    found = measure(asked.reviews, asked.areas, asked.seed, everything=asked.everything)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    quick = max(found["refresh_alone"]["first_ms"], found["refresh_among_all"]["first_ms"]) < MOST_MS
    level = found["refresh_growth"] <= MOST_GROWTH
    return 0 if found["counting"]["ratio"] <= MOST_RATIO and quick and level else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
