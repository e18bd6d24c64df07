"""Holds the database and the uploads against a backup's manifest."""

from dataclasses import dataclass

from django.db import connection

from recovery import postgres, sqlite, uploads
from recovery.backup import applied
from recovery.manifest import Manifest, Table

# Each release writes these itself; they are compared where the release is the same.
OF_THE_RELEASE = {"django_migrations", "django_content_type", "auth_permission"}


@dataclass(frozen=True)
class Compared:
    """How much was held against the manifest, and the names of tables and files that differ."""

    tables: int
    rows: int
    differences: list[str]


def compare(manifest: Manifest) -> Compared:
    """Every table by the columns that it had, and every file. A table that is gone differs."""
    wanted = {name: table for name, table in manifest.tables.items() if _compared(name, manifest)}
    found = _found(wanted)
    differing = [_told(name, table, found.get(name)) for name, table in wanted.items() if found.get(name) != table]
    rows = sum(table.rows for table in wanted.values())
    return Compared(len(wanted), rows, differing + [f"file {name}" for name in uploads.differing(manifest.uploads)])


def _compared(name: str, manifest: Manifest) -> bool:
    return name not in OF_THE_RELEASE or manifest.migrations == applied()


def _found(wanted: dict[str, Table]) -> dict[str, Table]:
    if connection.vendor == "sqlite":
        return sqlite.tables(wanted)
    with postgres.snapshot():
        return postgres.tables(wanted)


def _told(name: str, kept: Table, found: Table | None) -> str:
    if found is None:
        return f"{name} (gone, or without some of its columns)"
    return f"{name} ({kept.rows:,} rows kept, {found.rows:,} found)"
