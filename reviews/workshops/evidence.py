"""Passages of a note that somebody marked as evidence: [start, end] in characters of its narrative, end not included.

A character is a Unicode code point, as Python counts. No Django in here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MOST = 20
LONGEST = 2_000
WRITTEN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)

Passage = list[int]


def checked(given: Any, length: int) -> tuple[list[Passage], str]:
    """Passages as programs send them, a list of {"start": n, "end": n}, merged; or none and what is wrong.

    length    of the narrative, in characters
    """
    if not isinstance(given, list) or not all(isinstance(row, Mapping) and _is_passage(row) for row in given):
        return [], "evidence is a list of {“start”: n, “end”: n}, in characters of the narrative"
    if any(not 0 <= row["start"] < row["end"] <= length for row in given):
        return [], f"Each passage of evidence starts before it ends, inside the note’s {length:,} characters"
    passages = merged([row["start"], row["end"]] for row in given)
    wrong = too_much(passages)
    return ([], wrong) if wrong else (passages, "")


def merged(passages: Iterable[Passage]) -> list[Passage]:
    """In order, with those that overlap or touch made one."""
    found: list[Passage] = []
    for start, end in sorted(passages):
        if found and start <= found[-1][1]:
            found[-1][1] = max(end, found[-1][1])
        else:
            found.append([start, end])
    return found


def too_much(passages: Sequence[Passage]) -> str:
    """What to do about more merged passages, or longer ones, than can be kept; "" where they can."""
    if len(passages) > MOST:
        return f"Mark {MOST} passages or fewer: there are {len(passages)}. Remove those that matter least"
    longest = max((end - start for start, end in passages), default=0)
    if longest > LONGEST:
        return f"Mark {LONGEST:,} characters or fewer in one piece: there is one of {longest:,}"
    return ""


def read(text: str) -> dict[str, int] | str:
    """A passage as forms send it, "120-185", as programs do; the text itself where it is none, to be refused."""
    match = WRITTEN.fullmatch(text)
    return {"start": int(match[1]), "end": int(match[2])} if match else text


def written(passage: Sequence[int]) -> str:
    """As forms send it."""
    return f"{passage[0]}-{passage[1]}"


def _is_passage(row: Mapping[str, Any]) -> bool:
    return set(row) == {"start", "end"} and all(type(number) is int for number in row.values())
