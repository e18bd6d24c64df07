"""Lets tests do what no code may: step past the triggers of tables that are only added to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
TABLES = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"


def aside(connection: Any) -> list[str]:
    """Statements after which no trigger of ours runs."""
    if connection.vendor == "sqlite":
        return [f'DROP TRIGGER "{name}"' for name, _ in _asked(connection, TRIGGERS)]
    # PostgreSQL alters no table whose rules are still to be looked at in this transaction.
    return ["SET CONSTRAINTS ALL IMMEDIATE"] + [
        f"ALTER TABLE {table} DISABLE TRIGGER USER" for (table,) in _asked(connection, TABLES)
    ]


def back(connection: Any) -> list[str]:
    """Statements that undo those. Ask for them before the others are run."""
    if connection.vendor == "sqlite":
        return [sql for _, sql in _asked(connection, TRIGGERS)]
    return [f"ALTER TABLE {table} ENABLE TRIGGER USER" for (table,) in _asked(connection, TABLES)]


@contextmanager
def triggers_aside() -> Iterator[None]:
    before, after = aside(connection), back(connection)
    with connection.cursor() as cursor:
        for statement in before:
            cursor.execute(statement)
        yield
        for statement in after:
            cursor.execute(statement)


def _asked(connection: Any, sql: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
