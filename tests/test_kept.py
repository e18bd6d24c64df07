"""A state put back is the state that building it left, whatever a test did to it in between."""

import pytest
from django.db import transaction

from areas.models import Area, Locality
from tests.factories import kept

pytestmark = pytest.mark.django_db


def built() -> None:
    Locality.objects.create(area=Area.objects.create(slug="kent", name="Kent"), name="Thanet")


def renamed() -> None:
    Area.objects.update(name="New Kent")


def state() -> object:
    return {table: rows for table, rows in kept._everything().items() if rows}


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "kept", {})


def begin_and_go_back() -> object:
    """The state, and everything as before it."""
    with transaction.atomic():
        kept.begin_with("Kent", built)
        kept.begin_with("renamed", renamed)
        left = state()
        transaction.set_rollback(True)
    return left


def test_what_is_put_back_is_what_was_built() -> None:
    first = begin_and_go_back()
    assert not Area.objects.exists()
    assert begin_and_go_back() == first
    kept.begin_with("Kent", built)
    assert Area.objects.create(slug="new", name="New").pk > Area.objects.get(slug="kent").pk


def test_what_stands_in_the_way_of_its_keys_has_it_built_again() -> None:
    begin_and_go_back()
    (keys,) = [list(rows) for table, rows in kept.kept["Kent"].added.items() if table is Area]
    Area.objects.create(pk=keys[0], slug="swindon", name="Swindon")
    kept.begin_with("Kent", built)
    assert sorted(Area.objects.values_list("slug", flat=True)) == ["kent", "swindon"]
