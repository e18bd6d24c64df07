"""What pages, exports and the API read: the stored tables with the words that say what they were made from."""

from dataclasses import dataclass
from datetime import datetime

from opportunities.rollup.tables import Figures, Table


@dataclass(frozen=True)
class Shown:
    """The tables of one area (`area` is its slug) or of all areas (`area` is None), and how fresh they are.

    as_of and revision are None, and every table is empty, when nothing has been rolled up yet.
    newer is how many agreed reviews have come since; stale also covers changed inputs and catalogue.
    """

    area: str | None
    as_of: datetime | None
    revision: int | None
    stale: bool
    newer: int
    reviews_counted: int
    figures: Figures

    def table(self, name: str) -> Table:
        """`opportunities`, `cost_movements`, `flows` or `headlines` as the API answers it and a JSON export writes it."""
        as_of = self.as_of.isoformat() if self.as_of else None
        made_from = {"area": self.area, "as_of": as_of, "revision": self.revision, "stale": self.stale,
                     "reviews_counted": self.reviews_counted, "newer_reviews": self.newer}
        return made_from | getattr(self.figures, name)
