"""One step of a run of intake in a process of its own, so that its memory is its own: JSON out.

    python -m benchmarks.intake_step make | load FILE | copy FILE | clear
"""

import csv
import json
import sys
import time
from pathlib import Path
from typing import Any

import django

from benchmarks.intake_file import COLUMNS, PATHWAYS

AREA = "kent"


def make() -> dict[str, Any]:
    """Kent with two localities, and the pathways that the file names."""
    from areas.models import Area, Locality
    from pathways.models import Pathway, PathwayDecisionPoint

    area = Area.objects.create(slug=AREA, name="Kent")
    Locality.objects.bulk_create(Locality(area=area, name=name) for name in ("Ashford", "Canterbury"))
    for at, label in enumerate(PATHWAYS, start=1):
        pathway = Pathway.objects.create(code=f"pathway-{at}", label=label, level_of_care=at, position=at)
        PathwayDecisionPoint.objects.create(pathway=pathway, decision_point="q3-discharge")
    return {}


def load(path: Path) -> dict[str, Any]:
    """The file through the whole of intake, as the worker does it: {"seconds", "status", counts, "memory_mb"}."""
    from reviews.intake import load as intake
    from reviews.intake.report import counts
    from reviews.models import Batch

    batch = hand_in(path)
    began = time.perf_counter()
    intake.load(batch)
    seconds = time.perf_counter() - began
    loaded = Batch.objects.get(pk=batch)
    return {"seconds": seconds, "status": loaded.status, **counts(loaded), "memory_mb": peak_memory()}


def clear() -> dict[str, Any]:
    """Take all notes out again, so that the next file meets an empty table."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE reviews_batch CASCADE")
    return {}


def hand_in(path: Path) -> int:
    """The batch that waits, as an upload leaves it."""
    from django.core.files import File

    from areas.models import Area
    from reviews.intake.submit import submit

    with path.open("rb") as file:
        area = Area.objects.get(slug=AREA)
        return submit(area=area, kind="case-notes", file=File(file), file_name=path.name, by=None).pk


def copy(path: Path) -> dict[str, Any]:
    """What we are measured against: the csv module's rows, unchecked, by one COPY into an unlogged table with a key."""
    from django.db import connection, transaction

    columns = ", ".join(COLUMNS)
    began = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE UNLOGGED TABLE copied ({columns.replace(',', ' text,')} text, PRIMARY KEY (reference))")
        reader = csv.reader(file)
        next(reader)
        with_lines = _Lines(reader)
        cursor.copy_expert(f"COPY copied ({columns}) FROM STDIN", with_lines, 2**18)
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE copied")
    return {"seconds": seconds, "rows": with_lines.rows, "memory_mb": peak_memory()}


class _Lines:
    """A file to COPY from, of the rows of a csv reader."""

    def __init__(self, reader: Any) -> None:
        self._reader, self.rows = reader, 0

    def read(self, size: int) -> str:
        from reviews.intake.bulk import _line

        lines: list[str] = []
        room = size
        for row in self._reader:
            self.rows += 1
            lines.append(_line(row))
            room -= len(lines[-1])
            if room < 0:
                break
        return "".join(lines)


def peak_memory() -> float:
    """Megabytes that this process held at most."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    django.setup()
    step, *words = sys.argv[1:]
    print(json.dumps({"make": make, "load": load, "copy": copy, "clear": clear}[step](*map(Path, words))))
