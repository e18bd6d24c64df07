"""What must be true of a workshop, in memory: who is who, and how each note stands."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MEMBERS = ("gp", "nurse", "social_worker")
RUNNERS = ("facilitator", "second", "lead")  # the workshop's own, another of the area, a project lead
PEOPLE = (*MEMBERS, *RUNNERS)
LOOKERS = (*PEOPLE, "outsider")
IN_ROOM = ("open", "revealed")


@dataclass
class Told:
    """One person's judgement: what they said first, and what they say now."""

    first: str
    now: str
    revision: int = 1
    late: bool = False
    revised: bool = False


@dataclass
class Place:
    """A note's place. `typed`: drafts; `reported`: whose reports wait for a steward; `decided`: the last decision."""

    phase: str = "waiting"
    revealed_by: str = ""
    seen: bool = False
    told: dict[str, Told] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    review: str = ""
    review_revision: int = 0
    knows: set[str] = field(default_factory=set)
    reported: set[str] = field(default_factory=set)
    decided: str = ""
    hidden: bool = False
    retired: bool = False
    extra: int = 0


@dataclass
class Model:
    """The workshop as it must be after what was done so far."""

    mode: str
    places: list[Place]
    facilitator: str = "facilitator"
    seats: set[str] = field(default_factory=lambda: set(MEMBERS))
    rights: set[str] = field(default_factory=lambda: set(PEOPLE))
    closed: bool = False
    trail: Counter[str] = field(default_factory=Counter)

    def member(self, who: str) -> bool:
        return who in self.seats and who in self.rights

    def runs(self, who: str) -> bool:
        return who in self.rights and who in {"lead", self.facilitator}

    def sees(self, who: str) -> bool:
        return self.member(who) or (who in self.rights and who in RUNNERS)

    def reads(self, who: str, place: Place) -> bool:
        return self.sees(who) and not (place.hidden or place.retired or who in place.knows)

    def turns(self) -> list[tuple[int, str, bool]]:
        """Notes are given in own time only."""
        return []

    def state(self) -> dict[str, Any]:
        """All of it, in the words of `world.state`."""
        numbered = list(enumerate(self.places))
        return {
            "closed": self.closed,
            "facilitator": self.facilitator,
            "seats": sorted(self.seats),
            "places": [(p.phase, bool(p.revealed_by), p.seen, p.hidden, p.retired) for p in self.places],
            "judgements": sorted(row for n, p in numbered for who in p.told for row in _rows(n, who, p.told[who])),
            "drafts": sorted((n, who, typed) for n, p in numbered for who, typed in p.typed.items()),
            "reviews": sorted((n, p.review, p.review_revision) for n, p in numbered if p.review_revision),
            "knows": sorted((n, who) for n, p in numbered for who in p.knows),
            "reported": sorted((n, who) for n, p in numbered for who in p.reported),
            "turns": self.turns(),
            "extra": [p.extra for p in self.places],
            "trail": +self.trail,
        }


def _rows(n: int, who: str, told: Told) -> list[tuple[int, str, str, str, bool]]:
    """The first answer is there for good; a revision after the reveal stands beside it."""
    first = (n, who, "independent", told.first, told.late)
    return [first, (n, who, "revised", told.now, told.late)] if told.revised else [first]
