"""States that many tests begin with: a process builds each once, and puts its rows back for every other test.

Rows keep their keys, so a state that stands on another one is put back where that other one has the same keys, too.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

OURS = ("accounts", "pathways", "areas", "reviews", "opportunities")
Table = type[models.Model]
Rows = Mapping[Any, dict[str, Any]]  # by key


@dataclass(frozen=True)
class Difference:
    """What building a state wrote: rows that were not there, and rows that say something else since."""

    added: Mapping[Table, Rows]
    changed: Mapping[Table, Rows]


kept: dict[Hashable, Difference] = {}


def begin_with(name: Hashable, build: Callable[[], object]) -> None:
    """The rows that `build` writes: by building the first time, by putting them back from then on.

    name  of the state, and the keys of whatever it stands on
    """
    if name in kept and not _in_the_way(kept[name]):
        _put_back(kept[name])
        return
    before = _everything()
    build()
    after = _everything()
    kept[name] = Difference(
        added={table: new for table in after if (new := _new(before[table], after[table]))},
        changed={table: other for table in after if (other := _changed(before[table], after[table]))},
    )


def _everything() -> dict[Table, Rows]:
    tables = [table for label in OURS for table in apps.get_app_config(label).get_models(include_auto_created=True)]
    return {table: {row[table._meta.pk.attname]: row for row in table._base_manager.values()} for table in tables}


def _new(before: Rows, after: Rows) -> Rows:
    return {key: row for key, row in after.items() if key not in before}


def _changed(before: Rows, after: Rows) -> Rows:
    return {key: row for key, row in after.items() if key in before and before[key] != row}


def _in_the_way(state: Difference) -> bool:
    """A test wrote rows with these keys before it asked for the state."""
    return any(table._base_manager.filter(pk__in=list(rows)).exists() for table, rows in state.added.items())


def _put_back(state: Difference) -> None:
    """In any order: both databases look at what points to what when the transaction ends."""
    for table, rows in state.added.items():
        table._base_manager.bulk_create(table(**row) for row in rows.values())
    for table, rows in state.changed.items():
        for key, row in rows.items():
            table._base_manager.filter(pk=key).update(**row)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(state.added)):
            cursor.execute(statement)  # the next row's key comes after those put back
