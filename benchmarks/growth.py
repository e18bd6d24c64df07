"""How what a refresh of one area costs grows with the area's notes, and with the areas beside it; and bytes a row.

    python -m benchmarks.growth

A PostgreSQL of its own for each size, filled by SQL. Processor time of Python and PostgreSQL together, medians of 3.
Exit status 1 where the same area costs over 1.25 times as much among 100 areas as alone.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from benchmarks.rollup import filled, step

NOTES = (1_000, 10_000, 100_000)  # of one area
AREAS = (1, 10, 100)  # of 1,000 notes each
MOST_GROWTH = 1.25
MEMBERS = 4


def measure(seed: int) -> dict[str, Any]:
    by_notes = {notes: _refresh(notes, 1, seed) for notes in NOTES}
    by_areas = {areas: by_notes[1_000] if areas == 1 else _refresh(1_000 * areas, areas, seed) for areas in AREAS}
    with filled(10_000, 1, 1, MEMBERS, seed) as env:
        sizes = step(env, "sizes")
    return {
        "by_notes_of_one_area": by_notes,
        "by_areas_of_1000_notes": by_areas,
        "growth_with_areas": round(by_areas[AREAS[-1]]["first_cpu_ms"] / by_areas[1]["first_cpu_ms"], 2),
        "bytes_a_row": sizes,
        "machine_load": os.getloadavg()[0],
        "cores": os.cpu_count(),
        "seed": seed,
    }


def _refresh(reviews: int, areas: int, seed: int) -> dict[str, Any]:
    with filled(reviews, areas, 0, 0, seed) as env:
        return step(env, "refresh", str(areas))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=2016)
    found = measure(parser.parse_args(arguments).seed)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0 if found["growth_with_areas"] <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
