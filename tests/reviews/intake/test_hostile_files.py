"""A small edition of `python -m tests.reviews.intake.hostile`, which is the whole run."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_sixty_hostile_files_are_loaded_or_refused_with_a_reason() -> None:
    command = [sys.executable, "-m", "tests.reviews.intake.hostile", "--files", "60", "--seed", "7"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert run.stdout, run.stderr
    found = json.loads(run.stdout)
    assert found["wrong"] == []
    assert found["files"] == 60
    assert {"loaded", "refused"} <= set(found["became"])
