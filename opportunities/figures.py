"""What pages, exports and the API read: the stored tables with the words that say what they were made from."""

from dataclasses import dataclass
from datetime import datetime

from areas.models import Area
from opportunities.models import Snapshot
from opportunities.rollup import revision
from opportunities.rollup.disclosure_rules import rules
from opportunities.rollup.tables import Figures, Table, nothing
from reviews import tally


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
        """The table called `name`, a field of Figures, as the API and a JSON export give it."""
        made_from = {
            "area": self.area,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "revision": self.revision,
            "stale": self.stale,
            "reviews_counted": self.reviews_counted,
            "newer_reviews": self.newer,
        }
        return made_from | getattr(self.figures, name)


def snapshot_for(area: Area | None) -> Shown:
    """The stored tables of an area, or of all areas. Never raises for want of any: then they are empty and stale."""
    area_id = area.pk if area else None
    fields = ("figures", "as_of", "revision", "reviews_counted", "last_review_id", "controlled_by")
    snapshot = Snapshot.objects.filter(area_id=area_id).only(*fields).first() or Snapshot()  # type: ignore[misc]
    stale = is_stale(snapshot, area_id)
    return Shown(
        area=area.slug if area else None,
        as_of=snapshot.as_of,
        revision=snapshot.revision,
        stale=stale,
        newer=_newer(snapshot, area_id) if stale else 0,
        reviews_counted=snapshot.reviews_counted,
        figures=Figures(**snapshot.figures) if snapshot.figures else nothing(),
    )


def is_stale(snapshot: Snapshot, area_id: int | None) -> bool:
    """True when reviews, inputs, catalogue or rules have changed since."""
    return (snapshot.revision, snapshot.controlled_by) != (revision.current(area_id), rules().code)


def _newer(snapshot: Snapshot, area_id: int | None) -> int:
    """Reviews that came since. Areas are rolled up at different times, so of all areas only the numbers can tell."""
    if area_id is not None:
        return tally.newer(area_id, than=snapshot.last_review_id)
    return max(tally.counted().count() - snapshot.reviews_counted, 0)
