"""A small room on real servers, over HTTP: nothing lost, nothing twice, nothing told early. Not timed here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection


@pytest.mark.skipif(connection.vendor != "postgresql", reason="starts a PostgreSQL of its own: once a run is enough")
def test_eight_people_at_once_lose_and_tell_nothing() -> None:
    command = [sys.executable, "-m", "benchmarks.room", "--people", "8", "--notes", "1", "--within", "1"]
    run = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, timeout=300)
    assert run.stdout, run.stderr
    found = json.loads(run.stdout)
    wanted = dict.fromkeys(("refused", "lost", "doubled", "changed", "not_shown", "server_errors"), 0)
    assert {name: found[name] for name in wanted} == wanted
    assert (found["told_early"], found["differed"]) == ([], [])
    assert found["acknowledged"] == 14  # seven who submit, and each of them again
    assert run.returncode == 0
