"""Answers as parts of 100%, a bar for each group: yes, no, unclear; very likely to very unlikely. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from opportunities.drawings.rows import NARROW, WIDE, rows
from opportunities.drawings.shares import HIDDEN
from opportunities.drawings.text import LINE, Label, beside, widest, width_of
from opportunities.formats import number, percent

_KEY, _GAP = 26, 12  # px of a line of the key, px between bar and number


@dataclass(frozen=True)
class Part:
    """`tone`: which of the looks, by the answer's place. The percentage is written in it where it fits."""

    tone: int
    x: float
    length: float
    text: str


@dataclass(frozen=True)
class Stack:
    """Without parts where one of its numbers is hidden: what is left of a bar would tell it."""

    label: Label
    value: Label
    middle: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Key:
    tone: int
    x: float
    label: Label


@dataclass(frozen=True)
class Stacked:
    name: ClassVar[str] = "stacked"
    title: str
    words: str
    width: float
    height: float
    left: float
    right: float
    keys: tuple[Key, ...]
    stacks: tuple[Stack, ...]


def stacked(
    groups: Sequence[tuple[str, Mapping[str, int | None]]],
    answers: Mapping[str, str],
    title: str,
    width: float = WIDE,
) -> Stacked | None:
    """None without any group.

    groups   its label and how many gave each answer, by code; None where that is hidden
    answers  the label of each code, in the order they are stacked
    """
    groups = [group for group in groups if any(n is None or n for n in group[1].values())]
    if not groups:
        return None
    keys, top = _keys(list(answers.values()), width)
    values = [_total(counts) for _, counts in groups]
    place = rows([label for label, _ in groups], width, after=widest(values) + _GAP, top=top)
    stacks = tuple(
        Stack(slot.label, beside((value,), width, slot.middle, "end"), slot.middle, _parts(counts, answers, place))
        for (_, counts), value, slot in zip(groups, values, place.slots, strict=True)
    )
    return Stacked(title, _words(groups, answers), width, place.bottom, place.left, place.right, keys, stacks)


def _total(counts: Mapping[str, int | None]) -> str:
    if any(n is None for n in counts.values()):
        return HIDDEN
    return number(sum(n or 0 for n in counts.values()))


def _parts(counts: Mapping[str, int | None], answers: Mapping[str, str], place: Any) -> tuple[Part, ...]:
    if any(n is None for n in counts.values()):
        return ()
    total, x, parts = sum(n or 0 for n in counts.values()), place.left, []
    for tone, code in enumerate(answers):
        share = (counts.get(code) or 0) / total
        length = share * (place.right - place.left)
        text = percent(share)
        parts.append(Part(tone, x, length, text if width_of(text, bold=True) + 8 <= length else ""))
        x += length
    return tuple(part for part in parts if part.length)


def _keys(labels: Sequence[str], width: float) -> tuple[tuple[Key, ...], float]:
    """In a line where they fit, on a phone one under another; and where they end."""
    keys: list[Key] = []
    x, y = 0.0, 8.0
    for tone, label in enumerate(labels):
        needed = 22 + width_of(label)
        if keys and (x + needed > width or width < 2 * NARROW):
            x, y = 0.0, y + _KEY
        keys.append(Key(tone, x, beside((label,), x + 22, y)))
        x += needed + 24
    return tuple(keys), y + LINE


def _words(groups: Sequence[tuple[str, Mapping[str, int | None]]], answers: Mapping[str, str]) -> str:
    return " ".join(f"{label}: {_answers(counts, answers)}." for label, counts in groups)


def _answers(counts: Mapping[str, int | None], answers: Mapping[str, str]) -> str:
    if any(n is None for n in counts.values()):
        return "can't be shown"
    total = sum(n or 0 for n in counts.values())
    said = [f"{answers[code].lower()} {percent((counts.get(code) or 0) / total)}" for code in answers]
    return f"{', '.join(said)} of {number(total)}"
