"""The run on SQLite leaves out what no database changes, and nothing else; the run on PostgreSQL leaves out
what SQLite will do for."""

import re
from pathlib import Path

import pytest

from areas.models import Area
from tests.two_runs import in_production, on_both, with_database

ROOT = Path(__file__).parent.parent


def test_a_test_that_asks_for_no_database_runs_once(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    assert not on_both(request.node)


def test_one_that_asks_for_it_runs_on_both(request: pytest.FixtureRequest, db: None) -> None:
    assert on_both(request.node)


def test_so_does_one_whose_state_asks_for_it(request: pytest.FixtureRequest, area: Area) -> None:
    assert on_both(request.node)


@pytest.mark.django_db
def test_and_one_that_is_marked(request: pytest.FixtureRequest) -> None:
    assert on_both(request.node)


@pytest.mark.skipif(False, reason="a database that this cannot run on")
def test_and_one_that_one_of_them_may_skip(request: pytest.FixtureRequest) -> None:
    assert on_both(request.node)


@pytest.mark.journey
@pytest.mark.django_db
def test_a_journey_runs_once(request: pytest.FixtureRequest) -> None:
    assert not on_both(request.node)


@pytest.fixture
def worker() -> None:
    """As the one of the journeys, for each database has a queue of its own kind."""


@pytest.mark.journey
@pytest.mark.django_db
def test_unless_it_has_a_worker(request: pytest.FixtureRequest, worker: None) -> None:
    assert on_both(request.node)


@pytest.mark.sqlite_will_do
def test_what_is_marked_for_sqlite_runs_there_alone(request: pytest.FixtureRequest, db: None) -> None:
    assert with_database(request.node) and not in_production(request.node)


def test_the_run_on_postgresql_leaves_nothing_else_out(request: pytest.FixtureRequest) -> None:
    assert in_production(request.node)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = dict(re.findall(r"^test-([a-z]+):.*\n\t(.*)\n", makefile, re.M))
    assert recipes["postgres"] == "$(RUN) -m tests.servers $(RUN) -m pytest -q -n 3 --dist worksteal --production"
    assert recipes["sqlite"].endswith("pytest -q -n 3 --dist worksteal --database")
