"""Two panels on the same notes: rates, agreement, and whether chance could give the difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from reviews.consistency.paired import (
    Pair,
    both_decided,
    improvable,
    mcnemar,
    most_different,
    referral,
    same_answer,
    same_pathway,
)
from reviews.consistency.referral import Decision, Rate, decision

PATHWAYS = ["reablement", "package", "home"]
decisions = st.builds(
    lambda best, actual, proposed: decision(best, actual, proposed if best == "no" else ""),
    st.sampled_from(["yes", "no", "unclear"]), st.sampled_from(PATHWAYS), st.sampled_from(PATHWAYS),
)  # fmt: skip
pairs_of = st.lists(st.builds(Pair, st.integers(), decisions, decisions), max_size=30)


def pairs(*answers: tuple[str, str]) -> list[Pair]:
    """From the pathways that each panel decided for; the actual one was the package."""
    return [Pair(n, decided(one), decided(other)) for n, (one, other) in enumerate(answers)]


def decided(pathway: str) -> Decision:
    return decision("yes", "package", "") if pathway == "package" else decision("no", "package", pathway)


def test_a_person_counts_for_a_pathway_that_was_proposed_or_confirmed() -> None:
    answers = [
        decision("yes", "reablement", ""), decision("no", "package", "reablement"),
        decision("no", "reablement", "home"), decision("yes", "package", ""), decision("unclear", "reablement", ""),
    ]  # fmt: skip
    pairs = both_decided([Pair(number, each, each) for number, each in enumerate(answers)])
    rate = referral(pairs, {"reablement"}).first
    assert (rate.count, rate.of, rate.share) == (2, 4, 0.5)
    assert referral(pairs, {"reablement", "home"}).first.count == 3
    assert improvable(pairs).first == Rate(2, 4)


def test_the_10_against_70_per_cent_of_the_report() -> None:
    """On the same 40 notes; the interval is Wilson's."""
    found = referral(
        pairs(*[("reablement", "reablement")] * 4, *[("package", "reablement")] * 24, *[("package", "package")] * 12),
        {"reablement"},
    )
    assert (found.first, found.second) == (Rate(4, 40), Rate(28, 40))
    assert (found.only_first, found.only_second) == (0, 24)
    assert found.first.interval == pytest.approx((0.0396, 0.2305), abs=1e-4)
    assert found.more_than_chance
    assert found.p == pytest.approx(2 / 2**24)


def test_agreement_is_on_the_answer_and_on_the_pathway() -> None:
    both = pairs(("package", "package"), ("home", "reablement"), ("home", "home"), ("package", "home"))
    assert same_answer(both) == Rate(3, 4)
    assert same_pathway(both) == Rate(2, 4)
    assert (improvable(both).only_first, improvable(both).only_second) == (0, 1)


def test_a_note_that_one_panel_could_not_decide_is_left_out() -> None:
    unsure = Pair(9, decision("unclear", "package", ""), decided("home"))
    assert both_decided([unsure, *pairs(("home", "home"))]) == pairs(("home", "home"))


def test_the_pathway_shown_first_is_the_one_that_differs_most() -> None:
    both = pairs(("package", "home"), ("package", "home"), ("package", "reablement"))
    choices = {"reablement": {"reablement"}, "package": {"package"}, "home": {"home"}}
    assert most_different(both, choices) == "package"
    assert most_different(both, dict(reversed(choices.items()))) == "package"
    assert most_different(pairs(("package", "home")), choices) == "package"  # a tie: the earlier one
    assert most_different([], {}) == ""


@given(only_first=st.integers(0, 250), only_second=st.integers(0, 250))
def test_mcnemar_is_the_exact_binomial_test(only_first: int, only_second: int) -> None:
    differing = only_first + only_second
    expected = binomtest(only_first, differing, 0.5).pvalue if differing else 1.0
    assert mcnemar(only_first, only_second) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("only_first", "only_second", "chance"), [(0, 5, True), (0, 6, False), (3, 3, True)])
def test_six_to_nothing_is_the_least_that_is_more_than_chance(only_first: int, only_second: int, chance: bool) -> None:
    assert (mcnemar(only_first, only_second) >= 0.05) == chance


@given(pairs_of)
def test_what_differs_is_the_difference(every: list[Pair]) -> None:
    for pathways in ({"reablement"}, {"home", "package"}):
        found = referral(both_decided(every), pathways)
        assert found.first.count - found.second.count == found.only_first - found.only_second
        assert 0 < found.p <= 1


@given(pairs_of)
def test_swapping_the_panels_changes_no_verdict(every: list[Pair]) -> None:
    swapped = [Pair(pair.note, pair.second, pair.first) for pair in every]
    one, other = improvable(both_decided(every)), improvable(both_decided(swapped))
    assert (one.p, one.first, one.second) == (other.p, other.second, other.first)
    assert same_pathway(both_decided(every)) == same_pathway(both_decided(swapped))
