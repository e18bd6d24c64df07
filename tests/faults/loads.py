"""Files of case notes that workers load while they are killed, and whether every row is there exactly once."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files import File

from areas.models import Area
from benchmarks.intake_file import COLUMNS, rows
from reviews.intake.submit import submit
from reviews.models import Batch, CaseNote


class Loads:
    """One file more each time; `number` rows in each."""

    def __init__(self, folder: Path, number: int, seed: int) -> None:
        self._folder, self._number, self._seed = folder, number, seed
        self.files: dict[int, Path] = {}  # by batch

    def hand_in(self) -> int:
        at = len(self.files) + 1
        path = self._folder / f"notes-{at}.csv"
        _write(path, self._number, self._seed + at, prefix=f"L{at}")
        with path.open("rb") as file:
            batch = submit(
                area=Area.objects.get(slug="kent"), kind="case-notes", file=File(file), file_name=path.name, by=None
            )
        self.files[batch.pk] = path
        return batch.pk

    def found(self) -> dict[str, Any]:
        """Of all files together: how many rows are lost, doubled or changed, and loads that do not say so."""
        wrong: Counter[str] = Counter()
        for batch, path in self.files.items():
            wrong.update(_compared(batch, path))
        names = ("rows", "lost", "doubled", "changed", "miscounted")
        return {"files": len(self.files), **{name: wrong[name] for name in names}}


def _write(path: Path, number: int, seed: int, *, prefix: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for reference, point, band, _, *more in rows(number, seed=seed, characters=600, held_in_100=0):
            writer.writerow((f"{prefix}-{reference}", point, band, "short-term-bed", *more))


def _compared(batch: int, path: Path) -> dict[str, int]:
    with path.open(encoding="utf-8", newline="") as opened:
        wanted = {row["reference"]: row["narrative"] for row in csv.DictReader(opened)}
    there: Sequence[tuple[str, str]] = CaseNote.objects.filter(batch=batch).values_list("reference", "narrative")
    times, loaded = Counter(reference for reference, _ in there), Batch.objects.get(pk=batch)
    counted = (loaded.status, loaded.rows, loaded.accepted)
    return {
        "rows": len(wanted),
        "lost": len(wanted.keys() - times.keys()),
        "doubled": sum(number > 1 for number in times.values()),
        "changed": sum(wanted.get(reference) != narrative for reference, narrative in there),
        "miscounted": int(counted != (Batch.Status.LOADED, len(wanted), len(wanted))),
    }
