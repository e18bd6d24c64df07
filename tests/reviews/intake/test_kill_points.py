"""Real workers frozen and killed in the middle of a load. The whole run is `benchmarks.kill_points`.

With the fence taken out of `lease.hold` this failed in 3 of 3 runs: the frozen workers' late chunk was counted as if it
were the next one, so 100 to 200 of the 3,000 rows were passed over and the counts were wrong. Kills alone pass
without it: a killed worker writes nothing more.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from benchmarks import intake_step
from benchmarks.intake_file import write
from benchmarks.kill_points import compare, run
from benchmarks.workers import Workers
from benchmarks.wrecks import freeze, kill, start_anew

ROWS, CHUNK = 3_000, 100


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the workers are processes beside a real server")
def test_workers_killed_in_the_middle_lose_and_double_nothing(
    transactional_db: None, tmp_path: Path, settings: Any
) -> None:
    settings.BATCH_CHUNK_ROWS = CHUNK
    intake_step.make()
    file = tmp_path / "notes.csv"
    write(file, ROWS, seed=6, characters=400, held_in_100=0.5)
    batch = intake_step.hand_in(file)
    with Workers(tmp_path, environment()) as workers:
        happened = run(batch, workers, rows=ROWS, wrecks=[freeze, kill, start_anew], seed=6)
    assert [point["met_work"] for point in happened["points"]] == [True, True, True]
    assert happened["backwards"] == 0
    found = compare(batch, file)
    assert found.pop("held") > 5
    assert found == {"status": "loaded", "lost": 0, "doubled": 0, "changed": 0, "miscounted": 0}


def environment() -> dict[str, str]:
    """The workers' own: the database of this test run, and small chunks."""
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].replace("@/postgres?", f"@/{name}?")
    return {
        **os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings", "BATCH_CHUNK_ROWS": str(CHUNK),
    }  # fmt: skip
