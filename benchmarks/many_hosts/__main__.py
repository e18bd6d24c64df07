"""The documented production shape on one machine, each host with a network of its own; only the network is cut.

    python -m benchmarks.many_hosts --web 2 --workers 2 --judgements 4000 --seed 2016

Needs root, and Debian's iproute2, nginx, pgbouncer, redis-server and openssl. Builds the hosts, runs, prints what was
found, and takes everything away again, hosts and processes of an earlier run that was killed too. Exit status 1 when
anything acknowledged was lost, doubled or changed, or a table of the standby differs.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.many_hosts.asked import asked
from benchmarks.many_hosts.network import network, within
from benchmarks.many_hosts.samples import sample, settings
from benchmarks.many_hosts.shape import Shape
from benchmarks.many_hosts.share import Shares
from tests.faults.__main__ import WRONG

PROGRAMS = {"ip": "iproute2", "nginx": "nginx", "pgbouncer": "pgbouncer", "redis-server": "redis-server",
            "openssl": "openssl", "setpriv": "util-linux", "sysctl": "procps"}  # fmt: skip


def main(words: Sequence[str]) -> int:
    given, shape = asked(words, (__doc__ or "").partition("\n")[0]), None
    missing = sorted({package for program, package in PROGRAMS.items() if not shutil.which(program)})
    if os.geteuid() != 0 or missing:
        sys.stderr.write(f"Run it as root. Install first: {', '.join(missing) or 'nothing'}.\n")
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing that was built stays
    shape = Shape(given.web, given.workers)
    with tempfile.TemporaryDirectory(prefix="pathway-hosts-", ignore_cleanup_errors=True) as folder:
        try:
            with network(shape, given.reviewers + 1, settings(sample("sysctl.conf"))):
                inside = [sys.executable, "-m", "benchmarks.many_hosts.inside", folder, *words]
                run = subprocess.run(within("client", inside), stdout=subprocess.PIPE, check=False)  # noqa: S603 - our own
        finally:
            Shares(shape.web_hosts).remove()
            _keep(Path(folder))
    sys.stdout.buffer.write(run.stdout)
    return run.returncode or int(_wrong(json.loads(run.stdout)))


def _keep(folder: Path) -> None:
    """The hosts' logs, where MANY_HOSTS_LOGS names a folder for them."""
    if "MANY_HOSTS_LOGS" in os.environ:
        kept = Path(os.environ["MANY_HOSTS_LOGS"])
        kept.mkdir(parents=True, exist_ok=True)
        for log in folder.glob("*.log"):
            shutil.copy(log, kept)


def _wrong(found: dict[str, Any]) -> bool:
    loads, standby = found["loads"], found.get("standby", {})
    of_loads = any(loads[name] for name in ("lost", "doubled", "changed", "miscounted"))
    whole = found["judged"] == found["asked_for"]
    return not whole or of_loads or any(found[name] for name in WRONG) or bool(standby.get("tables_that_differ"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
