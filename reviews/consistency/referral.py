"""How often a panel's answer would have had the person on a chosen pathway. No Django in here."""

from dataclasses import dataclass
from typing import Any

from reviews.consistency.wilson import Interval, wilson

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Decision:
    """One panel's answer about one note: `best` is yes, no or unclear; `pathway` is where the person should have been.

    That is the actual pathway after yes, the proposed one after no, and "" when it was unclear.
    """

    best: str
    pathway: str

    @property
    def made(self) -> bool:
        return self.best in {YES, NO}

    @property
    def improvable(self) -> bool:
        return self.best == NO


def decision(best: str, actual: str, proposed: str) -> Decision:
    """From an agreed review's answers, with catalogue codes; `proposed` is "" where nothing was."""
    return Decision(best, {YES: actual, NO: proposed}.get(best, ""))


@dataclass(frozen=True)
class Rate:
    """`count` of `of` decisions, as a share (0 to 1) with its 95% Wilson interval; None where there were none."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> Interval | None:
        return None if self.share is None else wilson(self.share, self.of)

    def as_row(self) -> dict[str, Any]:
        """As the tables keep it: plain JSON values, unrounded."""
        interval = list(self.interval) if self.interval else None
        return {"count": self.count, "denominator": self.of, "share": self.share, "interval": interval}
