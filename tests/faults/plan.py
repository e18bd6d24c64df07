"""Which fault comes when: by seed, and by how far the run is, so that a slow machine meets the same faults."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle, islice

WORKER = ("while it loads", "while it rolls up", "with the timetable", "at any moment", "while it loads")
ON_A_PANEL = 4  # members, each of whom judges each note of their panel’s workshop
FIRST, LAST = 0.05, 0.9  # of the run: everybody is at work by then, and still is


@dataclass(frozen=True)
class Fault:
    """`what` happens once `at` judgements have been acknowledged."""

    at: int
    what: str


def kinds(numbers: Mapping[str, int]) -> list[str]:
    """Every fault by name, from how many there are of each kind. Worker kills come at different moments of its work."""
    plain = [name for name, number in numbers.items() if name != "kill worker" for _ in range(number)]
    return [f"kill worker {when}" for when in islice(cycle(WORKER), numbers.get("kill worker", 0))] + plain


def plan(judgements: int, numbers: Mapping[str, int], seed: int) -> tuple[Fault, ...]:
    """The faults in order, one somewhere in each of as many equal parts of the run."""
    chance = random.Random(f"faults {seed}")
    named = kinds(numbers)
    chance.shuffle(named)
    part = (LAST - FIRST) / max(len(named), 1)
    return tuple(
        Fault(round(judgements * (FIRST + part * (n + chance.random()))), what) for n, what in enumerate(named)
    )
