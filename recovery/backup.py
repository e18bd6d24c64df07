"""Makes a backup: the database, the uploads that rows name, and a manifest to hold what was put back against."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from config.version import VERSION
from recovery import postgres, sqlite, uploads
from recovery.manifest import CannotRestore, Manifest, Table, hash_of


def backup(folder: Path) -> Manifest:
    """Write a backup of this moment into a new folder. People may go on working. Raises CannotRestore."""
    with _only_for_us():
        _empty(folder)
        file, tables, migrations, (kept, gone) = _postgres(folder) if _is_postgres() else _sqlite(folder)
        manifest = Manifest(
            release=VERSION, vendor=connection.vendor, made_at=timezone.now().isoformat(), migrations=migrations,
            dump=file, dump_sha256=hash_of(folder / file), tables=tables, uploads=kept, gone=gone,
        )  # fmt: skip
        manifest.write(folder)
    return manifest


Made = tuple[str, dict[str, Table], list[str], tuple[dict[str, str], list[str]]]


def _postgres(folder: Path) -> Made:
    with postgres.snapshot() as name:
        kept = uploads.keep(folder)  # first, for a file goes when its load has ended
        postgres.dump(folder / postgres.FILE, name)
        return postgres.FILE, postgres.tables(), applied(), kept


def _sqlite(folder: Path) -> Made:
    kept = uploads.keep(folder)
    sqlite.dump(folder / sqlite.FILE)
    return sqlite.FILE, sqlite.tables_in(folder / sqlite.FILE), applied(), kept


def applied() -> list[str]:
    """Every migration that this database has, as app.name."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"


def _empty(folder: Path) -> None:
    """Nothing is written over, and nobody else reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise CannotRestore(f"{folder} is not empty: name a new folder for each backup.")
    folder.chmod(0o700)


@contextmanager
def _only_for_us() -> Iterator[None]:
    """Files that this process and its children make are readable by this account alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
