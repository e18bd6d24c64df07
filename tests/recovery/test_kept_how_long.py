"""The page's table of how long what is kept, and the timetable, name the same tasks."""

import re
from pathlib import Path

from config.celery import app

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
# Tasks of the timetable that end nothing.
OTHERS = {
    "opportunities.tasks.rollup_stale", "reviews.tasks.resume_batches", "opportunities.tasks.resume_exports",
    "accounts.tasks.seal_audit_days", "reviews.tasks.check_hashes", "config.health.worker_was_here",
}  # fmt: skip


def test_every_task_that_ends_something_is_in_the_table_and_in_the_timetable() -> None:
    table = PAGE.split("## How long things are kept\n")[1].split("\n## ")[0]
    told = set(re.findall(r"`(\w+\.tasks\.\w+)`", "".join(line for line in table.splitlines() if line[:1] == "|")))
    timed = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert told == timed - OTHERS
    app.loader.import_default_modules()
    assert timed <= set(app.tasks), "the timetable sends what nobody knows"
