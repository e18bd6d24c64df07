"""Two panels' answers about the same notes, compared note by note. No Django in here.

Source: McNemar, Note on the sampling error of the difference between correlated proportions, Psychometrika 1947; its
exact form is the binomial test of the notes on which the panels differ.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import comb

from reviews.consistency.referral import Decision, Rate

LEVEL = 0.05  # p below which a difference is more than chance would give


@dataclass(frozen=True)
class Pair:
    """A note (`note` is any key) with what each panel decided."""

    note: int
    first: Decision
    second: Decision


@dataclass(frozen=True)
class Contrast:
    """How often each panel gave one answer over the same notes, and on how many only one of them did."""

    first: Rate
    second: Rate
    only_first: int
    only_second: int

    @property
    def p(self) -> float:
        return mcnemar(self.only_first, self.only_second)

    @property
    def more_than_chance(self) -> bool:
        return self.p < LEVEL


def both_decided(pairs: Sequence[Pair]) -> list[Pair]:
    """Those that both panels answered with yes or no."""
    return [pair for pair in pairs if pair.first.made and pair.second.made]


def contrast(pairs: Sequence[Pair], given: Callable[[Decision], bool]) -> Contrast:
    """Compare over `pairs`, which both decided, how often the answer that `given` recognises was given."""
    answers = [(given(pair.first), given(pair.second)) for pair in pairs]
    return Contrast(
        Rate(sum(first for first, _ in answers), len(answers)),
        Rate(sum(second for _, second in answers), len(answers)),
        sum(first and not second for first, second in answers),
        sum(second and not first for first, second in answers),
    )


def improvable(pairs: Sequence[Pair]) -> Contrast:
    return contrast(pairs, lambda decision: decision.improvable)


def referral(pairs: Sequence[Pair], pathways: Collection[str]) -> Contrast:
    """To any of `pathways`."""
    return contrast(pairs, lambda decision: decision.pathway in pathways)


def same_answer(pairs: Sequence[Pair]) -> Rate:
    """On whether the actual pathway was the best one."""
    return Rate(sum(pair.first.best == pair.second.best for pair in pairs), len(pairs))


def same_pathway(pairs: Sequence[Pair]) -> Rate:
    """On where the person should have been."""
    return Rate(sum(pair.first.pathway == pair.second.pathway for pair in pairs), len(pairs))


def most_different(pairs: Sequence[Pair], choices: Mapping[str, Collection[str]]) -> str:
    """The key of those pathways to which the panels' referrals differ most, the earlier one on a tie; "" for none."""
    counts = {key: referral(pairs, pathways) for key, pathways in choices.items()}
    return max(counts, key=lambda key: abs(counts[key].first.count - counts[key].second.count), default="")


def mcnemar(only_first: int, only_second: int) -> float:
    """The exact two-sided p-value of a difference this large, were each such note as likely to go either way."""
    differing, fewer = only_first + only_second, min(only_first, only_second)
    tail = sum(comb(differing, count) for count in range(fewer + 1))
    return min(1.0, 2 * tail / 2**differing)
