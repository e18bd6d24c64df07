"""The database's own refusal to change or delete rows of the tables that record: triggers, for each kind of database.

SQLite loses a table's triggers when a later migration builds the table anew, so `restore` puts them back after every
`migrate`; PostgreSQL keeps them.
"""

from collections.abc import Callable
from typing import Any

from django.db import connections

TABLES = ("accounts_auditevent", "accounts_auditday")
# Tables whose rows are added, and ended once: the columns that do not change with the end.
ENDED_ONCE = {"areas_roleheld": ("id", "person_id", "area_id", "role", "since", "given_by_id")}
REFUSAL = "rows of this table are only ever added"
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION only_ever_added() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$
""",
    "DROP TRIGGER IF EXISTS {table}_only_added ON {table}",
    """
CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION only_ever_added()
""",
)
SQLITE_ENDED_ONCE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} WHEN OLD.until IS NOT NULL OR {changed}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRESQL_ENDED_ONCE = (
    POSTGRESQL[0],
    "DROP TRIGGER IF EXISTS {table}_only_added ON {table}",
    """
CREATE TRIGGER {table}_only_added BEFORE DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION only_ever_added()
""",
    "DROP TRIGGER IF EXISTS {table}_ended_once ON {table}",
    """
CREATE TRIGGER {table}_ended_once BEFORE UPDATE ON {table}
FOR EACH ROW WHEN (OLD.until IS NOT NULL OR {changed}) EXECUTE FUNCTION only_ever_added()
""",
)
Operation = Callable[[Any, Any], None]


def statements(vendor: str, table: str) -> list[str]:
    """What makes `table` one that is only added to; safe to run again."""
    if table in ENDED_ONCE:
        return _ended_once(vendor, table)
    if vendor == "sqlite":
        return [
            SQLITE.format(table=table, verb=verb.lower(), VERB=verb, refusal=REFUSAL) for verb in ("UPDATE", "DELETE")
        ]
    return [statement.format(table=table, refusal=REFUSAL) for statement in POSTGRESQL]


def _ended_once(vendor: str, table: str) -> list[str]:
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in ENDED_ONCE[table])
    delete = SQLITE.format(table=table, verb="delete", VERB="DELETE", refusal=REFUSAL)
    if vendor == "sqlite":
        return [SQLITE_ENDED_ONCE.format(table=table, changed=changed, refusal=REFUSAL), delete]
    return [each.format(table=table, changed=changed, refusal=REFUSAL) for each in POSTGRESQL_ENDED_ONCE]


def guard(table: str) -> Operation:
    """A migration's step: `RunPython(guard("accounts_auditevent"), unguard("accounts_auditevent"))`."""

    def run(apps: Any, schema_editor: Any) -> None:
        for statement in statements(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)

    return run


def unguard(table: str) -> Operation:
    """The step back."""

    def run(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_only_added ON {table}")
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_ended_once ON {table}")

    return run


def restore(using: str = "default", **given: Any) -> None:
    """After `migrate`, on SQLite: every trigger of the tables there are."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in there.intersection((*TABLES, *ENDED_ONCE)):
            for statement in statements("sqlite", table):
                cursor.execute(statement)
