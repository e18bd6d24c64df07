"""What pages, exports and the API read: the stored tables with the words that say what they were made from."""

from dataclasses import dataclass, replace
from datetime import datetime

from areas.models import Area
from opportunities.disclosure.words import about
from opportunities.models import Snapshot
from opportunities.rollup import revision
from opportunities.rollup.ahead import of
from opportunities.rollup.disclosure_rules import rules
from opportunities.rollup.tables import Figures, Table, nothing
from reviews import tally


@dataclass(frozen=True)
class Shown:
    """The tables of one area (`area` is its slug) or of all areas (`area` is None), and how fresh they are.

    as_of and revision are None, and every table is empty, when nothing has been rolled up yet.
    newer is how many agreed reviews have come since; stale also covers changed inputs and catalogue.
    control is the code of the rules of disclosure control that the tables are under; None of working tables. Under
    control reviews_counted and newer can be None: hidden.
    """

    area: str | None
    as_of: datetime | None
    revision: int | None
    stale: bool
    newer: int | None
    reviews_counted: int | None
    figures: Figures
    control: str | None = None

    def table(self, name: str) -> Table:
        """The table called `name`, a field of Figures, as the API and a JSON export give it."""
        made_from: Table = {
            "area": self.area,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "revision": self.revision,
            "stale": self.stale,
            "reviews_counted": self.reviews_counted,
            "newer_reviews": self.newer,
            "disclosure_control": self.control,
            "publication": about(self.control),
        }
        for key in ("reviews_counted", "newer_reviews"):
            if made_from[key] is None:
                made_from |= {"suppressed": True, "suppressed_keys": [*made_from.get("suppressed_keys", ()), key]}
        return made_from | getattr(self.figures, name)


def newest_for(area: Area) -> Shown:
    """The working tables of an area, counts and money as new as they are: for pages.

    While the rest is being made consistency is empty here; pages of it, and files, take `snapshot_for`.
    """
    ahead = of(Snapshot.objects.filter(area=area).only("ahead").first() or Snapshot())
    if ahead is None:
        return snapshot_for(area)
    stale = ahead.revision != revision.current(area.pk)
    return Shown(
        area=area.slug,
        as_of=ahead.as_of,
        revision=ahead.revision,
        stale=stale,
        newer=tally.newer(area.pk, than=ahead.last_review_id) if stale else 0,
        reviews_counted=ahead.reviews_counted,
        figures=ahead.figures,
    )


def snapshot_for(area: Area | None, *, controlled: bool = False) -> Shown:
    """The stored tables of an area, or of all areas: the working ones, or the ones under disclosure control.

    Never raises for want of any: then they are empty and stale. Tables under other rules than now count as none.
    """
    area_id = area.pk if area else None
    fields = ("as_of", "revision", "reviews_counted", "last_review_id", "controlled_by")
    tables = "controlled" if controlled else "figures"
    snapshot = Snapshot.objects.filter(area_id=area_id).only(*fields, tables).first() or Snapshot()  # type: ignore[misc]
    now = rules().code
    stale = is_stale(snapshot, area_id)
    shown = Shown(
        area=area.slug if area else None,
        as_of=snapshot.as_of,
        revision=snapshot.revision,
        stale=stale,
        newer=_newer(snapshot, area_id) if stale else 0,
        reviews_counted=snapshot.reviews_counted,
        figures=figures_of(snapshot, controlled=controlled),
    )
    return _given_away(shown, now, made=snapshot.controlled_by == now) if controlled else shown


def figures_of(snapshot: Snapshot, *, controlled: bool) -> Figures:
    """Its working tables, or those under the present rules of disclosure control."""
    if controlled:
        return Figures(**snapshot.controlled) if snapshot.controlled_by == rules().code else nothing()
    return Figures(**snapshot.figures) if snapshot.figures else nothing()


def _given_away(shown: Shown, rules_now: str, *, made: bool) -> Shown:
    """How many reviews there are follows from the total as shown; how many came since is nobody's business."""
    total = shown.figures.opportunities["total"]
    parts = [total["notes_reviewed"], total["unclear"]]
    return replace(
        shown,
        as_of=shown.as_of if made else None,
        revision=shown.revision if made else None,
        newer=None if shown.newer else 0,
        reviews_counted=None if made and None in parts else sum(part or 0 for part in parts),
        control=rules_now,
    )


def is_stale(snapshot: Snapshot, area_id: int | None) -> bool:
    """True when reviews, inputs, catalogue or rules have changed since."""
    return (snapshot.revision, snapshot.controlled_by) != (revision.current(area_id), rules().code)


def _newer(snapshot: Snapshot, area_id: int | None) -> int:
    """Reviews that came since. Areas are rolled up at different times, so of all areas only the numbers can tell."""
    if area_id is not None:
        return tally.newer(area_id, than=snapshot.last_review_id)
    return max(tally.counted().count() - snapshot.reviews_counted, 0)
