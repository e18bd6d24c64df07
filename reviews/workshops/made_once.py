"""Statements whose SQL is made once: for what every judgement asks, making it takes longer than answering it.

A queryset with stand-ins for its numbers is compiled on first use; each call puts the present numbers in their places.
Its rows are the same objects that the queryset would give.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

ANY_USER, ANY_WORKSHOP, ANY_PLACE = -1, -2, -3
LARGEST = 2**63 - 1  # of a key
Given = Mapping[Any, Any]


class Statement:
    """Made from a queryset of whole rows. One that locks them runs inside a transaction only."""

    def __init__(self, found: QuerySet[Any]) -> None:
        self._compiler = compiler = found.query.get_compiler(connection=connection)
        self._sql, values = compiler.as_sql()
        self._values: tuple[Any, ...] = tuple(values)
        self._locks = found.query.select_for_update
        start, end = compiler.klass_info["select_fields"][0], compiler.klass_info["select_fields"][-1] + 1
        self._columns = slice(start, end)
        self._names = [column[0].target.attname for column in compiler.select[start:end]]
        self._related = get_related_populators(compiler.klass_info, compiler.select, found.db)  # type: ignore[call-arg]
        self._converters = compiler.get_converters([column[0] for column in compiler.select])

    def rows(self, given: Given) -> list[Any]:
        """The rows for these numbers, by stand-in."""
        if self._locks and not connection.in_atomic_block:
            raise RuntimeError("Rows are locked only inside a transaction.")
        if not can_be(given):
            return []
        with connection.cursor() as cursor:
            cursor.execute(self._sql, put_in(self._values, given))
            found: Sequence[Any] = cursor.fetchall()
        if self._converters:
            found = list(self._compiler.apply_converters(found, self._converters))
        return [self._row(values) for values in found]

    def _row(self, values: Sequence[Any]) -> Any:
        made = self._compiler.klass_info["model"].from_db(connection.alias, self._names, values[self._columns])
        for related in self._related:
            related.populate(values, made)
        for name, place in self._compiler.annotation_col_map.items():
            setattr(made, name, values[place])
        return made


class Values:
    """The same of a queryset that gives plain values, or of a union of such."""

    def __init__(self, found: QuerySet[Any, Any]) -> None:
        self.sql, values = found.query.sql_with_params()
        self.values: tuple[Any, ...] = tuple(values)

    def rows(self, given: Given) -> list[tuple[Any, ...]]:
        if not can_be(given):
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, put_in(self.values, given))
            return cursor.fetchall()


def can_be(given: Given) -> bool:
    """False where an address has a number that no row can have: a queryset finds nothing there, a database refuses."""
    return all(value <= LARGEST for value in given.values() if isinstance(value, int))


def put_in(values: Sequence[Any], given: Given) -> list[Any]:
    """The values of a statement with the present ones instead of stand-ins."""
    return [given.get(value, value) if isinstance(value, int | str | datetime) else value for value in values]
