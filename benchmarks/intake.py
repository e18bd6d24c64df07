"""How fast a file of case notes is loaded, all checks and the screen, beside the csv module and one COPY.

    python -m benchmarks.intake --rows 50000

Prints the figures, the load of the machine and the seed; exit status 1 below a quarter of that COPY's rows a second,
or when memory grows with the file.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.intake_file import write
from benchmarks.site import DURABLE
from tests.servers import postgres

LEAST_RATIO = 0.25
MOST_GROWTH_MB = 48  # of the loading process, from a tenth of the rows to all of them


@contextmanager
def database(folder: Path) -> Iterator[Mapping[str, str]]:
    """The environment of an empty, migrated PostgreSQL of its own, durable as it comes."""
    servers = folder / "servers"
    servers.mkdir()
    folder.chmod(0o755)
    with postgres(servers, DURABLE) as url:
        env = {
            **os.environ, "DATABASE_URL": url, "DEMONSTRATION": "yes", "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PATHWAY_REVIEW_TEST_VAR": str(folder / "var"),
            "BATCH_MAX_BYTES": str(2**33),  # a million rows in one file are over what a service takes as it comes
        }  # fmt: skip
        env.pop("REDIS_URL", None)
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=env, check=True)
        step(env, "make")
        yield env


def step(env: Mapping[str, str], *words: str) -> Any:
    """What `benchmarks.intake_step` answers in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.intake_step", *words]
    return json.loads(subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout)  # noqa: S603 - our own


def measure(number: int, seed: int) -> dict[str, Any]:
    """COPY before and after the load, so that a machine that slows down meanwhile does not flatter it."""
    with tempfile.TemporaryDirectory(prefix="pathway-review-intake-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        few, many = folder / "few.csv", folder / "many.csv"
        write(few, number // 10, seed=seed + 1)
        write(many, number, seed=seed)
        with database(folder) as env:
            small = step(env, "load", str(few))
            step(env, "clear")
            before = _copied(env, many)
            large = step(env, "load", str(many))
            after = _copied(env, many)
    loaded = number / large["seconds"]
    copied, plain = (2 * number / (first + then) for first, then in zip(before, after, strict=True))
    return {
        "rows": number,
        "rows_a_second": round(loaded),
        "copied_rows_a_second": round(copied),
        "ratio": round(loaded / copied, 3),
        "ratio_to_unlogged_texts": round(loaded / plain, 3),
        "held": large["held"],
        "adds_up": large["rows"] == number == sum(large[key] for key in ("accepted", "unchanged", "held", "rejected")),
        "memory_mb": {str(number // 10): round(small["memory_mb"]), str(number): round(large["memory_mb"])},
        "machine_load": os.getloadavg()[0],
        "cores": os.cpu_count(),
        "seed": seed,
    }


def _copied(env: Mapping[str, str], file: Path) -> tuple[float, float]:
    """Seconds into a table like that of the notes, and into an unlogged one of texts."""
    return step(env, "copy", str(file))["seconds"], step(env, "copy_plain", str(file))["seconds"]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=2016)
    asked = parser.parse_args(arguments)
    found = measure(asked.rows, asked.seed)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    few, many = found["memory_mb"].values()
    return 0 if found["ratio"] >= LEAST_RATIO and many - few <= MOST_GROWTH_MB and found["adds_up"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
