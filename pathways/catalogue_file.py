"""Loads a catalogue file: everything that is wrong with it at once, or all of it in one transaction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from accounts import audit
from accounts.models import User
from pathways.catalogue_check import Catalogue, CostRow, Row, check
from pathways.given import Found, read_json
from pathways.in_use import in_use, kept_because
from pathways.models import (
    CatalogueRevision,
    InOrder,
    NationalCost,
    Pathway,
    PathwayDecisionPoint,
    PathwayGroup,
    PreventiveService,
    Profession,
    Reason,
    ReasonDecisionPoint,
    Sector,
)

BUILT_IN = Path(settings.BASE_DIR) / "fixtures" / "catalogue.json"
Table = type[models.Model]
MODELS: dict[str, type[InOrder]] = {
    "sectors": Sector,
    "professions": Profession,
    "pathway_groups": PathwayGroup,
    "pathways": Pathway,
    "reasons": Reason,
    "preventive_services": PreventiveService,
}
# Pathways point to groups and sectors, so they go first.
REMOVED_IN_ORDER = ("pathways", *(section for section in MODELS if section != "pathways"))
PARTS: dict[str, tuple[Table, ...]] = {
    "pathways": (PathwayDecisionPoint, NationalCost),
    "reasons": (ReasonDecisionPoint,),
}


@dataclass
class Loaded:
    """What a load did: numbers of rows, and a sentence for each row or key that it did not follow."""

    rows: int = 0
    created: int = 0
    changed: int = 0
    removed: int = 0
    kept: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    revision: int = 0

    def counts(self) -> dict[str, int]:
        return {"created": self.created, "changed": self.changed, "removed": self.removed}

    @property
    def anything(self) -> bool:
        return any(self.counts().values())


@transaction.atomic
def load_catalogue(content: bytes, *, by: User | None) -> Loaded:
    """Make the catalogue what this JSON file says. Raises Refused, with every problem, and then changes nothing.

    A section that the file leaves out stays as it is; of a section it has, what is gone from the file goes, unless a
    note, a review or an area uses it.
    """
    value = read_json(content)
    CatalogueRevision.objects.get_or_create(pk=1)
    revision = CatalogueRevision.objects.select_for_update().get(pk=1)
    found = Found()
    catalogue = check(value, _known(), found)
    found.refuse_if_any()
    loaded = Loaded(unknown=found.unknown)
    for section in catalogue.rows:
        _upsert(section, catalogue, loaded)
    for section in REMOVED_IN_ORDER:
        _remove(section, catalogue, loaded)
    if loaded.anything:
        CatalogueRevision.next()
        audit.record("catalogue.loaded", revision, by=by, **loaded.counts())
    loaded.revision = CatalogueRevision.current()
    return loaded


def _known() -> dict[str, list[str]]:
    return {section: list(model._base_manager.values_list("code", flat=True)) for section, model in MODELS.items()}


def _upsert(section: str, catalogue: Catalogue, loaded: Loaded) -> None:
    """Create and update the rows of one section, and their decision points and costs."""
    model, wanted = MODELS[section], _wanted(section, catalogue)
    there: dict[str, Any] = {row.code: row for row in model._base_manager.filter(code__in=wanted)}
    new = [model(code=code, **fields) for code, fields in wanted.items() if code not in there]
    changed = [row for code, row in there.items() if _take(row, wanted[code])]
    model._base_manager.bulk_create(new)
    if changed:
        model._base_manager.bulk_update(changed, list(next(iter(wanted.values()))))
    there |= {row.code: row for row in new}
    with_parts = _replace_parts(section, there, catalogue)
    loaded.rows += len(wanted)
    loaded.created += len(new)
    loaded.changed += len(({row.code for row in changed} | with_parts) - {row.code for row in new})


def _wanted(section: str, catalogue: Catalogue) -> dict[str, Row]:
    rows = {code: {**row, "position": position} for position, (code, row) in enumerate(catalogue.rows[section].items())}
    if section == "pathways":
        groups = dict(PathwayGroup.objects.values_list("code", "pk"))
        for code, row in rows.items():
            group = catalogue.groups[code]
            row["group_id"] = groups[group] if group else None
    return rows


def _take(row: models.Model, fields: Row) -> bool:
    """Set the fields; True when that changed any."""
    differ = {name: value for name, value in fields.items() if getattr(row, name) != value}
    for name, value in differ.items():
        setattr(row, name, value)
    return bool(differ)


def _replace_parts(section: str, there: Mapping[str, Any], catalogue: Catalogue) -> set[str]:
    """Bring decision points and costs in line, a row's all together. Returns the codes of rows where they differed."""
    if section == "reasons":
        return _replace(ReasonDecisionPoint, "reason", there, dict(_points("reasons", catalogue)))
    if section == "pathways":
        points = _replace(PathwayDecisionPoint, "pathway", there, dict(_points("pathways", catalogue)))
        return points | _replace(NationalCost, "pathway", there, dict(_costs(catalogue.costs)))
    return set()


def _costs(costs: Mapping[str, list[CostRow]]) -> Iterator[tuple[str, list[Row]]]:
    sectors = dict(Sector.objects.values_list("code", "pk"))
    names = ("sector_id", "unit_cost", "units", "source")
    for code, rows in costs.items():
        yield code, [dict(zip(names, (sectors[sector], *cost), strict=True)) for sector, *cost in rows]


def _points(section: str, catalogue: Catalogue) -> Iterator[tuple[str, list[Row]]]:
    for code, points in catalogue.decision_points[section].items():
        yield code, [{"decision_point": point} for point in points]


def _replace(part: Table, owner: str, there: Mapping[str, Any], wanted: Mapping[str, list[Row]]) -> set[str]:
    """Make the rows of `part` those `wanted` for each owner's code. Returns the codes where they differed."""
    have: dict[str, list[models.Model]] = {code: [] for code in wanted}
    for row in part._base_manager.filter(**{f"{owner}__code__in": list(wanted)}).select_related(owner).order_by("pk"):
        have[getattr(row, owner).code].append(row)
    differ = [code for code, rows in wanted.items() if not _same(have[code], rows)]
    part._base_manager.filter(**{f"{owner}__code__in": differ}).delete()
    part._base_manager.bulk_create(
        part(**{owner: there[code]}, **fields) for code in differ for fields in wanted[code]
    )  # fmt: skip
    return set(differ)


def _same(have: list[models.Model], wanted: list[Row]) -> bool:
    if len(have) != len(wanted):
        return False
    pairs = zip(have, wanted, strict=True)
    return all(getattr(row, name) == value for row, fields in pairs for name, value in fields.items())


def _remove(section: str, catalogue: Catalogue, loaded: Loaded) -> None:
    """Remove what the file no longer has, unless it is used; what stays comes after everything in the file."""
    if section not in catalogue.rows:
        return
    model = MODELS[section]
    gone = dict(model._base_manager.exclude(code__in=catalogue.rows[section]).values_list("pk", "code"))
    used = in_use(model, list(gone), parts=PARTS.get(section, ()))
    removed = [pk for pk in gone if pk not in used]
    if removed:
        model._base_manager.filter(pk__in=removed).delete()
    model._base_manager.filter(pk__in=used).update(position=len(catalogue.rows[section]))
    loaded.removed += len(removed)
    loaded.kept += kept_because({pk: f"{section}/{code}" for pk, code in gone.items()}, used)
