"""Drawing a workshop's notes, and what is kept of it: enough for anybody to draw the same ones again. No Django."""

from collections.abc import Mapping, Sequence
from typing import Any

from reviews.workshops.sampling import allocate, sample_each, stratified

RANDOM, BY_LOCALITY = "random", "by-locality"
METHODS = {
    RANDOM: "A simple random sample",
    BY_LOCALITY: "A random sample within each locality, in proportion to its free notes",
}
WITHOUT = 0  # the stratum of the notes that have no locality

Frame = Sequence[tuple[str, int | None, int]]  # decision point, locality and id of each note that could be drawn


def draw(
    frame: Frame, numbers: Mapping[str, int], *, method: str, seed: int, names: Mapping[int, str]
) -> tuple[list[int], dict[str, Any]]:
    """The notes (ids) in reading order, and the record for `Workshop.sample`: method, seed, frame sizes and strata.

    `numbers` are by decision point, `method` is one of METHODS, `names` are the localities' by id.
    """
    notes = {point: [note for of, _, note in frame if of == point] for point in numbers}
    record = {
        "method": method,
        "seed": seed,
        "numbers": dict(numbers),
        "drawn_from": {point: len(free) for point, free in notes.items()},
    }
    if method != BY_LOCALITY:
        return sample_each(notes, numbers, seed), record
    strata = {point: _by_locality(frame, point) for point in numbers}
    record["strata"] = {point: _told(strata[point], number, names) for point, number in numbers.items()}
    return [note for point, number in numbers.items() for note in stratified(strata[point], number, seed)], record


def _by_locality(frame: Frame, point: str) -> dict[int, list[int]]:
    strata: dict[int, list[int]] = {}
    for of, locality, note in frame:
        if of == point:
            strata.setdefault(locality or WITHOUT, []).append(note)
    return strata


def _told(strata: Mapping[int, Sequence[int]], number: int, names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Each stratum as the record keeps it, in the order in which they were drawn."""
    sizes = {locality: len(strata[locality]) for locality in sorted(strata)}
    drawn = allocate(sizes, number)
    return [
        {"id": locality, "locality": names.get(locality, ""), "free": free, "drawn": drawn[locality]}
        for locality, free in sizes.items()
    ]
