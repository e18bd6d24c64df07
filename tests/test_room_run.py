"""A small room on real servers, over HTTP: nothing lost, nothing twice, nothing told early. Not timed here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from benchmarks.heard import Heard, alike, told_early


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


@pytest.mark.parametrize(("who", "at", "found"), [("nurse", 4.9, 1), ("nurse", 5.1, 0), ("gp", 4.9, 0)])
def test_the_run_finds_what_another_answered_before_the_reveal_and_only_that(who: str, at: float, found: int) -> None:
    heard = [Heard(who, "GET /", 200, b"HTTP/1.1 200 OK\nX: zebra\n\n", at - 0.1, at)]
    assert len(told_early(heard, {"1": {"gp": [b"zebra"]}}, {"1": 5.0})) == found


def test_the_run_compares_answers_without_their_tokens_and_times() -> None:
    one = b'HTTP/1.1 200 OK\nDate: Mon\nContent-Encoding: gzip\n\n9 minutes csrfmiddlewaretoken" value="a"'
    other = b'HTTP/1.1 200 OK\nDate: Tue\n\n8 minutes csrfmiddlewaretoken" value="b"'
    assert alike(one) == alike(other)
    assert alike(one) != alike(one.replace(b"200 OK", b"404 Not Found"))
