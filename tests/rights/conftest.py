"""The world is made once for all cells, and each request's changes are taken back."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.rights.asking import Asking
from tests.rights.world import build


@pytest.fixture(scope="module")
def asking(django_db_setup: None, django_db_blocker) -> Iterator[Asking]:
    logging.disable(logging.CRITICAL)  # a line for each of some thousand refusals, which nobody reads
    with django_db_blocker.unblock(), transaction.atomic():
        yield Asking(build())
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
