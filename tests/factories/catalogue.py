"""The built-in catalogue, as `load_catalogue` leaves it. Hundreds of tests begin with it: a process loads it once."""

from collections.abc import Sequence
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from accounts import audit
from pathways.catalogue_file import MODELS, PARTS
from pathways.models import CatalogueRevision

TABLES: Sequence[type[models.Model]] = [*MODELS.values(), *(part for parts in PARTS.values() for part in parts)]
# In the order of what points to what: sectors and groups come before pathways, and these before their parts.
loaded: dict[type[models.Model], list[dict[str, Any]]] = {}


def store() -> None:
    """Loads it the first time; from then on puts it back as it was, unless something of a catalogue is there."""
    empty = not any(table._base_manager.exists() for table in (CatalogueRevision, *TABLES))
    if loaded and empty:
        _put_back()
        return
    call_command("load_catalogue")
    if empty:
        loaded.update({table: list(table._base_manager.order_by("pk").values()) for table in TABLES})


@transaction.atomic
def _put_back() -> None:
    for table, rows in loaded.items():
        table._base_manager.bulk_create(table(**row) for row in rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(statement)  # the next row's key comes after those of the catalogue
    created = sum(len(loaded[table]) for table in MODELS.values())
    CatalogueRevision.objects.create(pk=1)
    CatalogueRevision.next()
    audit.record("catalogue.loaded", CatalogueRevision.objects.get(), by=None, created=created, changed=0, removed=0)
