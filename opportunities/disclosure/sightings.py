"""Every answer of the attacker is one way how all counts could be: how far apart each hidden count has been seen."""

from collections.abc import Iterator, Sequence

import numpy as np

from opportunities.disclosure.published import Quantity

NEARLY = 1e-6


class Sightings:
    """Points that are all allowed, and of each watched count the least and the most that it is at any of them."""

    def __init__(self, truth: np.ndarray) -> None:
        self._points = [truth]
        self._watched: dict[int, Quantity] = {}
        self._vectors: dict[int, np.ndarray] = {}
        self._ends: dict[int, tuple[float, float]] = {}
        self._given_up: set[int] = set()

    def watch(self, count: Quantity, parts: np.ndarray) -> None:
        """A count that was shown till now has been at most as far apart as it is shown: look again."""
        self._watched[id(count)] = count
        self._vectors[id(count)] = parts
        self._measure(id(count))

    def saw(self, point: np.ndarray) -> None:
        self._points.append(point)
        for key, parts in self._vectors.items():
            low, high = self._ends[key]
            value = float(parts @ point)
            self._ends[key] = min(low, value), max(high, value)

    def ends(self, count: Quantity) -> tuple[float, float]:
        """The least and the most that it has been seen to be."""
        return self._ends[id(count)]

    def is_wide(self, count: Quantity, wide: float) -> bool:
        low, high = self.ends(count)
        return high - low >= wide

    def narrow(self, wide: float, first: Quantity | None = None) -> Iterator[Quantity]:
        """Counts that have not been seen wide, in the order in which they are watched."""
        keys = sorted(self._watched, key=lambda key: key != id(first)) if first else list(self._watched)
        for key in keys:
            if key not in self._given_up and not self.is_wide(self._watched[key], wide):
                yield self._watched[key]

    def give_up(self, count: Quantity) -> None:
        """Nothing that could be hidden defends it."""
        self._given_up.add(id(count))

    def vector(self, count: Quantity) -> np.ndarray:
        return self._vectors[id(count)]

    def within(self, lines: Sequence[tuple[np.ndarray, tuple[float, float]]], without: Quantity) -> "Sightings":
        """Those that are still allowed when more is known, of all counts but one that is hidden no more."""
        kept = Sightings(self._points[0])
        kept._points = [
            point
            for point in self._points
            if all(low - NEARLY <= parts @ point <= high + NEARLY for parts, (low, high) in lines)
        ]
        kept._watched = {key: each for key, each in self._watched.items() if key != id(without)}
        kept._vectors = {key: self._vectors[key] for key in kept._watched}
        kept._given_up = self._given_up
        for key in kept._watched:
            kept._measure(key)
        return kept

    def _measure(self, key: int) -> None:
        values = np.array(self._points) @ self._vectors[key]
        self._ends[key] = float(values.min()), float(values.max())
