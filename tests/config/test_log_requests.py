"""Each request has a number and one line, of ids and nothing that somebody typed; its jobs have the number too."""

import json
import logging
from typing import Any

import pytest
import structlog
from celery import current_app
from django.http import HttpResponse
from django.test import Client, RequestFactory
from kombu import Connection

from config import log_jobs
from config.log_lines import NoRows
from config.log_requests import NumberedRequests
from tests.conftest import Cast


def line_of(caplog: pytest.LogCaptureFixture) -> dict[str, Any]:
    """What was told of the request that was answered last."""
    told = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    return [line for line in told if line["event"] == "request_finished"][-1]


def test_a_line_has_ids_and_neither_an_e_mail_address_nor_what_was_searched(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(cast.lead)
    answer = client.get("/areas/?q=somebody+typed+this", headers={"user-agent": "a browser"}, REMOTE_ADDR="203.0.113.9")
    line = line_of(caplog)
    assert line["request"] == "GET /areas/"
    assert (line["code"], line["user_id"], line["ip"]) == (200, cast.lead.pk, "203.0.113.0/24")
    assert line["request_id"] == answer["X-Request-ID"]
    assert not any(word in caplog.text for word in ("typed", cast.lead.email, "a browser", "203.0.113.9"))


@pytest.mark.parametrize(("kept", "told"), [("whole", "203.0.113.9"), ("none", None)])
def test_an_address_is_told_as_the_setting_says(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture, kept: str, told: str | None
) -> None:
    settings.LOG_ADDRESS = kept
    client.get("/health/", REMOTE_ADDR="203.0.113.9")
    assert line_of(caplog).get("ip") == told


@pytest.mark.parametrize("given", ["short", "x" * 65, "two words long", 'quote"and{brace}', "line\nbreak-here", ""])
def test_a_number_that_could_write_into_the_log_is_replaced(client: Client, given: str) -> None:
    number = client.get("/health/", HTTP_X_REQUEST_ID=given)["X-Request-ID"]
    assert number != given and len(number) == 32


def test_a_plain_number_of_a_proxy_is_kept(client: Client) -> None:
    assert client.get("/health/", HTTP_X_REQUEST_ID="from-the-proxy-1")["X-Request-ID"] == "from-the-proxy-1"


def test_a_line_asks_nobody_who_is_signed_in(caplog: pytest.LogCaptureFixture) -> None:
    """No database is allowed here: a page that never asked who somebody is does not ask for the log's sake."""
    request = RequestFactory().get("/health/")
    NumberedRequests(lambda asked: HttpResponse())(request)
    assert "user_id" not in line_of(caplog)


def test_a_line_of_any_library_is_one_json_object_with_the_request() -> None:
    with structlog.contextvars.bound_contextvars(request_id="number-1"):
        record = logging.LogRecord("some.package", logging.WARNING, "", 0, "two\nlines of %s", ("it",), None)
        (line,) = NoRows(as_json=True).format(record).splitlines()
    told = json.loads(line)
    assert (told["event"], told["request_id"]) == ("two\nlines of it", "number-1")
    assert (told["level"], told["logger"]) == ("warning", "some.package")


def test_a_message_to_the_queue_holds_the_request_s_number_and_not_who_asked() -> None:
    sent: list[dict[str, Any]] = []
    known = structlog.contextvars.bound_contextvars(request_id="number-1", user_id=7, ip="203.0.113.0/24")
    with known, Connection("memory://") as line:
        current_app.send_task("nobody.takes.this", [1], connection=line, queue="test-of-numbers")
        message = line.SimpleQueue("test-of-numbers").get(timeout=1)
        sent.append(message.headers["__django_structlog__"])
        message.ack()
    assert sent == [{"request_id": "number-1"}]


def test_workers_number_their_lines() -> None:
    assert log_jobs.DjangoStructLogInitStep in current_app.steps["worker"]
