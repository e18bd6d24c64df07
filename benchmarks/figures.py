"""How long the pages of an area with 10,000 reviews take the server, beside a bare page; and the counting of a roll-up.

    python -m benchmarks.figures --reviews 10000

Starts a PostgreSQL of its own. Prints milliseconds and ratios; exit status 1 where a page that reads what is
stored takes 100 ms or more at p95.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from subprocess import PIPE, run

from benchmarks.intake import database

MOST_MS = 100.0  # p95 of a page that reads what is stored


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reviews", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2016)
    asked = parser.parse_args(arguments)
    temporary = tempfile.TemporaryDirectory(prefix="pathway-review-figures-", ignore_cleanup_errors=True)
    with temporary as name, database(Path(name)) as env:
        command = [sys.executable, "-m", "benchmarks.figures_step", str(asked.reviews), str(asked.seed)]
        found = json.loads(run(command, env=env, check=True, stdout=PIPE, text=True).stdout)  # noqa: S603 - our own
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    stored = [page["p95_ms"] for page in found["pages"].values() if page["stored"]]
    return 0 if max(stored) < MOST_MS else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
