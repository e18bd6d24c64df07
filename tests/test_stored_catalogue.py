"""What hundreds of tests begin with is what `load_catalogue` leaves, the second time too."""

from typing import Any

import pytest
from django.db import models

from accounts.models import AuditEvent
from pathways.models import CatalogueRevision, Sector
from tests.factories import catalogue
from tests.triggers import triggers_aside


def everything() -> list[Any]:
    tables: list[type[models.Model]] = [*catalogue.TABLES, CatalogueRevision]
    events = AuditEvent.objects.values("action", "detail", "by")
    return [list(table._base_manager.order_by("pk").values()) for table in tables] + list(events)


def forget() -> None:
    for table in [*reversed(catalogue.TABLES), CatalogueRevision]:
        table._base_manager.all().delete()
    with triggers_aside():
        AuditEvent._base_manager.all().delete()


@pytest.mark.django_db
def test_putting_it_back_leaves_what_loading_it_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "loaded", {})
    catalogue.store()
    as_loaded = everything()
    forget()
    catalogue.store()
    assert everything() == as_loaded
    last = max(Sector.objects.values_list("pk", flat=True))
    assert Sector.objects.create(code="new", label="New").pk > last
