"""Which notes a workshop reads: a seeded random sample that anybody can draw again. No Django in here."""

import random
import secrets
from collections.abc import Iterable, Mapping

LARGEST_SEED = 999_999


def new_seed() -> int:
    """A seed that nobody chose, 1 to 999,999: short enough to read out."""
    return 1 + secrets.randbelow(LARGEST_SEED)


def sample(notes: Iterable[int], number: int, seed: int) -> list[int]:
    """`number` of the `notes` (ids), or all where there are fewer, in the order in which they are to be read.

    The same ids, in whatever order, with the same number and seed give the same list.
    """
    frame = sorted(notes)
    return random.Random(seed).sample(frame, min(number, len(frame)))  # noqa: S311 - repeatable on purpose


def sample_each(frames: Mapping[str, Iterable[int]], numbers: Mapping[str, int], seed: int) -> list[int]:
    """A sample from each decision point that `numbers` asks for, one decision point after the other."""
    return [note for point, number in numbers.items() for note in sample(frames.get(point, ()), number, seed)]
