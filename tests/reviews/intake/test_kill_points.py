"""Real workers killed in the middle of a load. The whole run is `benchmarks.kill_points`."""

import os
from pathlib import Path

import pytest
from django.db import connection

from benchmarks import intake_step
from benchmarks.intake_file import write
from benchmarks.kill_points import compare, kill, run, start_anew
from benchmarks.workers import Workers

ROWS = 3_000


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the workers are processes beside a real server")
def test_workers_killed_in_the_middle_lose_and_double_nothing(transactional_db: None, tmp_path: Path) -> None:
    intake_step.make()
    file = tmp_path / "notes.csv"
    write(file, ROWS, seed=11, characters=400, held_in_100=3)
    batch = intake_step.hand_in(file)
    with Workers(tmp_path, environment()) as workers:
        happened = run(batch, workers, rows=ROWS, wrecks=[kill, start_anew, kill], seed=11)
    assert len(happened["points"]) == 3
    assert happened["backwards"] == 0
    found = compare(batch, file)
    assert found.pop("held") > 50
    assert found == {"status": "loaded", "lost": 0, "doubled": 0, "changed": 0, "miscounted": 0}


def environment() -> dict[str, str]:
    """The workers' own: the database of this test run, and small chunks."""
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].replace("@/postgres?", f"@/{name}?")
    return {
        **os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings", "BATCH_CHUNK_ROWS": "1000",
    }  # fmt: skip
