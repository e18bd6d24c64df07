"""One step of a run of intake in a process of its own, so that its memory is its own: JSON out.

python -m benchmarks.intake_step make | load FILE | copy FILE | copy_plain FILE | clear
"""

import csv
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
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
    """What we are measured against: the csv module's rows, unchecked, by one COPY into a table like that of the notes.

    The same columns, indexes and rules, but for references to other tables.
    """
    return _copied(path, "CREATE TABLE copied (LIKE reviews_casenote INCLUDING ALL)", _AS_NOTES, _as_note)


def copy_plain(path: Path) -> dict[str, Any]:
    """The same into the least that a database can do: an unlogged table of texts with one key."""
    columns = f"{' text, '.join(COLUMNS)} text"
    return _copied(path, f"CREATE UNLOGGED TABLE copied ({columns}, PRIMARY KEY (reference))", COLUMNS, tuple)


_AS_NOTES = (
    "id", "area_id", "batch_id", "line", "content_hash", "extra", "review_point", "actual_pathway_id", "locality_id",
    "living_situation", "support_before",
    *(column for column in COLUMNS if column not in {"actual_pathway", "locality"}),
)  # fmt: skip


def _as_note(row: Sequence[str]) -> tuple[Any, ...]:
    reference = row[0]
    number = int(reference[4:]) + 1
    return (
        number, 1, 1, number, f"{number:064}", "{}", 1, 1, 1, "", "",
        *(cell for column, cell in zip(COLUMNS, row, strict=True) if column not in {"actual_pathway", "locality"}),
    )  # fmt: skip


def _copied(path: Path, create: str, columns: Sequence[str], as_row: Callable[[Any], Any]) -> dict[str, Any]:
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(create)
        began = time.perf_counter()
        with path.open(encoding="utf-8", newline="") as file, transaction.atomic():
            reader = csv.reader(file)
            next(reader)
            cursor.copy_expert(f"COPY copied ({', '.join(columns)}) FROM STDIN", _Lines(map(as_row, reader)), 2**18)
        seconds = time.perf_counter() - began
        cursor.execute("DROP TABLE copied")
    return {"seconds": seconds, "memory_mb": peak_memory()}


class _Lines:
    """A file to COPY from, of rows."""

    def __init__(self, rows: Iterator[Sequence[Any]]) -> None:
        self._rows = rows

    def read(self, size: int) -> str:
        from reviews.intake.bulk import _line

        lines: list[str] = []
        room = size
        for row in self._rows:
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
    steps = {"make": make, "load": load, "copy": copy, "copy_plain": copy_plain, "clear": clear}
    sys.stdout.write(json.dumps(steps[step](*map(Path, words))))
