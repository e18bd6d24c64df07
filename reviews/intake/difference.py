"""Two texts side by side, with the words marked that only one of them has. No Django in here."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

_WORDS = re.compile(r"\S+|\s+")
MOST = 4_000  # words compared one by one; what differs in longer texts is marked as a whole


class Piece(NamedTuple):
    """Some words; `differs` where the other text does not have them."""

    text: str
    differs: bool


def difference(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """The pieces of each text, in order: joined they are the text."""
    left, right = _WORDS.findall(one), _WORDS.findall(other)
    start = _alike(left, right)
    end = _alike(left[start:][::-1], right[start:][::-1])
    middles = left[start : len(left) - end], right[start : len(right) - end]
    parts = _compared(*middles) if max(map(len, middles)) <= MOST else ([(middles[0], True)], [(middles[1], True)])
    before, after = (left[:start], False), (left[len(left) - end :], False)
    return _pieces([before, *parts[0], after]), _pieces([before, *parts[1], after])


Words = tuple[Sequence[str], bool]


def _compared(left: Sequence[str], right: Sequence[str]) -> tuple[list[Words], list[Words]]:
    found: tuple[list[Words], list[Words]] = ([], [])
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=True).get_opcodes():
        found[0].append((left[a:b], what != "equal"))
        found[1].append((right[c:d], what != "equal"))
    return found


def _pieces(parts: Sequence[Words]) -> list[Piece]:
    """Spaces between two passages that differ are marked with them: one mark reads better than many."""
    pieces = [Piece("".join(words), differs) for words, differs in parts if words]
    around = zip(pieces, [None, *pieces], [*pieces[1:], None], strict=False)  # what stands before, what after
    between = [
        not each.text.strip() and bool(one and one.differs and other and other.differs) for each, one, other in around
    ]
    marked = [(each.text, each.differs or joins) for each, joins in zip(pieces, between, strict=True)]
    runs = groupby(marked, key=itemgetter(1))
    return [Piece("".join(text for text, _ in run), differs) for differs, run in runs]


def _alike(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words both begin with."""
    number = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        number += 1
    return number
