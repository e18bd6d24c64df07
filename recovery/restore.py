"""Puts a backup back: looks at everything first, then replaces the database, compares, and migrates."""

import re
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.version import VERSION
from recovery import manifest as manifests
from recovery import postgres, sqlite, uploads
from recovery.compare import Compared, compare
from recovery.manifest import CannotRestore, Manifest, hash_of


def restore(folder: Path, *, over: str = "") -> Compared:
    """Put the backup into the database that the settings name, and into the uploads.

    over    the name of the database, where it has rows that are to be lost
    Raises CannotRestore, before anything is changed, where the backup is damaged, of a newer release or of another
    kind of database, or the database has rows. Gives how what was put back compares, as it was before migrating.
    """
    manifest = manifests.read(folder)
    check(folder, manifest)
    _check_over(over)
    put_back = postgres.put_back if connection.vendor == "postgresql" else sqlite.put_back
    put_back(folder / manifest.dump)
    uploads.put_back(folder, manifest.uploads)
    compared = compare(manifest)
    call_command("migrate", interactive=False, verbosity=0)
    return compared


def check(folder: Path, manifest: Manifest) -> None:
    """Raises CannotRestore where this backup can't be put back here."""
    if manifest.vendor != connection.vendor:
        raise CannotRestore(f"This is a backup of {manifest.vendor}, and the database is {connection.vendor}.")
    _check_release(manifest)
    path = folder / manifest.dump
    if not path.is_file() or hash_of(path) != manifest.dump_sha256:
        raise CannotRestore(f"{path} is not as it was written. Take another backup.")
    if names := uploads.damaged(folder, manifest.uploads):
        raise CannotRestore(f"{len(names)} uploads of the backup are not as they were written, such as {names[0]}.")
    check_dump = postgres.check if connection.vendor == "postgresql" else sqlite.check
    check_dump(path)


def _check_release(manifest: Manifest) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or ()}
    ours = {config.label for config in apps.get_app_configs()}
    unknown = [name for name in manifest.migrations if name not in known and name.partition(".")[0] in ours]
    if unknown or _number(manifest.release) > _number(VERSION):
        raise CannotRestore(
            f"This backup was made by release {manifest.release}, which is newer than this one ({VERSION}). "
            "Install that release, then restore."
        )


def _number(release: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", release)))


def _check_over(over: str) -> None:
    name = Path(str(connection.settings_dict["NAME"])).name
    if over and over != name:
        raise CannotRestore(f"The database is called “{name}”, not “{over}”. Nothing was changed.")
    if not over and (table := _table_with_rows()):
        raise CannotRestore(
            f"The database “{name}” has rows ({table}). To lose them for those of the backup, add --over {name}"
        )


def _table_with_rows() -> str | None:
    """A table with rows that a release does not write itself, if there is one."""
    there = set(connection.introspection.table_names())
    tables = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in there]
    mine = [model for model in tables if model._meta.app_label not in {"contenttypes", "auth", "sessions"}]
    return next((model._meta.db_table for model in mine if _has_rows(model._meta.db_table)), None)


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        # Asked by hand, as an older release's table may lack columns of ours.
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 -- our own table
        return cursor.fetchone() is not None
