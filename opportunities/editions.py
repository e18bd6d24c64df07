"""Fetches what pages and exports are made from. A fixed number of queries, however many areas there are."""

from django.db.models import QuerySet

from areas.models import Area
from opportunities.exports.columns import Row
from opportunities.exports.edition import Edition
from opportunities.figures import snapshot_for
from opportunities.models import Snapshot
from opportunities.rollup.tables import nothing
from pathways.models import CatalogueRevision, Pathway

ALL_AREAS = "All areas"


def edition_of(area: Area) -> Edition:
    labels, levels = pathways()
    return Edition(area.name, snapshot_for(area), labels, levels=levels)


def edition_of_all_areas(beside: QuerySet[Area]) -> Edition:
    """The pooled tables, with the areas of `beside` side by side."""
    labels, levels = pathways()
    return Edition(ALL_AREAS, snapshot_for(None), labels, side_by_side(beside), levels)


def pathways() -> tuple[dict[str, str], dict[str, int]]:
    """What each pathway code stands for, and the rank of its level of care."""
    rows = list(Pathway.objects.values_list("code", "label", "level_of_care"))
    return {code: label for code, label, _ in rows}, {code: level for code, _, level in rows}


def side_by_side(areas: QuerySet[Area]) -> tuple[Row, ...]:
    """Each area's totals with its slug and name, how much is missing, when they were made, and if they are stale."""
    catalogue = CatalogueRevision.current()
    stored = {each.area_id: each for each in Snapshot.objects.filter(area__in=areas).defer("workings", "draws")}
    return tuple(_beside(area, stored.get(area.pk, Snapshot()), catalogue) for area in areas)


def _beside(area: Area, snapshot: Snapshot, catalogue: int) -> Row:
    table = snapshot.figures["opportunities"] if snapshot.figures else nothing().opportunities
    return {
        **table["total"],
        "slug": area.slug,
        "name": area.name,
        "missing": len(table["incomplete"]),
        "as_of": snapshot.as_of,
        "stale": snapshot.revision != area.revision + catalogue,
    }
