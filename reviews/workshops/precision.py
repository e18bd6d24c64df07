"""How well the improvable share is known, and how well more reviews would tell it. No Django in here."""

import math
from dataclasses import dataclass

from reviews.consistency.wilson import Interval, wilson

WHEN_NOTHING_IS_KNOWN = 0.5  # the share with the widest interval
STEPS = (10, 20, 40, 80)  # further reviews


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
