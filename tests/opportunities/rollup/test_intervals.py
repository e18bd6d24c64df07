"""Shares have a 95% Wilson interval, savings an 80% resampled one."""

import numpy as np
import pytest
from scipy.stats import binomtest

from opportunities.rollup.intervals import DRAWS, generator, saving_draws, spread, wilson


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (0, 40), (40, 40), (17, 47), (195, 563), (1014, 2265)])
def test_wilson_agrees_with_scipy(count, of):
    theirs = binomtest(count, of).proportion_ci(0.95, method="wilson")
    assert wilson(count, of) == pytest.approx([theirs.low, theirs.high], abs=1e-12)


def test_wilson_by_hand():
    # 5 of 10: centre (5 + 1.920729) / 13.841459 = 0.5; half 1.959964 / 13.841459 x sqrt(2.5 + 0.960365) = 0.263407
    assert wilson(5, 10) == pytest.approx([0.236593, 0.763407], abs=1e-6)


def test_nothing_has_no_interval():
    assert wilson(0, 0) is None


def test_the_ends_are_exactly_0_and_1():
    assert wilson(0, 7)[0] == 0.0
    assert wilson(7, 7)[1] == 1.0


def test_draws_have_the_mean_and_spread_of_the_multinomial():
    counts, worth = np.array([20, 10]), np.array([100.0, -30.0])
    draws = saving_draws(counts, 100, worth, generator("kent", 0))
    assert len(draws) == DRAWS >= 2000
    mean = 20 * 100 - 10 * 30
    variance = 100 * (0.2 * 100**2 + 0.1 * 30**2 - (0.2 * 100 - 0.1 * 30) ** 2)
    assert draws.mean() == pytest.approx(mean, abs=4 * (variance / DRAWS) ** 0.5)
    assert draws.var() == pytest.approx(variance, rel=0.1)


def test_the_interval_holds_the_truth_about_eight_times_in_ten():
    """300 panels of 120 notes from a known population: the 80% interval covers the true saving in 74% to 86%."""
    random = np.random.default_rng(7)
    shares, worth = np.array([0.2, 0.1, 0.7]), np.array([100.0, 300.0])
    truth = 120 * shares[:2] @ worth
    inside = 0
    for panel in range(300):
        counts = random.multinomial(120, shares)[:2]
        low, high = spread(saving_draws(counts, 120, worth, generator("kent", panel)))
        inside += low <= truth <= high
    assert 0.74 <= inside / 300 <= 0.86


def test_draws_are_the_same_again_and_different_elsewhere():
    counts, worth = np.array([5]), np.array([1.0])
    drawn = [
        saving_draws(counts, 10, worth, generator(area, at))
        for area, at in [("kent", 0), ("kent", 0), ("kent", 1), ("bath", 0)]
    ]
    assert (drawn[0] == drawn[1]).all()
    assert (drawn[0] != drawn[2]).any()
    assert (drawn[0] != drawn[3]).any()
