"""A rule of the screen: a cheap hint that a text may hold something, and the search itself. No Django in here.

Hints are RE2 patterns, matched all at once in one linear pass; most texts ask for few of the searches.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reviews.intake.screen.finding import Finding

Find = Callable[[str], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """`hint` matches in every text in which `find` finds something; it may match in others."""

    hint: str
    find: Find


def finder(kind: str, certainty: str, pattern: re.Pattern[str], group: int = 0) -> Find:
    """A search whose every match, or the group of it, is a finding."""

    def find(text: str) -> Iterator[Finding]:
        for match in pattern.finditer(text):
            yield Finding(kind, *match.span(group), certainty)

    return find
