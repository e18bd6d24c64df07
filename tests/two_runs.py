"""Which tests run on both kinds of database, told from what each asks for, so that nobody has to remember it.

`make test` runs `pytest --production` on PostgreSQL and `pytest --database` on SQLite; plain `pytest` keeps all. A test
that asks for no database runs on PostgreSQL alone. None is left out by mistake: it would fail there, for pytest-django
keeps a test from a database that it did not ask for. The mark `sqlite_will_do` is for many thousand requests about what
both kinds of database answer alike: they run on SQLite alone, which takes a third of the time.
"""

import pytest

DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
# Whoever skips on one database must be met on the other, whatever else it asks for.
ALSO = ("skip", "skipif")


def in_production(item: pytest.Item) -> bool:
    """Whether it belongs to the run on PostgreSQL."""
    return not item.get_closest_marker("sqlite_will_do")


def with_database(item: pytest.Item) -> bool:
    """Whether it belongs to the run on SQLite."""
    return on_both(item) or not in_production(item)


def on_both(item: pytest.Item) -> bool:
    """Whether the kind of database can make a difference to this test.

    A journey asks for a database, but what it holds is the page in a browser; what it reads and writes runs on both in
    tests without one. Those with a worker run on both, for each has a queue of its own kind.
    """
    if not in_production(item):
        return False
    asked_for = set(getattr(item, "fixturenames", ()))
    if any(item.get_closest_marker(name) for name in ALSO):
        return True
    if item.get_closest_marker("journey"):
        return "worker" in asked_for
    return bool(item.get_closest_marker("django_db") or DATABASE & asked_for)
