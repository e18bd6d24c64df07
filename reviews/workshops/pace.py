"""How far a workshop is, how fast it goes and whether it will get through. No Django in here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median


@dataclass(frozen=True)
class Progress:
    """Notes agreed of planned. Times are minutes, None while nothing can be said."""

    agreed: int
    planned: int
    put_off: int = 0
    minutes_a_note: float | None = None
    minutes_left: float | None = None
    on_pace_for: int | None = None
    retired: int = 0
    hidden: int = 0

    @property
    def to_agree(self) -> int:
        """Notes that are agreed or can be: nobody waits for one that was retired, or that nobody may read."""
        return self.planned - self.retired - self.hidden

    @property
    def to_do(self) -> int:
        return self.to_agree - self.agreed

    @property
    def left_out(self) -> str:
        """In words, "" where there is none: "2 retired, 1 hidden"."""
        return ", ".join(f"{number} {word}" for number, word in self._left_out if number)

    @property
    def _left_out(self) -> tuple[tuple[int, str], ...]:
        return (self.retired, "retired"), (self.hidden, "hidden")


def progress(
    *,
    planned: int,
    put_off: int,
    sittings: Sequence[tuple[datetime | None, datetime]],
    started_at: datetime | None,
    minutes: int,
    now: datetime,
    retired: int = 0,
    hidden: int = 0,
) -> Progress:
    """Progress of a workshop of `minutes` planned minutes.

    retired, hidden  notes of those planned that are neither agreed nor can be
    sittings    (opened, agreed) of each agreed note; opened is None for a note recorded without being opened
    minutes_a_note is the median, so that one long discussion or a lunch break does not drown the rest.
    """
    agreed = len(sittings)
    taken = [(end - start).total_seconds() / 60 for start, end in sittings if start is not None]
    each = median(taken) if taken else None
    left = None if started_at is None else max(minutes - (now - started_at).total_seconds() / 60, 0.0)
    on_pace_for = _on_pace_for(agreed, planned - retired - hidden, each, left)
    return Progress(agreed, planned, put_off, each, left, on_pace_for, retired, hidden)


def _on_pace_for(agreed: int, to_agree: int, each: float | None, left: float | None) -> int | None:
    if left is None or not each:
        return None
    return min(to_agree, agreed + int(left / each))


def in_words(minutes: float | None) -> str:
    """A length of time as a person says it: "under a minute", "6 minutes", "1 hour 9 minutes"."""
    if minutes is None:
        return ""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return "under a minute" if minutes < 1 else _count(rest, "minute")
    return _count(hours, "hour") + (f" {_count(rest, 'minute')}" if rest else "")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
