"""When a limit is reached, a page and a program are told what it is and when to try again, and nothing is lost."""

import json
import os
import re
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from areas.models import Area
from config.unavailable import BUSY, FULL, UNREACHABLE, limit_reached
from reviews.models import Batch
from tests.config.served import HOST, site
from tests.conftest import Cast

POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own limits")
SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own limits")


def raised(statement: str) -> Exception:
    """What the real database says to this statement, as Django raises it."""
    with pytest.raises(Exception, match=r".") as told, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return told.value


def coded(code: str) -> str:
    return f"DO $$ BEGIN RAISE EXCEPTION 'told by a test' USING ERRCODE = '{code}'; END $$"


@POSTGRESQL
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("53100", FULL),  # disk full
        ("53300", UNREACHABLE),  # too many connections
        ("57014", BUSY),  # statement timeout
        ("55P03", BUSY),  # lock not available
        ("40P01", BUSY),  # deadlock
        ("40001", BUSY),  # could not serialise
        ("57P01", UNREACHABLE),  # the server is shutting down
        ("25006", UNREACHABLE),  # a standby takes no changes
        ("23505", None),  # a rule of ours
        ("42P01", None),  # a mistake of ours
        ("22012", None),
    ],
)
def test_each_limit_of_postgresql_is_told_from_our_mistakes(code: str, what: Any) -> None:
    assert limit_reached(raised(coded(code))) == what


@POSTGRESQL
@pytest.mark.django_db
def test_a_statement_that_takes_too_long_is_given_up() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")
    assert limit_reached(raised("SELECT pg_sleep(5)")) == BUSY


@SQLITE
@pytest.mark.django_db
def test_a_table_that_is_missing_is_a_mistake_of_ours() -> None:
    assert limit_reached(raised("SELECT 1 FROM nowhere")) is None


@pytest.mark.parametrize(
    "error", [ValueError("locked"), IntegrityError("full"), ProgrammingError(), OSError(2, "none")]
)
def test_what_is_no_limit_stays_an_error(error: Exception) -> None:
    assert limit_reached(error) is None


@pytest.mark.parametrize("number", [27, 28, 122])
def test_no_room_for_a_file_is_a_limit(number: int) -> None:
    assert limit_reached(OSError(number, "no room")) == FULL


BUDGETS = "/areas/kent/inputs/budgets/"


def budgets(client: Client, **headers: str) -> Any:
    """A lead's form, filled in and sent."""
    seen = re.search(r'name="seen" value="(\w+)"', client.get(BUDGETS).content.decode())
    assert seen is not None
    return client.post(BUDGETS, {"seen": seen[1], "total_budget": "1000", "reviewed_budget": "100"}, headers=headers)


def says_when_to_try_again(page: Any, words: str, seconds: int) -> None:
    text = page.content.decode()
    assert (page.status_code, page["Retry-After"]) == (503, str(seconds))
    assert words in text and "What was saved before is safe." in text
    assert page["X-Request-ID"] in text and "no-store" in page["Cache-Control"]


@POSTGRESQL
@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_else_holds_is_not_waited_for(client: Client, cast: Cast, area: Area) -> None:
    client.force_login(cast.lead)
    with held_elsewhere(area), connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 100")
        page, program = budgets(client), budgets(client, accept="application/json")
        cursor.execute("RESET lock_timeout")
    says_when_to_try_again(page, "Try again in 5 seconds", 5)
    assert (program.status_code, program["Content-Type"]) == (503, "application/problem+json")
    assert (program.json()["code"], program.json()["title"]) == ("busy", "Not available just now")
    area.refresh_from_db()
    assert area.total_budget is None
    assert budgets(client).status_code == 302


@SQLITE
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_said_in_plain_words_and_nothing_is_lost(client: Client, cast: Cast, area: Area) -> None:
    client.force_login(cast.lead)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count")
        before = cursor.fetchone()[0]
        cursor.execute("PRAGMA max_page_count = 1")  # never below what is there: from now on nothing can grow
        try:
            told = [raised("CREATE TABLE big AS SELECT zeroblob(1000000) AS room")]
            page = client.get("/")
        finally:
            cursor.execute(f"PRAGMA max_page_count = {before}")
    assert limit_reached(told[0]) == FULL
    assert page.status_code == 200  # what is there can still be read
    assert budgets(client).status_code == 302


@pytest.mark.django_db
def test_no_room_for_an_upload_is_said_and_no_batch_is_made(client: Client, cast: Cast, area: Area) -> None:
    client.force_login(cast.steward)
    rows = "reference,narrative\n" + "A1,Home after a fall.\n" * 20_000
    file = SimpleUploadedFile("big.csv", rows.encode())
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, allowed[1]))
    try:
        page = client.post("/batches/new/", {"area": area.pk, "kind": "case-notes", "file": file})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)
    says_when_to_try_again(page, "no room left", 300)
    assert not Batch.objects.exists()
    assert not list((Path(settings.VAR_DIR) / "uploads").rglob("*.csv"))  # nor a part of somebody's notes


def test_without_a_database_pages_and_programs_are_told_and_nothing_more_is_asked_of_it(tmp_path: Path) -> None:
    """A real site whose PostgreSQL is not there: with and without a session, and for the API."""
    env = {
        **os.environ, "DATABASE_URL": f"postgres://pathway:wU8-kq3_Zr@/pathway?host={tmp_path}", "DEMONSTRATION": "no",
        "REDIS_URL": "redis://127.0.0.1:1/0", "DJANGO_SETTINGS_MODULE": "tests.settings", "ALLOWED_HOSTS": HOST,
        "SECRET_KEY": settings.SECRET_KEY, "PATHWAY_REVIEW_TEST_VAR": str(tmp_path / "var"),
        "METRICS_TOKEN": "0123456789abcdefghijklmnopqrstuvwxyz",
    }  # fmt: skip
    with site(tmp_path, env) as served:
        page = served.get("/", Cookie="__Host-session=0123456789abcdefghijklmnopqrstuv")
        program = served.get("/api/v1/areas/", Authorization="Token 0123456789abcdef", X_Request_ID="from-the-proxy-1")
        ready = served.get("/health/ready/")
        figures = served.get("/metrics/", Authorization=f"Bearer {env['METRICS_TOKEN']}")
        assert served.get("/metrics/").status == 404
        assert served.get("/health/").status == 200
    assert (page.status, page["Retry-After"]) == (503, "15")
    assert "can’t reach its database" in page.body and "Try again in 15 seconds" in page.body
    assert page["X-Request-ID"] in page.body
    assert (program.status, program["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(program.body)["code"] == "unreachable"
    assert (ready.status, json.loads(ready.body)["database"]) == (503, False)
    assert "pathway_database_answers 0.0" in figures.body
    # Whose session it is could not be asked, so no view was reached.
    assert 'pathway_request_seconds_count{answer="5xx",method="GET",view="none"} 1.0' in figures.body
    lines_are_data(served.log, page["X-Request-ID"])


def lines_are_data(log: Path, number: str) -> None:
    """Every line of the served site is one JSON object; those of a request hold its number and a short address."""
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    told = [line for line in lines if line.get("request_id") == number]
    # Failed, where the database was missed before any view could say so.
    assert {line["event"] for line in told} & {"request_finished", "request_failed"}
    assert all(line["ip"] == "127.0.0.0/24" for line in told)
    assert any(line.get("request_id") == "from-the-proxy-1" for line in lines)
    assert any(line["logger"] == "gunicorn.error" for line in lines)
    assert not any("wU8-kq3_Zr" in str(line) or "0123456789abcdef" in str(line) for line in lines)


@contextmanager
def held_elsewhere(area: Area) -> Iterator[None]:
    """Another connection has the area's row, as somebody's slow form would."""
    ready, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                Area.objects.select_for_update().get(pk=area.pk)
                ready.set()
                done.wait(30)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert ready.wait(10)
    try:
        yield
    finally:
        done.set()
        thread.join()
