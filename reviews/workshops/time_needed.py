"""How long a number of notes takes, and whether that fits. Times are minutes. No Django in here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

ASSUMED = 6.0  # minutes a note where nobody has timed one


@dataclass(frozen=True)
class Pace:
    """Minutes a note: the median of `notes` timed ones, or ASSUMED where that is 0."""

    minutes: float = ASSUMED
    notes: int = 0


def pace_from(sittings: Iterable[tuple[datetime, datetime]]) -> Pace:
    """From when each note was opened and agreed. One agreed in the moment it was opened was not discussed."""
    taken = [(agreed - opened).total_seconds() / 60 for opened, agreed in sittings if agreed > opened]
    return Pace(median(taken), len(taken)) if taken else Pace()


@dataclass(frozen=True)
class TimeNeeded:
    """What `notes` notes take at a pace, and whether that fits a workshop of `planned` minutes."""

    notes: int
    pace: Pace
    planned: int

    @property
    def minutes(self) -> float:
        return self.notes * self.pace.minutes

    @property
    def fits(self) -> bool:
        return self.minutes <= self.planned

    @property
    def too_long_by(self) -> float:
        return max(self.minutes - self.planned, 0.0)

    @property
    def notes_that_fit(self) -> int:
        return int(self.planned / self.pace.minutes)
