"""How sure the figures are: Wilson for shares, resampling for savings."""

import zlib

import numpy as np

from reviews.consistency.wilson import wilson as interval_of

DRAWS = 2_000
SEED = 2016
SAVING_INTERVAL = 0.80

Interval = list[float]


def wilson(count: int, of: int) -> Interval | None:
    """The 95% Wilson interval of a share, or None of nothing."""
    return list(interval_of(count / of, of)) if of else None


def generator(area: str, decision_point: int) -> np.random.Generator:
    """Always the same draws for one area and decision point.

    They are independent of every other's, so that areas can be pooled.
    """
    return np.random.default_rng([SEED, zlib.crc32(area.encode()), decision_point])


def saving_draws(counts: np.ndarray, reviewed: int, worth: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """DRAWS savings (£ a year) of one decision point, had its `reviewed` notes been drawn anew.

    counts    n of each flow; what is left of `reviewed` is notes with nothing to improve
    reviewed  N; at least 1
    worth     £ a year that one counted review of the flow stands for: V / N x r x sum of d over sectors
    A bootstrap: each draw is multinomial with the shares found. A flow nobody proposed is never drawn.
    """
    cells = np.append(counts, reviewed - counts.sum())
    drawn = random.multinomial(reviewed, cells / reviewed, size=DRAWS)
    return drawn[:, :-1] @ worth


def spread(draws: np.ndarray) -> Interval:
    """The middle 80% of the draws."""
    tail = (1 - SAVING_INTERVAL) / 2
    low, high = np.quantile(draws, [tail, 1 - tail])
    return [float(low), float(high)]
