"""Whoever hands work in does not wait for a queue that hangs: the row is the job, and the timetable rings again."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
RING = """
import config.wsgi
from reviews.intake.wake import _ring
_ring(7)
_ring(8)
print("went on")
"""


@pytest.fixture
def hangs() -> Iterator[int]:
    """The port of a queue that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=20) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("queue", ["hangs", "is gone"])
def test_a_page_that_rings_goes_on(hangs: int, queue: str, tmp_path: Path) -> None:
    port = hangs if queue == "hangs" else 1
    env = {
        **os.environ, "REDIS_URL": f"redis://127.0.0.1:{port}/0", "DATABASE_URL": "", "DEMONSTRATION": "yes",
        "DJANGO_SETTINGS_MODULE": "tests.settings", "PATHWAY_REVIEW_TEST_VAR": str(tmp_path),
    }  # fmt: skip
    # Much longer than the two seconds that it takes: this machine may be busy. Without a limit it would never end.
    rung = subprocess.run(
        [sys.executable, "-c", RING], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert rung.stdout.strip() == "went on", rung.stderr
    assert len(re.findall("waits for the sweep", rung.stderr)) == 2
    assert rung.returncode == 0
