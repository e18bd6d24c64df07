"""A text with its marks, cut into pieces to draw, and the marks of several people put together. No Django in here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviews.workshops.evidence import Passage, merged

Mark = tuple[Sequence[int], str]  # a passage and who marked it


@dataclass(frozen=True)
class Piece:
    """A stretch of text and those who marked it, each once, in the order of their marks."""

    text: str
    by: tuple[str, ...] = ()


def pieces(text: str, start: int, marks: Iterable[Mark]) -> list[Piece]:
    """A text that begins at `start` of the narrative, cut wherever a mark begins or ends. Nothing of it is lost."""
    here = [(max(at - start, 0), min(end - start, len(text)), who) for (at, end), who in marks]
    here = [mark for mark in here if mark[0] < mark[1]]
    cuts = sorted({0, len(text), *(cut for at, end, _ in here for cut in (at, end))})
    return [Piece(text[a:b], _who(a, b, here)) for a, b in pairwise(cuts)]


def together(marks: Sequence[Mark]) -> list[tuple[Passage, tuple[str, ...]]]:
    """Everybody's passages in order, those that overlap or touch made one, each with all who marked any of it."""
    flat = [(at, end, who) for (at, end), who in marks]
    found = []
    for start, end in merged([at, end] for at, end, _ in flat):
        inside = [mark for mark in flat if start <= mark[0] and mark[1] <= end]
        found.append(([start, end], tuple(dict.fromkeys(who for _, _, who in inside))))
    return found


def _who(start: int, end: int, marks: Iterable[tuple[int, int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who for at, until, who in marks if at <= start and end <= until))
