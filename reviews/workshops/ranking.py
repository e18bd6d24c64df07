"""In own time: which of the waiting notes a member is given first. No Django in here.

What they hold, then what they were given before, then what misses fewest judgements, then where nobody of their
profession is yet, then the order of the workshop.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Given(IntEnum):
    """What this member has of a place: a live turn, one that ended, or none."""

    HELD = 0
    BEFORE = 1
    NEVER = 2


@dataclass
class Waiting:
    """A place that waits for judgements, and the professions of the others who judged it or hold a turn of it."""

    number: int
    position: int
    wanted: int
    given: Given = Given.NEVER
    others: list[int | None] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """Places that nobody else has."""
        return self.wanted - len(self.others)

    @property
    def held(self) -> bool:
        return self.given == Given.HELD


def in_rank(
    waiting: Mapping[int, Waiting], claims: Iterable[tuple[int, int | None]], profession: int | None
) -> list[Waiting]:
    """Those that this member may be given, the first in rank first.

    claims  (place, profession) of everybody else who judged or holds one; places that do not wait are passed over
    """
    for place, theirs in claims:
        if place in waiting:
            waiting[place].others.append(theirs)
    free = [each for each in waiting.values() if each.missing > 0]
    return sorted(free, key=lambda each: (each.given, each.missing, profession in each.others, each.position))
