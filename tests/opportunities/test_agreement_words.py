"""Coefficients in words and as people read them."""

import pytest

from opportunities.agreement_words import in_words, one_sided, strength
from opportunities.formats import coefficient, coefficient_interval


@pytest.mark.parametrize(
    ("value", "word"),
    [(1, "high"), (0.8, "high"), (0.79, "fair"), (0.667, "fair"), (0.66, "moderate"), (0.4, "moderate"),
     (0.1, "low"), (0, "no more than chance"), (-0.2, "no more than chance")],
)  # fmt: skip
def test_how_strong(value: float, word: str) -> None:
    assert strength(value) == word


@pytest.mark.parametrize(
    ("alpha", "interval", "words"),
    [
        (0.52, [0.41, 0.63], "moderate"),
        (0.52, [0.3, 0.7], "low to fair"),
        (0.52, None, "moderate, without an interval"),
        (None, None, ""),
    ],
)
def test_the_interval_says_how_far_it_reaches(alpha: float | None, interval: list[float] | None, words: str) -> None:
    assert in_words({"alpha": alpha, "alpha_interval": interval}) == words


def test_nearly_everybody_giving_one_answer_is_pointed_out() -> None:
    assert one_sided({"prevalence": [{"share": 0.8}]})
    assert not one_sided({"prevalence": [{"share": 0.79}]})
    assert not one_sided({"prevalence": []})


@pytest.mark.parametrize(
    ("value", "shown"), [(0.5237, "0.52"), (1.0, "1.00"), (0.999, "0.99"), (-0.001, "0.00"), (-0.1234, "−0.12")]
)
def test_two_decimals(value: float, shown: str) -> None:
    assert coefficient(value) == shown


def test_an_interval_of_them() -> None:
    assert coefficient_interval([-0.001, 0.6349]) == "0.00 to 0.63"


def test_a_share_that_is_kept_back_is_not_called_one_sided() -> None:
    assert not one_sided({"prevalence": [{"share": None}]})
    assert one_sided({"prevalence": [{"share": 0.99}]})
