"""Findings in the text around them, masked or as they are, in parts that a page can mark. No Django in here."""

from collections.abc import Iterable
from dataclasses import dataclass

AROUND = 160  # characters shown on each side of a finding
DOT = "●"
ENDS_SHOWN = 2  # digits of a number that stay, so that a steward can tell one from another


@dataclass(frozen=True)
class Part:
    """A piece of text; `number` is the finding it stands for, 0 for text around one."""

    text: str
    number: int = 0


@dataclass(frozen=True)
class Place:
    """A finding's number on the page, and where it stands."""

    number: int
    start: int
    end: int


def parts(text: str, places: Iterable[Place], *, masked: bool) -> list[Part]:
    """The text around each place, in order; what is left out shows as "…"."""
    found: list[Part] = []
    at = 0
    for place in sorted(places, key=lambda each: each.start):
        found += _between(text[at : place.start], first=at == 0)
        passage = text[place.start : place.end]
        found.append(Part(mask(passage) if masked else passage, place.number))
        at = place.end
    tail = text[at:]
    found.append(Part(tail if len(tail) <= AROUND else tail[:AROUND].rsplit(" ", 1)[0] + "…"))
    return [part for part in found if part.text]


def _between(text: str, *, first: bool) -> list[Part]:
    if first:
        return [Part(text if len(text) <= AROUND else "…" + text[-AROUND:].split(" ", 1)[-1])]
    if len(text) <= 2 * AROUND:
        return [Part(text)]
    return [Part(f"{text[:AROUND].rsplit(' ', 1)[0]} … {text[-AROUND:].split(' ', 1)[-1]}")]


def mask(text: str) -> str:
    """Letters and digits as dots, but for a title at the start and the last digits of a number."""
    first, _, rest = text.partition(" ")
    if rest and first.rstrip(".").isalpha() and len(first) <= 5 and first.istitle():
        return f"{first} {_dots(rest)}"
    return _dots(text)


def _dots(text: str) -> str:
    keep = ENDS_SHOWN if sum(character.isdigit() for character in text) >= 6 else 0
    hidden = "".join(DOT if character.isalnum() else character for character in text)
    return hidden[: len(hidden) - keep] + text[len(text) - keep :] if keep else hidden
