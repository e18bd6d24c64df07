"""Counts reviews by several groupings of the same columns: on PostgreSQL in one scan, elsewhere in one for each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Groupings = Mapping[str, Sequence[str]]
Found = dict[str, list[tuple[Any, ...]]]


def scan(rows: QuerySet[Any, Any], groupings: Groupings) -> Found:
    """By grouping: its columns' values, how many rows, and the greatest `pk_here` among them.

    rows  with the columns of all groupings and `pk_here` among their values
    """
    columns = list(dict.fromkeys(column for grouping in groupings.values() for column in grouping))
    inner, params = rows.values(*columns, "pk_here").query.sql_with_params()
    if connection.vendor == "postgresql":
        return _in_one_scan(inner, params, columns, groupings)
    return {
        name: _fetch(f"SELECT {_list(by)}, count(*), max(pk_here) FROM ({inner}) found GROUP BY {_list(by)}", params)  # noqa: S608 - own names
        for name, by in groupings.items()
    }


def _in_one_scan(inner: str, params: Sequence[Any], columns: Sequence[str], groupings: Groupings) -> Found:
    """GROUPING tells of which grouping a row is: a bit for each column, 1 where the grouping leaves it out."""
    which = {sum(1 << at for at, column in enumerate(reversed(columns)) if column not in by): name
             for name, by in groupings.items()}  # fmt: skip
    sets = ", ".join(f"({_list(by)})" for by in groupings.values())
    every = _list(columns)
    statement = (
        f"SELECT GROUPING({every}), {every}, count(*), max(pk_here)"  # noqa: S608 - names of our own columns
        f" FROM ({inner}) found GROUP BY GROUPING SETS ({sets})"
    )
    places = {name: [columns.index(column) for column in by] for name, by in groupings.items()}
    found: Found = defaultdict(list)
    for mask, *values, number, greatest in _fetch(statement, params):
        name = which[mask]
        found[name].append((*(values[at] for at in places[name]), number, greatest))
    return {name: found[name] for name in groupings}


def _list(columns: Sequence[str]) -> str:
    return ", ".join(connection.ops.quote_name(column) for column in columns)


def _fetch(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()
