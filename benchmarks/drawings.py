"""How long the Sankey of many flows takes, from rows to SVG. See benchmarks/README.md."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

import django
from django.template.loader import get_template

from opportunities.drawings.rows import NARROW, WIDE
from opportunities.drawings.sankey import sankey

LEVELS = {f"pathway-{n}": n for n in range(10)}


def flows(count: int) -> list[dict[str, Any]]:
    """So many flows between ten pathways and ten, of 1 to 90 people a year."""
    return [
        {
            "decision_point": "q4-intake",
            "actual": f"pathway-{n % 10}",
            "proposed": f"pathway-{n * 7 // 10 % 10}",
            "actual_label": f"Pathway with a name of some length, number {n % 10}",
            "proposed_label": f"Pathway with a name of some length, number {n * 7 // 10 % 10}",
            "count": 1 + n % 9,
            "annual_flow": 10.0 * (1 + n % 9),
            "saving": 1000.0 * (n % 5 - 1),
        }
        for n in range(count)
    ]


def milliseconds(what: Callable[[], object], runs: int = 50) -> float:
    """The median."""
    what()
    times = []
    for _ in range(runs):
        begin = process_time()
        what()
        times.append(process_time() - begin)
    return median(times) * 1000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--flows", type=int, default=60)
    rows = flows(asked.parse_args().flows)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    template = get_template("opportunities/drawings/sankey.svg")
    beside = milliseconds(lambda: [json.dumps(rows) for _ in range(100)])
    for width in (WIDE, NARROW):
        took = milliseconds(
            lambda width=width: template.render(
                {"drawing": sankey(rows, LEVELS, "Flows", "people", width), "at": "flows"}
            )
        )
        said = f"{took:.1f} ms, {took / beside:.2f} of writing the rows as JSON 100 times ({beside:.1f} ms)"
        sys.stdout.write(f"{width} px: {said}\n")


if __name__ == "__main__":
    main()
