"""Many rows into one table as fast as the database takes them: COPY on PostgreSQL, one prepared INSERT elsewhere.

Past the ORM on purpose: building model instances and their SQL costs more than all checks of a row together. The
database's own rules hold as ever, and breaking one raises Django's IntegrityError.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

# COPY's text format: what would end a cell or a row is written with a backslash, the backslash itself first.
# One replace after the other: str.translate takes ten times as long over a note.
_ESCAPES = (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows` of plain values (str, int, bool, None; JSON as text), in the order of the database's `columns`.

    Call inside a transaction. Columns left out get NULL or the database's own default.
    """
    table, names = connection.ops.quote_name(model._meta.db_table), ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copied = io.StringIO("".join(map(_line, rows)))
            with connection.wrap_database_errors:
                cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", copied, 2**18)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", list(rows))  # noqa: S608 - own names


def _line(row: Sequence[Any]) -> str:
    return "\t".join(map(_cell, row)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        if value.isprintable() and "\\" not in value:
            return value
        for character, written in _ESCAPES:
            value = value.replace(character, written)
        return value
    return str(value)
