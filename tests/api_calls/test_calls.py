"""The API answers as it describes itself, whoever calls and whatever is sent: a small `python -m tests.api_calls`."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.api_calls.run import run
from tests.examples import TIMES
from tests.rights.world import World, build

pytestmark = pytest.mark.django_db  # so that a run of this alone sets the database up
# Those who differ most; `python -m tests.api_calls` asks as each, and the matrix of rights has all of them.
ASKED = ("lead", "panel-member", "anonymous") if TIMES >= 1 else ("lead",)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ASKED)
def test_every_answer_is_as_described(role: str, world: World) -> None:
    found = run(role, world, examples=1, seed=2016, phases=("fuzzing",))
    assert found.well, found.as_told()
    assert found.calls > 40
