"""Fetches what pages and exports are made from. A fixed number of queries, however many areas there are."""

from django.db.models import QuerySet

from areas.models import Area
from opportunities.exports.columns import Row
from opportunities.exports.edition import Edition
from opportunities.figures import figures_of, snapshot_for
from opportunities.models import Snapshot
from opportunities.told_cases import told
from pathways.models import CatalogueRevision, Pathway
from reviews.cases import cases_of

ALL_AREAS = "All areas"


def edition_of(area: Area, *, controlled: bool) -> Edition:
    """What is shown and what is exported alike. `controlled`: under disclosure control."""
    labels, levels = pathways()
    shown = snapshot_for(area, controlled=controlled)
    return Edition(area.name, shown, labels, levels=levels, cases=told(cases_of(area.pk), shown.figures))


def edition_of_all_areas(beside: QuerySet[Area], *, controlled: bool) -> Edition:
    """The pooled tables, with the areas of `beside` side by side."""
    labels, levels = pathways()
    shown = snapshot_for(None, controlled=controlled)
    return Edition(ALL_AREAS, shown, labels, side_by_side(beside, controlled=controlled), levels)


def pathways() -> tuple[dict[str, str], dict[str, int]]:
    """What each pathway code stands for, and the rank of its level of care."""
    rows = list(Pathway.objects.values_list("code", "label", "level_of_care"))
    return {code: label for code, label, _ in rows}, {code: level for code, _, level in rows}


def side_by_side(areas: QuerySet[Area], *, controlled: bool) -> tuple[Row, ...]:
    """Each area's totals with its slug and name, how much is missing, when they were made, and if they are stale."""
    catalogue = CatalogueRevision.current()
    stored = {each.area_id: each for each in Snapshot.objects.filter(area__in=areas).defer("workings", "draws")}
    return tuple(_beside(area, stored.get(area.pk, Snapshot()), catalogue, controlled) for area in areas)


def _beside(area: Area, snapshot: Snapshot, catalogue: int, controlled: bool) -> Row:
    table = figures_of(snapshot, controlled=controlled).opportunities
    return {
        **table["total"],
        "slug": area.slug,
        "name": area.name,
        "missing": len(table["incomplete"]),
        "as_of": snapshot.as_of,
        "stale": snapshot.revision != area.revision + catalogue,
    }
