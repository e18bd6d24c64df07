"""What most of a room answered, question by question, and how far it agrees. No Django in here.

Answers are plain, as in `reviews.workshops.answers`. A majority is more than half of those who answered the question;
anything less is left open, for the room to decide.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# In the order of the page. `main_reason` and `other_reasons` are the first and the rest of `reasons`.
QUESTIONS = (
    "level_of_need",
    "best_pathway",
    "proposed_pathway",
    "alternative_existed",
    "timing",
    "missed_prevention",
    "main_reason",
    "other_reasons",
    "person_implication",
    "cost_implication",
    "achievability",
)
ASKED_OF_ALL = {"level_of_need", "best_pathway"}
LISTS = {"missed_prevention", "other_reasons"}
NONE = "none"  # a list asked for and left empty is an answer too
JOINED = ";"


@dataclass(frozen=True)
class Majority:
    """`counts`: (answer, how many), the most frequent first, then in catalogue order; `answered`: how many in all."""

    question: str
    counts: tuple[tuple[str, int], ...]

    @property
    def answered(self) -> int:
        return sum(number for _, number in self.counts)

    @property
    def answer(self) -> str | None:
        """What more than half answered; None where the room decides."""
        return self.counts[0][0] if self.counts and 2 * self.counts[0][1] > self.answered else None

    @property
    def tied(self) -> bool:
        """Whether the most frequent answer has an equal."""
        return len(self.counts) > 1 and self.counts[0][1] == self.counts[1][1]

    @property
    def is_open(self) -> bool:
        return self.answered > 0 and self.answer is None

    @property
    def differs(self) -> bool:
        return len(self.counts) > 1


def answer_to(question: str, answers: Mapping[str, Any]) -> str:
    """One person's answer as a code, a list as its codes joined in order; empty where not asked or not answered."""
    if question not in ASKED_OF_ALL and answers.get("best_pathway") != "no":
        return ""
    reasons = answers.get("reasons") or []
    if question == "main_reason":
        return reasons[0] if reasons else ""
    if question == "other_reasons":
        return JOINED.join(sorted(reasons[1:])) or NONE
    if question == "missed_prevention":
        missed = JOINED.join(sorted(answers.get(question) or [])) or NONE
        return missed if answers.get("timing") == "earlier" else ""
    return answers.get(question) or ""


def majority(question: str, everybody: Sequence[Mapping[str, Any]], order: Sequence[str] = ()) -> Majority:
    """What everybody answered to one question. `order`: its codes as in the catalogue."""
    counted = Counter(filter(None, (answer_to(question, answers) for answers in everybody)))
    place = {code: number for number, code in enumerate(order)}
    ranked = sorted(counted.items(), key=lambda each: (-each[1], place.get(each[0], len(place)), each[0]))
    return Majority(question, tuple(ranked))


def majorities(
    everybody: Sequence[Mapping[str, Any]], order: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Majority]:
    """What everybody answered to each question, in the order of the page."""
    orders = order or {}
    return {question: majority(question, everybody, orders.get(question, ())) for question in QUESTIONS}


def chosen_by_most(question: str, everybody: Sequence[Mapping[str, Any]]) -> list[str]:
    """Of a list, what more than half of those asked have chosen; each entry is counted by itself."""
    given = [answer for answer in (answer_to(question, answers) for answers in everybody) if answer]
    counted = Counter(code for answer in given if answer != NONE for code in answer.split(JOINED))
    return sorted(code for code, number in counted.items() if 2 * number > len(given))


def agreement(found: Mapping[str, Majority]) -> str:
    """How far a room agrees on what decides a table: the best pathway and, after "no", the proposed one.

    "unanimous": everybody answers the same; "majority": more than half do; "contested": one of the two is open.
    Empty where nobody judged.
    """
    best = found["best_pathway"]
    if not best.answered:
        return ""
    deciding = [best, found["proposed_pathway"]] if best.answer == "no" else [best]
    if any(each.answer is None for each in deciding):
        return "contested"
    return "majority" if any(each.differs for each in deciding) else "unanimous"
