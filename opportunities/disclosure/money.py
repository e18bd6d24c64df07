"""Money as it is given away: two significant figures, never finer than £1,000 (rule 3)."""

import math

FINEST = 1_000  # £


def rounded(amount: float, finest: int = FINEST) -> int:
    """To two significant figures or to `finest`, whichever is coarser; halves away from nothing."""
    step = _step(amount, finest)
    return int(math.copysign(math.floor(abs(amount) / step + 0.5) * step, amount))


def span(shown: int, finest: int = FINEST) -> tuple[float, float]:
    """The smallest and the largest amount that are shown so."""
    size = abs(shown)
    towards_nothing = _step(size - 1, finest) if size > finest else finest
    near, far = size - towards_nothing / 2, size + _step(size, finest) / 2
    if not size:
        return -far, far
    return (near, far) if shown > 0 else (-far, -near)


def _step(amount: float, finest: int) -> int:
    return max(finest, 10 ** (math.floor(math.log10(abs(amount))) - 1)) if abs(amount) >= 10 * finest else finest
