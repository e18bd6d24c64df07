"""The difference of two shares: Newcombe's interval against his published examples, and the words it is told in."""

import pytest

from opportunities.comparison.change_words import in_words
from opportunities.comparison.difference import Difference, difference


@pytest.mark.parametrize(
    ("later", "earlier", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 1998, Table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_intervals_are_the_published_ones(later, earlier, low: float, high: float) -> None:
    found = difference(earlier, later)
    assert found
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.00005)


def test_by_hand() -> None:
    # 48 of 80 is 0.6, Wilson 0.4905 to 0.7003; 56 of 70 is 0.8, Wilson 0.6918 to 0.8770.
    # Low: 0.2 - √((0.8 - 0.6918)² + (0.7003 - 0.6)²) = 0.2 - √(0.01171 + 0.01006) = 0.2 - 0.1475
    found = difference((48, 80), (56, 70))
    assert found
    assert found.by == pytest.approx(0.2)
    assert found.low == pytest.approx(0.2 - 0.1475, abs=0.0001)


def test_turned_round_it_is_the_same_the_other_way() -> None:
    there, back = difference((48, 80), (56, 70)), difference((56, 70), (48, 80))
    assert there and back
    assert (back.by, back.low, back.high) == pytest.approx((-there.by, -there.high, -there.low))


def test_nothing_is_no_more_and_no_less_than_anything() -> None:
    assert difference((0, 0), (1, 2)) is None
    assert difference((1, 2), (0, 0)) is None


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Difference(-0.12, -0.21, -0.03), "Fell by 12 points (3 to 21)"),
        (Difference(0.2, 0.0524, 0.3339), "Rose by 20 points (5 to 33)"),
        (Difference(0.01, 0.001, 0.02), "Rose by 1 point (under 1 to 2)"),
        (Difference(-0.04, -0.09, 0.02), "Can’t be told apart (9 points lower to 2 higher)"),
        (Difference(0.0, -0.2775, 0.2775), "Can’t be told apart (28 points lower to 28 higher)"),
        (Difference(0.1, 0.0, 0.2), "Can’t be told apart (no change to 20 higher)"),
        (None, "–"),
    ],
)
def test_a_difference_in_words(found: Difference | None, words: str) -> None:
    assert in_words(found) == words
