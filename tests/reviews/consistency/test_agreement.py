"""Coefficients of agreement, against published examples and by what must hold of any of them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.consistency.agreement import Scale, ac1, alpha, contributions, prevalence, raw, sums
from reviews.consistency.resampling import DRAWS, FEWEST, Part, drawn, interval

# Krippendorff's example: 12 units, 4 observers, values 1 to 5, some missing. Gwet's handbook works it through too.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
EXAMPLE = np.array([[sum(each[unit] == value for each in OBSERVERS) for value in range(1, 6)] for unit in range(12)])
tables = (
    st.integers(2, 5)
    .flatmap(
        lambda codes: st.lists(st.lists(st.integers(0, 3), min_size=codes, max_size=codes), min_size=1, max_size=12)
    )
    .map(np.array)
)
scales = st.sampled_from(list(Scale))


def found(counts: np.ndarray, scale: Scale = Scale.NOMINAL):
    """The sums of notes as they are, from how many gave each answer."""
    return sums(contributions(counts, scale).sum(axis=0, keepdims=True), counts.shape[1], scale)


def alpha_of(counts: np.ndarray, scale: Scale = Scale.NOMINAL) -> float:
    return float(alpha(found(counts, scale), scale)[0])


def ac1_of(counts: np.ndarray) -> float:
    return float(ac1(found(counts), counts.shape[1])[0])


@pytest.mark.parametrize(("scale", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_the_published_example(scale: str, published: float) -> None:
    assert round(alpha_of(EXAMPLE, Scale(scale)), 3) == published


def test_ac1_and_raw_agreement_of_the_published_example() -> None:
    assert ac1_of(EXAMPLE) == pytest.approx(0.77544, abs=5e-6)
    assert float(raw(found(EXAMPLE))[0]) == pytest.approx(9 / 11)  # 11 units with two values; agreement adds up to 9


def test_where_nearly_all_give_one_answer_alpha_falls_and_ac1_does_not() -> None:
    """Gwet's case: of 125 people 118 are positive to both raters, 7 to one of them, none to neither."""
    counts = np.array([[2, 0]] * 118 + [[1, 1]] * 7)
    # by hand: raw 118/125 = 0.944; positive 243/250 = 0.972, so AC1's chance is 2 x 0.972 x 0.028 = 0.054432
    assert float(prevalence(found(counts))[0, 0]) == pytest.approx(0.972)
    assert ac1_of(counts) == pytest.approx((0.944 - 0.054432) / (1 - 0.054432))
    # alpha: 14 of 250 values stand in unlike pairs; by chance 2 x 243 x 7 / 249 would: 1 - 14 x 249 / 3402
    assert alpha_of(counts) == pytest.approx(1 - 14 * 249 / 3402)
    assert alpha_of(counts) < 0 < ac1_of(counts)


def test_by_hand_on_three_notes() -> None:
    """yes yes, yes no, no no: alpha 1 - (6 - 1) x 2 / (36 - 18) = 4/9; AC1 (2/3 - 1/2) / (1/2) = 1/3."""
    counts = np.array([[2, 0], [1, 1], [0, 2]])
    assert alpha_of(counts) == pytest.approx(4 / 9)
    assert ac1_of(counts) == pytest.approx(1 / 3)


def test_a_step_apart_is_nearer_than_three_on_a_scale_of_ranks() -> None:
    near = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [2, 0, 0, 0], [0, 0, 0, 2]])
    assert alpha_of(near, Scale.ORDINAL) > alpha_of(near, Scale.NOMINAL)


@given(st.lists(st.integers(0, 3), min_size=2).filter(lambda given: len(set(given)) > 1), st.integers(2, 5), scales)
def test_full_agreement_is_one(given: list[int], people: int, scale: Scale) -> None:
    counts = np.eye(4, dtype=int)[given] * people
    assert alpha_of(counts, scale) == pytest.approx(1)
    assert ac1_of(counts) == pytest.approx(1)
    assert float(raw(found(counts))[0]) == 1


@given(tables, scales)
def test_no_coefficient_is_above_one_and_only_counts_matter(counts: np.ndarray, scale: Scale) -> None:
    value = alpha_of(counts, scale)
    assert math.isnan(value) or value <= 1 + 1e-12
    shuffled = alpha_of(counts[::-1], scale)
    assert (math.isnan(value) and math.isnan(shuffled)) or shuffled == pytest.approx(value)


@given(tables, scales)
def test_who_answered_alone_changes_nothing_of_alpha(counts: np.ndarray, scale: Scale) -> None:
    alone = np.eye(counts.shape[1], dtype=int)[:1]
    with_one = alpha_of(np.vstack([counts, alone]), scale)
    assert (math.isnan(with_one) and math.isnan(alpha_of(counts, scale))) or with_one == pytest.approx(
        alpha_of(counts, scale)
    )


@pytest.mark.parametrize("counts", [[[1, 0], [0, 1]], [[2, 0], [3, 0]], [[0, 0]]], ids=["alone", "one answer", "none"])
def test_there_is_no_alpha_of_nothing_to_compare(counts: list[list[int]]) -> None:
    assert math.isnan(alpha_of(np.array(counts)))


def test_intervals_are_the_same_each_time_and_hold_the_value() -> None:
    counts = np.array([[2, 0], [1, 1], [0, 2], [2, 0]] * 20)
    part = Part(contributions(counts, Scale.NOMINAL), 0)
    one, two = (interval(alpha(sums(drawn([part])[0], 2, Scale.NOMINAL), Scale.NOMINAL), 80) for _ in range(2))
    assert one == two and one is not None
    assert one[0] < alpha_of(counts) < one[1]
    # by the delta method its standard error is about 0.1: an interval of 0.4
    assert one[1] - one[0] == pytest.approx(0.4, abs=0.06)


def test_parts_after_each_other_are_drawn_apart_and_alike_ones_alike() -> None:
    rows = np.ones((30, 1))
    first, same, after = drawn([Part(rows, 0), Part(rows, 0), Part(rows, 30)])
    assert first.shape == (DRAWS, 1)
    assert (first == same).all()
    assert abs(np.corrcoef(first[:, 0], after[:, 0])[0, 1]) < 0.1
    assert first.mean() == pytest.approx(30, abs=0.5) and first.var() == pytest.approx(30, abs=4)


def test_few_notes_and_draws_without_a_value_have_no_interval() -> None:
    draws = np.linspace(0, 1, DRAWS)
    assert interval(draws, FEWEST - 1) is None
    assert interval(draws, FEWEST) == [pytest.approx(0.025, abs=0.001), pytest.approx(0.975, abs=0.001)]
    draws[: DRAWS // 10] = np.nan
    assert interval(draws, 100) is None
