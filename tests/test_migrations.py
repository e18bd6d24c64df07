"""After 0.1 a migration runs while the release before it still serves people: nothing it asks for goes, nothing waits.

A migration that must do otherwise says why in its docstring, on a line that begins with "Stops people:".
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

ROOT = Path(__file__).parent.parent
OURS = {"accounts", "areas", "pathways", "reviews", "opportunities"}
RELEASED = "## 0.1.0, unreleased" not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
# The last of each app in release 0.1: no installation meets these with people at work. Set at the release, then never.
BASELINE = {"accounts": 4, "areas": 5, "opportunities": 6, "pathways": 1, "reviews": 8}
REASON = "Stops people:"
# What the release before still asks for.
GOES = (
    migrations.RemoveField, migrations.RenameField, migrations.DeleteModel, migrations.RenameModel,
    migrations.AlterModelTable,
)  # fmt: skip
# What reads or writes a whole table while nobody else may write to it.
WAITS = (migrations.AddIndex, migrations.RemoveIndex, migrations.AddConstraint)


def wrongs(migration: migrations.Migration) -> Iterator[str]:
    """Why people at work would be stopped, in words; nothing of tables that the migration itself makes."""
    made: set[str] = set()
    for operation in migration.operations:
        if isinstance(operation, migrations.CreateModel):
            made.add(operation.name.lower())
        elif getattr(operation, "model_name", "").lower() not in made:
            yield from _wrong(operation)


def _wrong(operation: Operation) -> Iterator[str]:
    if isinstance(operation, GOES):
        yield f"{operation.describe()}: the release before asks for it; take it away one release later"
    elif isinstance(operation, migrations.AddField) and _fails_old_inserts(operation.field):
        yield f"{operation.describe()}: the release before leaves it out; give it null=True or a db_default"
    elif isinstance(operation, migrations.AlterField):
        yield f"{operation.describe()}: may rewrite the table; add a column beside it"
    elif isinstance(operation, WAITS):
        yield f"{operation.describe()}: locks the table; use the CONCURRENTLY kind, or NOT VALID and then VALIDATE"


def _fails_old_inserts(field: models.Field) -> bool:  # type: ignore[type-arg]
    return not field.many_to_many and not field.null and not field.has_db_default()


def after_the_baseline() -> list[migrations.Migration]:
    known = MigrationLoader(None).disk_migrations or {}
    later = [one for (app, name), one in known.items() if app in OURS and int(name[:4]) > BASELINE[app]]
    return later if RELEASED else []


def test_no_migration_after_the_baseline_stops_people_without_a_reason() -> None:
    for migration in after_the_baseline():
        module = __import__(type(migration).__module__, fromlist=["__doc__"])
        if REASON not in (module.__doc__ or ""):
            assert list(wrongs(migration)) == [], f"{migration} ({REASON} … in its docstring, where it must)"


def migration(*operations: Operation) -> migrations.Migration:
    made = migrations.Migration("tried", "reviews")
    made.operations = list(operations)
    return made


STOPS = [
    migrations.RemoveField("Batch", "total"),
    migrations.RenameField("Batch", "total", "whole"),
    migrations.DeleteModel("Batch"),
    migrations.AddField("Batch", "colour", models.TextField(default="")),
    migrations.AlterField("Batch", "total", models.TextField()),
    migrations.AddIndex("Batch", models.Index(fields=["total"], name="by_total")),
    migrations.AddConstraint("Batch", models.CheckConstraint(condition=models.Q(total=1), name="one")),
]


@pytest.mark.parametrize("operation", STOPS, ids=lambda operation: type(operation).__name__)
def test_what_would_stop_people_is_found(operation: Operation) -> None:
    assert len(list(wrongs(migration(operation)))) == 1


def test_what_only_adds_is_free() -> None:
    new = migrations.CreateModel("Colour", [("id", models.BigAutoField(primary_key=True))])
    free = migration(
        new,
        migrations.AddField("Colour", "name", models.TextField(default="")),
        migrations.AddField("Batch", "colour", models.TextField(null=True)),
        migrations.AddField("Batch", "shade", models.TextField(default="", db_default="")),
    )
    assert list(wrongs(free)) == []
