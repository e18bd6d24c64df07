"""PostgreSQL: pg_dump and pg_restore beside one snapshot of ours, so that dump and hashes are of the same moment."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient
from psycopg2 import sql

from recovery.manifest import CannotRestore, Table

FILE = "database.dump"
# Texts that come out the same on every server.
PLAIN = (
    "SET LOCAL TimeZone = 'UTC'", "SET LOCAL DateStyle = 'ISO, YMD'", "SET LOCAL IntervalStyle = 'iso_8601'",
    "SET LOCAL extra_float_digits = 1", "SET LOCAL bytea_output = 'hex'", "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
)  # fmt: skip
TEXTS = {"text", "character varying", "character"}


@contextmanager
def snapshot() -> Iterator[str]:
    """A transaction in which nothing changes, and the name by which pg_dump sees the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for setting in PLAIN:
            cursor.execute(setting)
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def dump(path: Path, name: str) -> None:
    """The whole database as it is in the snapshot of that name."""
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}", f"--file={path}")


def check(path: Path) -> None:
    """Raises CannotRestore where pg_restore can't read the file, or is not there."""
    _run("pg_restore", "--list", str(path))


def put_back(path: Path) -> None:
    """Empty the database, then take everything from the dump, or nothing of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _all_dropped():
            cursor.execute(statement)
    name = str(connection.settings_dict["NAME"])
    _run(
        "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", f"--dbname={name}",
        str(path),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _all_dropped() -> list[str]:
    tables = "SELECT format('DROP TABLE %I CASCADE', tablename) FROM pg_tables WHERE schemaname = current_schema()"
    functions = (
        "SELECT format('DROP FUNCTION %s CASCADE', oid::regprocedure) FROM pg_proc"
        " WHERE pronamespace = current_schema()::regnamespace"
        " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{tables} UNION ALL {functions}")
        return [statement for (statement,) in cursor.fetchall()]


def tables(wanted: Mapping[str, Table] | None = None) -> dict[str, Table]:
    """Every table with its hash, or those `wanted` by the columns that they had. Call inside `snapshot`."""
    found = {name: columns for name in _names() if (columns := _columns(name))}
    if wanted is None:
        return {name: _hashed(name, list(columns), columns) for name, columns in found.items()}
    there = {name: table.columns for name, table in wanted.items() if set(table.columns) <= set(found.get(name, ()))}
    return {name: _hashed(name, columns, found[name]) for name, columns in there.items()}


def _names() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t")


def _columns(table: str) -> dict[str, str]:
    """Each column's type, in the order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            ' WHERE table_schema = current_schema() AND table_name = %s ORDER BY column_name COLLATE "C"',
            [table],
        )
        return dict(cursor.fetchall())


def _hashed(table: str, columns: list[str], types: Mapping[str, str]) -> Table:
    """Read through COPY, a piece at a time."""
    with connection.cursor() as cursor:
        keys = connection.introspection.get_primary_key_columns(cursor, table) or columns
        collated = sql.SQL('{} COLLATE "C"')
        order = [collated.format(sql.Identifier(key)) if types[key] in TEXTS else sql.Identifier(key) for key in keys]
        question = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
            sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table), sql.SQL(", ").join(order)
        )
        sink = _Sink()
        cursor.cursor.copy_expert(question, sink)
    return Table(columns, sink.rows, sink.digest.hexdigest())


class _Sink:
    """A file as far as COPY knows. In its text form each row ends with the only line feed that it has."""

    def __init__(self) -> None:
        self.digest, self.rows = hashlib.sha256(), 0

    def write(self, piece: bytes) -> None:
        self.digest.update(piece)
        self.rows += piece.count(b"\n")


def _run(program: str, *options: str) -> None:
    """A program of PostgreSQL's. How to reach the database goes by its surroundings: no list shows a password."""
    path = shutil.which(program)
    if path is None:
        raise CannotRestore(f"{program} is not on the PATH: install PostgreSQL's client programs.")
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own, with options of ours
        [path, *options], env={**os.environ, **_reached()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        # Only the first line: those below may quote a row.
        raise CannotRestore(f"{program} failed: {done.stderr.strip().partition(chr(10))[0]}")


def _reached() -> dict[str, str]:
    """As this process reaches it, wherever its address said so; but without its time-outs: a dump takes its time."""
    connection.ensure_connection()
    _, options = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    used = connection.connection.get_dsn_parameters()
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGDATABASE": "dbname", "PGSSLMODE": "sslmode"}
    reached = {name: used[key] for name, key in names.items() if used.get(key)}
    return {**(options or {}), **reached, "PGOPTIONS": ""}
