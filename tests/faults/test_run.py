"""A small fault run on real servers: nothing acknowledged is lost, doubled or changed, and it gets well by itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

# The seed has the worker killed first, so that its lease ends while people go on, and nobody waits for it.
SHARE = ["--judgements", "240", "--reviewers", "40", "--rows", "2000", "--seed", "21"]
FAULTS = ["--kill-worker", "1", "--kill-web", "1", "--restart-database", "1", "--flush-redis", "1", "--kill-redis", "0"]
WRONG = ("lost", "doubled", "changed", "unrecorded", "agreed_lost")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="starts a PostgreSQL of its own: once a run is enough")
def test_forty_people_lose_nothing_while_everything_is_killed_once() -> None:
    command = [sys.executable, "-m", "tests.faults", *SHARE, *FAULTS]
    run = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=600)
    assert run.stdout, run.stderr
    found = json.loads(run.stdout)
    assert {name: found[name] for name in WRONG} == dict.fromkeys(WRONG, 0), run.stdout
    assert found["judged"] == 240
    assert found["agreed_acknowledged"] > 0
    assert found["loads"] == {"files": 2, "rows": 4000, "lost": 0, "doubled": 0, "changed": 0, "miscounted": 0}
    assert all(fault["met"] for fault in found["faults"]), run.stdout
    assert min(found["starts"][name] for name in ("web", "worker", "database")) == 2
    assert found["calm_after"] is not None, run.stdout
