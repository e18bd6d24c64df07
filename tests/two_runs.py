"""Which tests run on both kinds of database, told from what each asks for, so that nobody has to remember it.

`pytest --database` keeps these; plain `pytest` keeps all. `make test` runs all on PostgreSQL, and these on SQLite too.
None is left out by mistake: it would fail on PostgreSQL, for pytest-django keeps a test from a database that it did not
ask for.
"""

import pytest

DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
# Whoever skips on one database must be met on the other, whatever else it asks for.
ALSO = ("skip", "skipif")


def on_both(item: pytest.Item) -> bool:
    """Whether the kind of database can make a difference to this test.

    A journey asks for a database, but what it holds is the page in a browser; what it reads and writes runs on both in
    tests without one. Those with a worker run on both, for each has a queue of its own kind.
    """
    asked_for = set(getattr(item, "fixturenames", ()))
    if any(item.get_closest_marker(name) for name in ALSO):
        return True
    if item.get_closest_marker("journey"):
        return "worker" in asked_for
    return bool(item.get_closest_marker("django_db") or DATABASE & asked_for)
