"""The answers of a room side by side: what differs first, by profession. No Django in here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reviews.workshops.majority import QUESTIONS, Majority, answer_to, majorities

RANKS = 3  # the majority, the second answer, and all others


@dataclass(frozen=True)
class Judged:
    """One person's answers as they stand; `first`: those given alone, where they were revised since.

    `late`: first given when the others' could be seen, so shown apart and never counted.
    """

    profession: str
    answers: Mapping[str, Any]
    first: Mapping[str, Any] | None = None
    late: bool = False


@dataclass(frozen=True)
class Given:
    """An answer in one profession: how many gave it, its rank in the room (1 to 3), and what they had said before."""

    answer: str
    number: int
    rank: int
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A question on which the room differs; `cells` by profession, empty where nobody was asked."""

    majority: Majority
    cells: Mapping[str, tuple[Given, ...]]


@dataclass(frozen=True)
class Spread:
    """`differ`: most divided first; `shared`: the questions that everybody asked answered alike."""

    professions: tuple[str, ...]
    differ: tuple[Line, ...]
    shared: tuple[Majority, ...]
    majorities: Mapping[str, Majority]
    counted: int


def spread(judged: Sequence[Judged], order: Mapping[str, Sequence[str]] | None = None) -> Spread:
    """The spread over those who are not late, professions in the order given. `order`: codes by question."""
    counted = [each for each in judged if not each.late]
    found = majorities([each.answers for each in counted], order)
    differ = sorted((each for each in found.values() if each.differs), key=_most_divided_first)
    professions = tuple(dict.fromkeys(each.profession for each in counted))
    return Spread(
        professions,
        tuple(Line(each, {name: _cell(each, name, counted) for name in professions}) for each in differ),
        tuple(each for each in found.values() if each.answered and not each.differs),
        found,
        len(counted),
    )


def _most_divided_first(found: Majority) -> tuple[float, int, int]:
    """By the share of the most frequent answer; between equals what more people were asked, then the page's order."""
    return found.counts[0][1] / found.answered, -found.answered, QUESTIONS.index(found.question)


def _cell(found: Majority, profession: str, counted: Sequence[Judged]) -> tuple[Given, ...]:
    here = [each for each in counted if each.profession == profession]
    numbers = Counter(filter(None, (answer_to(found.question, each.answers) for each in here)))
    ranked = [answer for answer, _ in found.counts]
    return tuple(
        Given(answer, numbers[answer], min(rank, RANKS), _before(found.question, answer, here))
        for rank, answer in enumerate(ranked, start=1)
        if numbers[answer]
    )


def _before(question: str, answer: str, here: Sequence[Judged]) -> tuple[str, ...]:
    """What those who answer this now had answered alone, where it was something else."""
    now = [each for each in here if each.first is not None and answer_to(question, each.answers) == answer]
    first = [answer_to(question, each.first) for each in now if each.first is not None]
    return tuple(sorted({said for said in first if said and said != answer}))
