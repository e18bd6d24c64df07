"""Which rows others rely on, whoever they are: found by their relations, so that a later app needs no mention here."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db import models

Table = type[models.Model]


def in_use(model: Table, ids: Collection[Any], *, parts: Collection[Table] = ()) -> dict[Any, str]:
    """Those of `ids` that a row of another table points to, each with the name of such a table ("case notes").

    `parts` are tables that belong to `model` itself, such as the costs of a pathway. Many-to-many choices count, too:
    deleting what they point to would quietly take a line out of somebody's answer.
    """
    used: dict[Any, str] = {}
    if not ids:
        return used
    for table, column in _pointers(model):
        if table not in parts:
            pointed = table._base_manager.filter(**{f"{column}__in": ids}).values_list(column, flat=True).distinct()
            used |= dict.fromkeys(pointed, _name(table))
    return used


def _pointers(model: Table) -> Iterator[tuple[Table, str]]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.related_model, relation.field.attname


def _name(table: Table) -> str:
    """ "case notes"; for the table behind a many-to-many field, the table that has the field."""
    owner = table._meta.auto_created
    return str((owner if isinstance(owner, type) else table)._meta.verbose_name_plural)


def kept_because(names: Mapping[Any, str], used: Mapping[Any, str]) -> list[str]:
    """One sentence for each row that stays although the file no longer has it."""
    return [f"{names[key]} is not in the file and stays, because {table} use it." for key, table in used.items()]
