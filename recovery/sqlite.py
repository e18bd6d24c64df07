"""SQLite: its online backup copies a database that is in use, and puts one back into its place."""

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from django.db import connection

from recovery.manifest import CannotRestore, Table

FILE = "database.sqlite3"


def dump(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, whatever becomes of it


def check(path: Path) -> None:
    """Raises CannotRestore where the file is no whole database."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as kept:
            if kept.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise CannotRestore(f"{path} is damaged.")
    except sqlite3.DatabaseError:
        raise CannotRestore(f"{path} is no database.") from None


def put_back(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as kept:
        kept.backup(connection.connection)
    connection.close()


def tables_in(path: Path) -> dict[str, Table]:
    """Every table of a copy, with its hash."""
    with closing(sqlite3.connect(path)) as kept:
        return {name: _hashed(kept, name, columns) for name, columns in _all(kept).items()}


def tables(wanted: Mapping[str, Table]) -> dict[str, Table]:
    """Those of the database in use, by the columns that they are wanted by."""
    connection.ensure_connection()
    found = _all(connection.connection)
    there = {name: table.columns for name, table in wanted.items() if set(table.columns) <= set(found.get(name, ()))}
    return {name: _hashed(connection.connection, name, columns) for name, columns in there.items()}


def _all(kept: sqlite3.Connection) -> dict[str, list[str]]:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    columns = "SELECT name FROM pragma_table_info(?) ORDER BY name"
    return {name: [column for (column,) in kept.execute(columns, [name])] for (name,) in kept.execute(names).fetchall()}


def _hashed(kept: sqlite3.Connection, table: str, columns: list[str]) -> Table:
    """quote() writes each value in one way only."""
    keys = [key for (key,) in kept.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", [table])]
    values = " || ',' || ".join(f"quote({_named(column)})" for column in columns)
    order = ", ".join(map(_named, keys or columns))
    digest, rows = hashlib.sha256(), 0
    # Names come from the database's own list of tables.
    for (row,) in kept.execute(f"SELECT {values} FROM {_named(table)} ORDER BY {order}"):  # noqa: S608 -- our own names
        digest.update(f"{row}\n".encode())
        rows += 1
    return Table(columns, rows, digest.hexdigest())


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
