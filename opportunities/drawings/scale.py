"""From values to px, with round numbers along the axis. Pure."""

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Scale:
    """`low` to `high` on `left` to `right` px."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def ticks(low: float, high: float, about: int = 5) -> tuple[float, ...]:
    """About so many round numbers, the first at or below `low`, the last at or above `high`."""
    step = _step((high - low) / about) if high > low else 1.0
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(n * step, 10) for n in range(first, max(last, first + 1) + 1))


def _step(wanted: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not below what is wanted."""
    power = 10.0 ** floor(log10(wanted))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wanted - 1e-12)
