"""A sample in proportion to localities: plain values in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.workshops.sampling import LARGEST_SEED, allocate, sample, stratified

SIZES = st.dictionaries(st.integers(0, 50), st.integers(0, 60), max_size=9)


@pytest.mark.parametrize(
    ("sizes", "number", "expected"),
    [
        ({1: 60, 2: 30, 3: 10}, 10, {1: 6, 2: 3, 3: 1}),
        # Due are 4.2, 2.1 and 0.7: whole 4, 2 and 0, and the one that is left goes to the remainder of 0.7.
        ({1: 60, 2: 30, 3: 10}, 7, {1: 4, 2: 2, 3: 1}),
        # Due are 4.8, 0.15 and 0.05, so 5, 0 and 0; each of the small ones then takes one from the first.
        ({1: 96, 2: 3, 3: 1}, 5, {1: 3, 2: 1, 3: 1}),
        # Two notes cannot stand for three localities: the largest remainders (0.96, 0.74, 0.3) take them.
        ({1: 48, 2: 37, 3: 15}, 2, {1: 1, 2: 1, 3: 0}),
        # Equal remainders of 0.5: the larger stratum is first, then the lower number.
        ({1: 10, 2: 30}, 2, {1: 1, 2: 1}),
        ({1: 5, 2: 5}, 1, {1: 1, 2: 0}),
        # Who has none gets none, and who asks for more than there is gets everything.
        ({1: 8, 2: 0, 3: 2}, 5, {1: 4, 2: 0, 3: 1}),
        ({1: 2, 2: 1}, 40, {1: 2, 2: 1}),
        ({1: 0}, 3, {1: 0}),
        ({}, 3, {}),
    ],
)
def test_each_locality_gets_its_due(sizes: dict[int, int], number: int, expected: dict[int, int]) -> None:
    assert allocate(sizes, number) == expected


@given(SIZES, st.integers(0, 300))
def test_what_is_given_adds_up_and_no_locality_gives_more_than_it_has(sizes: dict[int, int], number: int) -> None:
    given_out = allocate(sizes, number)
    assert sum(given_out.values()) == min(number, sum(sizes.values()))
    assert all(0 <= given_out[stratum] <= size for stratum, size in sizes.items())


@given(SIZES, st.integers(0, 300))
def test_every_locality_is_there_where_the_number_allows_and_is_near_its_due(
    sizes: dict[int, int], number: int
) -> None:
    given_out, every = allocate(sizes, number), sum(sizes.values())
    number = min(number, every)
    some = [stratum for stratum, size in sizes.items() if size]
    if number >= len(some):
        assert all(given_out[stratum] for stratum in some)
    for stratum in some:  # what it gives to the small ones apart, everybody's part is its due, rounded up or down
        due = number * sizes[stratum] / every
        assert given_out[stratum] < max(due + 1, 1.001)
        assert given_out[stratum] > due - 1 - len(some)


@given(SIZES, st.integers(0, 80), st.integers(1, LARGEST_SEED), st.randoms())
def test_the_same_frame_and_seed_draw_the_same_notes(sizes, number, seed, shuffled) -> None:
    strata = {stratum: [stratum * 100 + n for n in range(size)] for stratum, size in sizes.items()}
    first = stratified(strata, number, seed)
    turned = list(strata.items())
    shuffled.shuffle(turned)
    for _, notes in turned:
        shuffled.shuffle(notes)
    assert stratified(dict(turned), number, seed) == first
    assert len(first) == len(set(first)) == min(number, sum(sizes.values()))
    for stratum, part in allocate(sizes, number).items():
        assert sum(note // 100 == stratum for note in first) == part


def test_another_seed_draws_other_notes() -> None:
    strata = {1: range(100), 2: range(100, 150)}
    assert set(stratified(strata, 15, 1)) != set(stratified(strata, 15, 2))


def test_localities_are_mixed_in_the_order_of_reading() -> None:
    """30 of each of two localities: were they one after the other, the first half would hold one of them alone."""
    drawn = stratified({1: range(50), 2: range(50, 100)}, 60, 7)
    assert 5 < sum(note < 50 for note in drawn[:30]) < 25


def test_every_note_of_a_locality_is_drawn_about_equally_often() -> None:
    """2 of 8 and 3 of 12 with 2,000 seeds: each note is expected 500 times, with a standard deviation of under 20."""
    drawn = [note for seed in range(2_000) for note in stratified({1: range(8), 2: range(8, 20)}, 5, seed)]
    assert all(400 < drawn.count(note) < 600 for note in range(20))


def test_a_simple_sample_stays_what_it_was() -> None:
    """Workshops keep their seed for years: it has to draw the same notes then."""
    assert sample(range(100), 5, 7) == [41, 19, 50, 83, 6]
