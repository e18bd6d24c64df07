"""Gather, calculate, store: the only writer of snapshots."""

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from areas.models import Area
from opportunities.disclosure.control import given_away
from opportunities.disclosure.groups import Named as NamedArea
from opportunities.models import Snapshot
from opportunities.rollup import ahead, kept, revision
from opportunities.rollup.disclosure_rules import rules
from opportunities.rollup.given import Catalogue
from opportunities.rollup.inputs import Gathered, catalogue, gather
from opportunities.rollup.pooling import pool
from opportunities.rollup.sensitivity_table import sensitivity_table
from opportunities.rollup.tables import Figures, draw_up, nothing
from opportunities.rollup.workings import Workings, workings
from pathways.models import CatalogueRevision
from reviews.consistency import counts as consistency
from reviews.consistency.fields import Named
from reviews.consistency.gathered import counts_in
from reviews.consistency.named import named
from reviews.consistency.table import table

# Making the largest area's tables once takes seconds, and each try claims anew; so a claim that has lasted this long
# belongs to a worker that was killed. Tables follow again within a minute of that.
CLAIM = timedelta(seconds=30)
# While reviews are being recorded a second apart the second try meets quiet; a whole file being loaded is waited out.
TRIES = 5

Stored = dict[str, Any]
Rest = Callable[[], Stored]  # what is left to do with what was gathered: no database is asked any more


def rollup_area(area_id: int) -> bool:
    """Roll up one area. False when somebody else holds the claim or the area would not keep still.

    The timetable asks again.
    Raises Area.DoesNotExist.
    """
    return _claimed(area_id, lambda: _area_tables(area_id), lambda: revision.current(area_id))


def rollup_all_areas() -> bool:
    """Pool all areas from their tables. False as for an area, and while those come from different catalogues."""
    return _claimed(None, _all_areas_tables, revision.rolled_up)


def rollup_area_and_pool(area_id: int) -> None:
    """Roll up one area if its tables are out of date, and all areas after it once no other area waits its turn."""
    if revision.is_stale(area_id):
        rollup_area(area_id)
    if not revision.stale_areas() and revision.all_areas_is_stale():
        rollup_all_areas()


def _claimed(area_id: int | None, gathered: Callable[[], Rest | None], now_at: Callable[[], int]) -> bool:
    """Make and store tables under a claim of our own, all gathered at one revision."""
    if area_id is not None:
        Area.objects.values_list("pk").get(pk=area_id)
    snapshot, _ = Snapshot.objects.get_or_create(area_id=area_id)  # type: ignore[misc]
    token = uuid.uuid4()
    if not _claim(snapshot.pk, token):
        return False
    stored: Stored | None = None
    try:
        stored = _of_one_revision(gathered, now_at, lambda: _claim_on(snapshot.pk, token))
    finally:
        _let_go(snapshot.pk, token, stored or {})
    return stored is not None


def _claim(snapshot_id: int, token: uuid.UUID) -> bool:
    """One conditional update, so that of two workers one gets it; a claim that has ended is taken over."""
    now = timezone.now()
    free = Snapshot.objects.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lt=now), pk=snapshot_id)
    return bool(free.update(claim=token, claimed_until=now + CLAIM))


def _claim_on(snapshot_id: int, token: uuid.UUID) -> bool:
    """For as long again, unless somebody took over."""
    mine = Snapshot.objects.filter(pk=snapshot_id, claim=token)
    return bool(mine.update(claimed_until=timezone.now() + CLAIM))


def _let_go(snapshot_id: int, token: uuid.UUID, stored: Stored) -> None:
    """Store and give back the claim in one update; whoever lost the claim stores nothing."""
    mine = Snapshot.objects.filter(pk=snapshot_id, claim=token)
    mine.update(**stored, claim=None, claimed_until=None)


def _of_one_revision(
    gathered: Callable[[], Rest | None], now_at: Callable[[], int], claim_on: Callable[[], bool]
) -> Stored | None:
    """The tables if nothing moved while they were gathered; else try again, so that they are never a mixture.

    What moves while they are being worked out makes them out of date, and no less right.
    """
    for attempt in range(TRIES):
        if attempt and not claim_on():
            return None
        before = now_at()
        rest = gathered()
        if rest is not None and now_at() == before:
            return rest() | {"revision": before}
    return None


def _area_tables(area_id: int) -> Rest:
    """Counts and money are worked out and shown at once; what is left takes longer."""
    first = _first(area_id)
    agreed, words = counts_in(area_id), named()
    return lambda: _whole(first, agreed, words)


@dataclass(frozen=True)
class First:
    """What was gathered of an area, its workings, and the tables that follow from them at once."""

    gathered: Gathered
    made: Workings
    figures: Figures
    as_of: datetime
    catalogue_revision: int


def _first(area_id: int) -> First:
    """Kept for leads where nothing moved meanwhile."""
    before, catalogue_revision, as_of = revision.current(area_id), CatalogueRevision.current(), timezone.now()
    gathered = gather(area_id)
    unmoved = revision.current(area_id) == before
    made = workings(gathered.tally, gathered.inputs, gathered.catalogue)
    sensitivity = sensitivity_table(gathered.inputs, gathered.catalogue, made)
    figures = replace(draw_up(made, gathered.catalogue), sensitivity=sensitivity)
    if unmoved:
        ahead.keep(area_id, ahead.Ahead(figures, as_of, before, gathered.reviews, gathered.newest))
    return First(gathered, made, figures, as_of, catalogue_revision)


def _whole(first: First, agreed: consistency.Counts, words: Named) -> Stored:
    packed, draws = kept.pack(first.made)
    return _both(first.figures, agreed, words, [("", first.made)], first.gathered.catalogue) | {
        "workings": packed | {"consistency": consistency.packed(agreed)},
        "draws": draws,
        "as_of": first.as_of,
        "catalogue_revision": first.catalogue_revision,
        "reviews_counted": first.gathered.reviews,
        "last_review_id": first.gathered.newest,
        "ahead": None,
    }


def _all_areas_tables() -> Rest | None:
    """None while an area's tables come from another catalogue than the present one."""
    catalogue_revision, as_of = CatalogueRevision.current(), timezone.now()
    rolled = (
        Snapshot.objects.filter(area__isnull=False, revision__isnull=False)
        .select_related("area")
        .order_by("area__name")
    )
    if any(each.catalogue_revision != catalogue_revision for each in rolled):
        return None
    now, words, snapshots = catalogue(), named(), list(rolled)
    return lambda: (
        _whole_of_all(snapshots, now, words)
        | {
            "as_of": as_of,
            "catalogue_revision": catalogue_revision,
            "reviews_counted": sum(each.reviews_counted for each in snapshots),
            "last_review_id": max((each.last_review_id for each in snapshots), default=0),
        }
    )


def _whole_of_all(snapshots: list[Snapshot], now: Catalogue, words: Named) -> Stored:
    areas = [(str(each.area), kept.unpack(each.workings, bytes(each.draws))) for each in snapshots]
    agreed = consistency.pooled(consistency.unpack(each.workings.get("consistency", {})) for each in snapshots)
    return _both(_pooled(areas, now), agreed, words, areas, now)


def _both(figures: Figures, agreed: consistency.Counts, words: Named, areas: list[NamedArea], now: Catalogue) -> Stored:
    """The working tables and, beside them, the ones that can be given away."""
    by = rules()
    figures = replace(figures, consistency=table(agreed, words))
    given = given_away(figures, areas, now, by)
    return {"figures": asdict(figures), "controlled": asdict(given), "controlled_by": by.code}


def _pooled(areas: list[NamedArea], now: Catalogue) -> Figures:
    if not areas:
        return nothing()
    return draw_up(pool(areas, now), now)
