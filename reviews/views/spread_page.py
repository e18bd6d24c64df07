"""Revealed answers in words: where the room differs, what it shares, and the agreed review as the majority has it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from reviews import access
from reviews.forms.judging import Entered
from reviews.models import WorkshopNote
from reviews.views.evidence_page import marks_of, told
from reviews.views.judging_page import SEGMENTS, menu_of
from reviews.workshops import sitting, spread_of
from reviews.workshops.answers import TEXTS
from reviews.workshops.majority import JOINED, LISTS, NONE, Majority, agreement, answer_to, chosen_by_most
from reviews.workshops.menu import Menu
from reviews.workshops.spread import Judged, Line, Spread, spread

QUESTIONS = {
    "level_of_need": "Level of need",
    "best_pathway": "Best pathway?",
    "proposed_pathway": "Proposed pathway",
    "alternative_existed": "Existed locally?",
    "timing": "When",
    "missed_prevention": "Missed services",
    "main_reason": "Main reason",
    "other_reasons": "Other reasons",
    "person_implication": "For the person",
    "cost_implication": "For cost",
    "achievability": "Achievable",
}
# Where on the form each question stands.
ANCHORS = {
    "level_of_need": "q1", "best_pathway": "q2", "proposed_pathway": "q3", "alternative_existed": "q4", "timing": "q5",
    "missed_prevention": "q5", "main_reason": "q6", "other_reasons": "q6", "person_implication": "q7",
    "cost_implication": "q7", "achievability": "q8",
}  # fmt: skip


def shown_answers(user: User, place: WorkshopNote) -> tuple[dict[str, Any], list[Judged]]:
    """The spread of a revealed note, for the page, and the judgements in it; nothing before the reveal.

    Whoever reads it is noted first, but for the one who revealed it and judges nothing: their reveal can be undone.
    """
    if place.revealed_at is None:
        return {}, []
    if place.first_seen_after_reveal_at is None and (user.pk != place.revealed_by_id or place.is_member):
        sitting.see_revealed(place)
    menu = menu_of(place)
    judged = spread_of.judged(access.judgements_shown(user, place))
    found, words = spread(judged, spread_of.catalogue_order(menu)), _words(menu)
    late, marks = [each for each in judged if each.late], marks_of(judged)
    return {
        "spread": {
            "professions": found.professions,
            "counted": found.counted,
            "lines": [_line(line, words) for line in found.differ],
            "shared": [(QUESTIONS[each.question], _said(words, each.question, each.answer)) for each in found.shared],
            "late": [(each.profession, _in_short(each, words)) for each in late],
            "marks": marks,
            "marked": told(marks, place.note.narrative),
            "own_words": [(each.profession, text) for each in judged for text in _texts(each)],
        },
        "majority": _majority(found, words),
    }, [each for each in judged if not each.late]


def filled_in(judged: Sequence[Judged], found: Mapping[str, Majority], presence: Mapping[str, str]) -> Entered:
    """The agreed review as the majority has it; what the room has to decide is left open."""
    everybody = [each.answers for each in judged]
    one = {name: each.answer or "" for name, each in found.items() if name not in LISTS}
    many = {name: chosen_by_most(name, everybody) for name in LISTS}
    many["other_reasons"] = [code for code in many["other_reasons"] if code != one["main_reason"]]
    return Entered(one={**one, "agreement": agreement(found)}, many=many, presence=presence)


def who_judged(judged: Sequence[Judged], place: WorkshopNote) -> dict[str, str]:
    """In own time those who judged stand for who was there: people by profession code, as the form has them."""
    people = Counter(each.profession for each in judged)
    return {choice.code: str(people[choice.label]) for choice in menu_of(place).professions if people[choice.label]}


def _words(menu: Menu) -> dict[str, dict[str, str]]:
    """Labels by question and code."""
    labels = {name: {str(code): str(label) for code, label in choices if code} for name, choices in SEGMENTS.items()}
    reasons = {reason.code: reason.label for reason in menu.reasons}
    return {
        **labels,
        "proposed_pathway": {rung.code: rung.label for rung in menu.ladder},
        "main_reason": reasons,
        "other_reasons": reasons,
        "missed_prevention": {service.code: service.label for service in menu.services},
    }


def _said(words: Mapping[str, Mapping[str, str]], question: str, answer: str | None) -> str:
    if answer == NONE:
        return "None"
    codes = (answer or "").split(JOINED) if question in LISTS else [answer or ""]
    return ", ".join(words[question].get(code, code) for code in codes)


def _line(line: Line, words: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    question = line.majority.question
    cells = [
        [
            {
                "text": _said(words, question, given.answer),
                "number": given.number,
                "rank": given.rank,
                "before": ", ".join(_said(words, question, said) for said in given.before),
            }
            for given in cell
        ]
        for cell in line.cells.values()
    ]
    return {"question": QUESTIONS[question], "how": _how(line.majority), "cells": cells}


def _how(found: Majority) -> str:
    """ "4 to 1 to 1", or that it is a tie."""
    numbers = [str(number) for _, number in found.counts]
    return f"Tie, {' to '.join(numbers)}" if found.tied else " to ".join(numbers)


def _majority(found: Spread, words: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    every = [each for each in found.majorities.values() if each.answered and each.question not in LISTS]
    return {
        "open": [
            {
                "name": each.question,
                "question": QUESTIONS[each.question],
                "href": f"#{ANCHORS[each.question]}",
                "why": "tie, the room decides" if each.tied else "no majority, the room decides",
                "answers": [(answer, _said(words, each.question, answer), number) for answer, number in each.counts],
            }
            for each in every
            if each.is_open
        ],
        "filled": [
            (QUESTIONS[each.question], _said(words, each.question, each.answer), each.counts[0][1], each.answered)
            for each in every
            if not each.is_open
        ],
        "agreement": words["agreement"].get(agreement(found.majorities), ""),
        "found": found.majorities,
    }


def _in_short(judged: Judged, words: Mapping[str, Mapping[str, str]]) -> str:
    told = [(name, answer_to(name, judged.answers)) for name in ("best_pathway", "proposed_pathway", "main_reason")]
    return "; ".join(_said(words, name, answer) for name, answer in told if answer)


def _texts(judged: Judged) -> list[str]:
    return [str(judged.answers[name]) for name in TEXTS if judged.answers.get(name)]
