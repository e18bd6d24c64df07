"""What is new about the tables of several areas, in a fixed number of queries: for pages that list areas."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q

from areas.models import Area
from opportunities.models import Snapshot
from opportunities.rollup.disclosure_rules import rules
from pathways.models import CatalogueRevision
from reviews import tally


@dataclass(frozen=True)
class Latest:
    """An area's tables: when they were made and from what, whether they are out of date, and the first headline.

    reviews     [decision point, reviewed, unclear, improvable] of each decision point
    improvable  the headline of opportunities.rollup.headlines with this code; {} before the first roll-up
    incomplete  what is missing before the money can be worked out, a sentence each
    """

    as_of: datetime | None = None
    revision: int | None = None
    stale: bool = True
    newer: int = 0
    reviews: Sequence[Sequence[Any]] = ()
    improvable: dict[str, Any] = field(default_factory=dict)
    incomplete: Sequence[str] = ()


def latest(areas: Iterable[Area], working: Collection[int]) -> dict[int, Latest]:
    """By area id. Three queries, however many areas there are.

    working  ids of areas whose working figures are shown; of others `reviews` is empty, `newer` 0 and the headline
             under disclosure control
    """
    areas = list(areas)
    if not areas:
        return {}
    catalogue = CatalogueRevision.current()
    snapshots = Snapshot.objects.filter(area__in=areas, as_of__isnull=False)
    stored = {row["area_id"]: row for row in snapshots.values(*_VALUES)}
    stale = {
        area.pk for area in areas if area.pk not in stored or stored[area.pk]["revision"] != area.revision + catalogue
    }
    newer = _newer({area_id: stored.get(area_id, {}).get("last_review_id", 0) for area_id in stale})
    found = {area.pk: _latest(stored.get(area.pk), area.pk in stale, newer.get(area.pk, 0)) for area in areas}
    return {
        area_id: each if area_id in working else _given_away(each, stored.get(area_id))
        for area_id, each in found.items()
    }


_VALUES = (
    "area_id", "as_of", "revision", "last_review_id",
    "workings__reviews", "figures__headlines__headlines__0", "figures__opportunities__incomplete",
    "controlled_by", "controlled__headlines__headlines__0",
)  # fmt: skip


def _latest(row: dict[str, Any] | None, stale: bool, newer: int) -> Latest:
    if row is None:
        return Latest(newer=newer)
    return Latest(
        as_of=row["as_of"],
        revision=row["revision"],
        stale=stale,
        newer=newer,
        reviews=row["workings__reviews"] or (),
        improvable=row["figures__headlines__headlines__0"] or {},
        incomplete=row["figures__opportunities__incomplete"] or (),
    )


def _given_away(each: Latest, row: dict[str, Any] | None) -> Latest:
    """Tables under other rules than now count as none."""
    made = row is not None and row["controlled_by"] == rules().code
    headline = row["controlled__headlines__headlines__0"] if row and made else None
    return replace(each, reviews=(), newer=0, improvable=headline or {}, as_of=each.as_of if made else None)


def _newer(since: dict[int, int]) -> dict[int, int]:
    """How many counted reviews of each area came after the newest that its tables were made from."""
    if not since:
        return {}
    after = reduce(or_, (Q(note__area=area_id, pk__gt=review_id) for area_id, review_id in since.items()))
    counts = tally.counted().filter(after).values_list("note__area").annotate(Count("pk"))
    return dict(counts)
