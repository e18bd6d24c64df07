"""The demonstration's files, as they are or a tenth of them."""

import csv
import io
import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
AREAS = ("kent", "pennine-lancashire", "greenwich", "swindon", "sunderland")
WITH_NOTES = AREAS[:4]


def workshop() -> dict[str, Any]:
    """The workshop that is half way through: its notes, and the reviews agreed so far."""
    return json.loads((FOLDER / "workshop.json").read_text(encoding="utf-8"))


def exchange() -> dict[str, Any]:
    """The notes that one panel put before another, and what that one agreed."""
    return json.loads((FOLDER / "exchange.json").read_text(encoding="utf-8"))


def alone() -> dict[str, Any]:
    """The exchange that is under way: three notes, and what members said of the first, each alone."""
    return json.loads((FOLDER / "alone.json").read_text(encoding="utf-8"))


def judged() -> dict[str, Any]:
    """The workshop that judged alone first: what its members said of each note, before and after the reveal."""
    return json.loads((FOLDER / "judged.json").read_text(encoding="utf-8"))


def reviews_of(name: str, references: Collection[str]) -> dict[str, dict[str, str]]:
    """Rows of a file of reviews by their reference."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return {row["reference"]: row for row in csv.DictReader(file) if row["reference"] in references}


def cases() -> dict[str, Any]:
    """Illustrative cases by the reference of their note, and what is published of the area."""
    return json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))


def table(name: str, *, small: bool) -> File:
    """`notes-kent.csv` and the like; `small`: a tenth of its references, and those of workshop and exchange.

    Reviews that a workshop records are left out.
    """
    content = (FOLDER / name).read_bytes()
    if name == "reviews-kent.csv":
        sitting = {note["reference"] for note in judged()["notes"]}
        content = _filtered(content, lambda reference: reference not in sitting)
    return ContentFile(_tenth(content) if small else content, name=name)


def _tenth(content: bytes) -> bytes:
    told = [case["reference"] for state in ("approved", "waiting") for case in cases()[state]]
    kept = {*workshop()["notes"], *exchange()["notes"], *alone()["notes"], *told}
    # By the number in the reference, so that a note, both its review points and its review stay together.
    return _filtered(content, lambda reference: reference.endswith("0") or reference in kept)


def _filtered(content: bytes, stays: Callable[[str], bool]) -> bytes:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for row in rows if stays(row["reference"]))
    return out.getvalue().encode("utf-8")
