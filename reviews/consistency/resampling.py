"""How far a coefficient would have moved, had other notes been drawn. No Django in here.

A draw takes each note 0, 1, 2 … times, as a bootstrap does; how often is Poisson with mean 1, note by note, so that a
draw of all notes is one product of matrices.
Source: J. A. Hanley and B. MacGibbon, Creating non-parametric bootstrap samples using Poisson frequencies, Computer
Methods and Programs in Biomedicine 2006.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DRAWS = 2_000
SEED = 2016
AT_ONCE = 250  # draws: few enough for the processor's cache, many enough for one product
FEWEST = 10  # notes: under that, draws of so few say more about themselves than about the notes
DEFINED = 0.95  # share of draws that must have a coefficient

Interval = list[float]


@dataclass(frozen=True)
class Part:
    """`rows`: what each note contributes. Parts whose `first` note is the same are drawn alike, others apart."""

    rows: np.ndarray
    first: int


def drawn(parts: Sequence[Part]) -> list[np.ndarray]:
    """The column sums of each part in every draw: [DRAWS, columns]. Always the same for the same parts."""
    random = np.random.default_rng(SEED)
    notes = max((part.first + len(part.rows) for part in parts), default=0)
    plain = [part.rows.astype(np.float32) for part in parts]
    found: list[list[np.ndarray]] = [[] for _ in parts]
    for _ in range(DRAWS // AT_ONCE):
        times = TIMES[random.integers(0, len(TIMES), (AT_ONCE, notes), dtype=np.uint16)]
        for part, rows, sums in zip(parts, plain, found, strict=True):
            sums.append(times[:, part.first : part.first + len(rows)] @ rows)
    return [np.concatenate(sums) for sums in found]


def interval(draws: np.ndarray, notes: float) -> Interval | None:
    """The middle 95% of the draws; None of fewer than FEWEST notes, or where too many draws have no coefficient."""
    known = draws[~np.isnan(draws)]
    if notes < FEWEST or len(known) < DEFINED * len(draws):
        return None
    low, high = np.quantile(known, [0.025, 0.975])
    return [float(low), float(high)]


def _times() -> np.ndarray:
    """Poisson with mean 1, as a table to look up even 16-bit numbers in."""
    below = np.cumsum([math.exp(-1) / math.factorial(often) for often in range(9)])
    return np.searchsorted(below, (np.arange(2**16) + 0.5) / 2**16).astype(np.float32)


TIMES = _times()
