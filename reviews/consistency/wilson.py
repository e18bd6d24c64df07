"""The interval of a share. No Django in here."""

import math

NORMAL_975 = 1.959963984540054  # the 97.5th percentile of the normal distribution: 95% two-sided

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
