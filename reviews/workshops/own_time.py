"""In own time: what follows from the judgements of one note. No Django in here.

Answers are plain, as in `reviews.workshops.answers`. What decides a table is whether the pathway was the best one and,
after "no", which it should have been and the main reason why it was not. Members agree when all answer these alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reviews.workshops.majority import LISTS, agreement, chosen_by_most, majorities, majority

DECIDING = ("best_pathway", "proposed_pathway", "main_reason")
FEWEST = 2  # judgements that can agree: one person's view is nobody's agreement
EXTRA = 1  # more judgements of a note on which the first ones differ


class Step(StrEnum):
    """What a note waits for. READY and CONTESTED are phases of the same name."""

    COLLECTING = "collecting"
    ONE_MORE = "one-more"
    READY = "ready"
    CONTESTED = "contested"


@dataclass(frozen=True)
class Standing:
    """`differing`: per cent of the answers to the deciding questions that are not the most frequent one."""

    step: Step
    differing: int


def standing(judged: Sequence[Mapping[str, Any]], *, wanted: int, extra: int, others: int) -> Standing:
    """How a note stands with these judgements, none of them late.

    wanted  judgements of each note in this workshop
    extra   further ones asked for, as the first differed: 0 or EXTRA
    others  members of the panel who have not judged it; where there are none, those that did must do
    """
    differ = differing(judged)
    if len(judged) < wanted + extra and others:
        return Standing(Step.COLLECTING, differ)
    if not differ and len(judged) >= FEWEST:
        return Standing(Step.READY, differ)
    if not extra and others:
        return Standing(Step.ONE_MORE, differ)
    return Standing(Step.CONTESTED, differ)


def differing(judged: Sequence[Mapping[str, Any]]) -> int:
    """Per cent, rounded up: any difference is more than 0. 0 where nobody differs, or nobody judged."""
    found = [majority(question, judged) for question in DECIDING]
    given = sum(each.answered for each in found)
    shared = sum(each.counts[0][1] for each in found if each.counts)
    return -(-100 * (given - shared) // given) if given else 0


def proposal(judged: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The agreed review as most have it, and `agreement`; what has no majority stays empty, and so do texts."""
    found = majorities(judged)
    one = {name: each.answer or "" for name, each in found.items() if name not in LISTS}
    main = one.pop("main_reason")
    others = [code for code in chosen_by_most("other_reasons", judged) if code != main]
    missed = chosen_by_most("missed_prevention", judged) if one["timing"] == "earlier" else []
    reasons = [main, *others] if main else []
    return {**one, "missed_prevention": missed, "reasons": reasons, "agreement": agreement(found)}
