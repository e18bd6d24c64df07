"""How well the improvable share is known, and how well more reviews would tell it. No Django in here."""

import math
from dataclasses import dataclass

NORMAL_975 = 1.959963984540054  # the 97.5th percentile of the normal distribution: 95% two-sided
WHEN_NOTHING_IS_KNOWN = 0.5  # the share with the widest interval
STEPS = (10, 20, 40, 80)  # further reviews

Interval = tuple[float, float]


def wilson(share: float, of: int) -> Interval:
    """The 95% Wilson interval (0 to 1) of a `share` found in `of` reviews, at least 1.

    Here the share may be one that is only expected, so that `share * of` is no whole number.
    Source: Wilson 1927; docs/method.md, "Intervals".
    """
    z2 = NORMAL_975**2
    centre = (share * of + z2 / 2) / (of + z2)
    half = NORMAL_975 / (of + z2) * math.sqrt(share * (1 - share) * of + z2 / 4)
    # At the ends the interval touches 0 and 1 exactly; float rounding must not push it past.
    return (0.0 if share == 0 else centre - half, 1.0 if share == 1 else centre + half)


def width(interval: Interval) -> int:
    """How many percentage points apart the ends are as people read them, each rounded: 36% to 55% are 19."""
    low, high = (math.floor(100 * end + 0.5) for end in interval)
    return high - low


@dataclass(frozen=True)
class Known:
    """Reviews answered yes or no, and how many of them were improvable."""

    reviewed: int = 0
    improvable: int = 0

    @property
    def share(self) -> float | None:
        return self.improvable / self.reviewed if self.reviewed else None

    @property
    def interval(self) -> Interval | None:
        return None if self.share is None else wilson(self.share, self.reviewed)

    def after(self, more: int) -> Interval:
        """The interval to expect after `more` reviews (with those there are, at least 1), were the share to stay."""
        share = WHEN_NOTHING_IS_KNOWN if self.share is None else self.share
        return wilson(share, self.reviewed + more)
