"""How PostgreSQL counts an area: from two indexes that hold all that tables need, and in one scan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews import tally
from tests.opportunities.rollup.stored import store_area, store_catalogue, store_reviews

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL for its plan")
# Of a handful of rows PostgreSQL would rather read whole tables: what is asked is whether the indexes hold everything.
NO_WHOLE_TABLES = ("seqscan", "bitmapscan", "hashjoin", "mergejoin")
# Nor is a table that was never vacuumed read by an index alone for choice; where one lacks a column, it still is.
NO_ROWS = "indexscan"


def counted(area_id: int) -> list[str]:
    """The statements that read reviews."""
    with CaptureQueriesContext(connection) as asked:
        tally.tally(area_id)
    return [each["sql"] for each in asked.captured_queries if "reviews_" in each["sql"]]


@pytest.fixture
def kent(db: None) -> int:
    store_catalogue()
    kent = store_area()
    store_reviews(kent)
    return kent.pk


def test_an_area_is_counted_in_one_statement(kent):
    assert len(counted(kent)) == 1


def test_counting_reads_no_note_and_no_review_but_their_indexes(kent):
    [statement] = counted(kent)
    with connection.cursor() as cursor:
        for way in (*NO_WHOLE_TABLES, NO_ROWS):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    scans = [line.strip() for line in plan.splitlines() if "Scan" in line]
    assert any("Index Only Scan using note_for_tables on reviews_casenote" in line for line in scans), plan
    assert any("Index Only Scan using review_for_tables on reviews_agreedreview" in line for line in scans), plan
    assert all("Index Only Scan" in line for line in scans), plan
