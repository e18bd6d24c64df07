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


def stratified(strata: Mapping[int, Iterable[int]], number: int, seed: int) -> list[int]:
    """`number` of the notes (ids) in the `strata`, as many of each stratum as `allocate` says, in reading order.

    Strata are mixed in that order, so that a workshop which stops early has not left one of them for last.
    The same strata, in whatever order, with the same number and seed give the same list.
    """
    frames = {stratum: sorted(strata[stratum]) for stratum in sorted(strata)}
    shares = allocate({stratum: len(frame) for stratum, frame in frames.items()}, number)
    drawing = random.Random(seed)  # noqa: S311 - repeatable on purpose
    drawn = [note for stratum, frame in frames.items() for note in drawing.sample(frame, shares[stratum])]
    drawing.shuffle(drawn)
    return drawn


def allocate(sizes: Mapping[int, int], number: int) -> dict[int, int]:
    """How many to draw of each stratum: in proportion to its size by largest remainder, equal ones to the larger first.

    Each that has any gets at least one where `number` allows: from whichever is then furthest above its due.
    Gives `number` in all, or everything there is where that is less.
    """
    number, every = min(number, sum(sizes.values())), sum(sizes.values())
    if not number:
        return dict.fromkeys(sizes, 0)
    due = {stratum: divmod(number * size, every) for stratum, size in sizes.items()}
    given = {stratum: whole for stratum, (whole, _) in due.items()}
    by_remainder = sorted(sizes, key=lambda stratum: (-due[stratum][1], -sizes[stratum], stratum))
    for stratum in by_remainder[: number - sum(given.values())]:
        given[stratum] += 1
    some = [stratum for stratum, size in sizes.items() if size]
    if number >= len(some):
        _at_least_one(given, sizes, [stratum for stratum in sorted(some) if not given[stratum]])
    return given


def _at_least_one(given: dict[int, int], sizes: Mapping[int, int], without: Iterable[int]) -> None:
    """Give one to each stratum `without`, from those with two or more. Changes `given`."""
    number, every = sum(given.values()), sum(sizes.values())
    for stratum in without:
        richest = max(
            (other for other in given if given[other] > 1),
            key=lambda other: (given[other] * every - number * sizes[other], sizes[other], -other),
        )
        given[richest] -= 1
        given[stratum] += 1
