"""Fetches what pages and exports are made from. A fixed number of queries, however many areas there are."""

from django.db.models import QuerySet

from areas.models import Area
from opportunities.exports.columns import Row
from opportunities.exports.edition import Edition
from opportunities.figures import newest_for, snapshot_for
from opportunities.models import Snapshot
from opportunities.rollup.disclosure_rules import rules
from opportunities.rollup.tables import nothing
from opportunities.told_cases import told
from pathways.models import CatalogueRevision, Pathway
from reviews.cases import cases_of

ALL_AREAS = "All areas"


def edition_of(area: Area, *, controlled: bool) -> Edition:
    """What is shown and what is exported alike. `controlled`: under disclosure control."""
    labels, levels = pathways()
    shown = snapshot_for(area, controlled=controlled)
    return Edition(area.name, shown, labels, levels=levels, cases=told(cases_of(area.pk), shown.figures))


def newest_edition_of(area: Area) -> Edition:
    """Working figures for pages: counts and money as new as they are."""
    labels, levels = pathways()
    shown = newest_for(area)
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
    catalogue, table = CatalogueRevision.current(), f"{'controlled' if controlled else 'figures'}__opportunities"
    # Only this table is read: of 150 areas the whole of what is stored would be megabytes.
    kept = Snapshot.objects.filter(area__in=areas).values("area_id", "as_of", "revision", "controlled_by", table)
    stored = {row["area_id"]: (row, _known(row, table, controlled=controlled)) for row in kept}
    return tuple(_beside(area, *stored.get(area.pk, NOT_ROLLED_UP), catalogue) for area in areas)


NOT_ROLLED_UP: tuple[Row, Row | None] = ({"as_of": None, "revision": None}, None)


def _known(row: Row, table: str, *, controlled: bool) -> Row | None:
    """None before the first roll-up; tables under other rules than now count as none."""
    return row[table] if not controlled or row["controlled_by"] == rules().code else None


def _beside(area: Area, made: Row, known: Row | None, catalogue: int) -> Row:
    table = known or nothing().opportunities
    return {
        **table["total"],
        "slug": area.slug,
        "name": area.name,
        "missing": len(table["incomplete"]),
        "as_of": made["as_of"],
        "stale": made["revision"] != area.revision + catalogue,
    }
