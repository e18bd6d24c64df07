"""By how much two shares differ, and how sure that is. Pure.

Newcombe's interval from the two Wilson ones, its method 10 (R. G. Newcombe, Interval estimation for the difference
between independent proportions: comparison of eleven methods, Statistics in Medicine 1998).
"""

from dataclasses import dataclass
from math import hypot

from reviews.consistency.wilson import wilson


@dataclass(frozen=True)
class Difference:
    """The later share less the earlier one, from -1 to 1, with its 95% interval."""

    by: float
    low: float
    high: float

    @property
    def told_apart(self) -> bool:
        """Whether the interval leaves out that nothing changed."""
        return self.low > 0 or self.high < 0


def difference(earlier: tuple[int, int], later: tuple[int, int]) -> Difference | None:
    """Each is a count and of how many. None where either is of nothing."""
    (count, of), (count_later, of_later) = earlier, later
    if not of or not of_later:
        return None
    p, q = count / of, count_later / of_later
    (low, high), (low_later, high_later) = wilson(p, of), wilson(q, of_later)
    by = q - p
    return Difference(by, by - hypot(q - low_later, high - p), by + hypot(high_later - q, p - low))
