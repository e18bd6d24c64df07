"""People judge over HTTP while web server, workers, PostgreSQL and Redis are killed: nothing acknowledged is lost.

    python -m tests.faults --judgements 10000 --reviewers 40 --seed 2016

Starts everything as child processes on this machine, durable as in production, and starts again what was killed, as
compose does. Prints what was found and the seed; exit status 1 when a judgement, an agreed review or a loaded row was
lost, doubled or changed, or when the service was not well within 60 seconds of a fault.
"""

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.faults.plan import ON_A_PANEL, plan
from tests.faults.run import Asked, run

KINDS = {"kill worker": 5, "kill web": 3, "restart database": 3, "flush redis": 2, "kill redis": 1}
WRONG = ("lost", "doubled", "changed", "unrecorded", "agreed_lost")


def main(words: Sequence[str]) -> int:
    asked = _asked(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing that was started stays
    for fault in plan(asked.judgements, asked.faults, asked.seed):
        sys.stderr.write(f"Seed {asked.seed}: {fault.what} at judgement {fault.at}\n")
    with tempfile.TemporaryDirectory(prefix="pathway-review-faults-", ignore_cleanup_errors=True) as name:
        found = run(asked, Path(name))
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return int(not kept(found))


def kept(found: dict[str, Any]) -> bool:
    """Whether every promise was."""
    loads = any(found["loads"][name] for name in ("lost", "doubled", "changed", "miscounted"))
    whole = found["judged"] == found["asked_for"]
    return whole and not loads and not any(found[name] for name in WRONG) and found["well_within_60_s"]


def _asked(words: Sequence[str]) -> Asked:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--judgements", type=int, default=10_000)
    parser.add_argument("--reviewers", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--rows", type=int, default=10_000, help="of each file loaded meanwhile")
    for kind, number in KINDS.items():
        parser.add_argument(f"--{kind.replace(' ', '-')}", type=int, default=number, metavar="TIMES")
    given = vars(parser.parse_args(words))
    faults = {kind: given.pop(kind.replace(" ", "_")) for kind in KINDS}
    if given["reviewers"] % ON_A_PANEL or given["judgements"] % given["reviewers"]:
        parser.error(f"Reviewers sit in panels of {ON_A_PANEL}, and each judges as many notes.")
    return Asked(**given, faults=faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
