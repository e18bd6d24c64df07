"""The trail says where an act came from, without anybody passing it on."""

import pytest
import structlog
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from knox.models import AuthToken

from accounts import audit
from accounts.came_from import address_of, job, remember_request, session_mark, trimmed
from accounts.models import AuditEvent, User
from areas.models import Area


def test_an_act_on_a_page_says_the_session_the_address_and_the_request(client: Client, steward: User) -> None:
    client.force_login(steward)
    client.post("/areas/kent/people/", {"email": "new@example.org", "name": "New", "role": "viewer"})
    event = AuditEvent.objects.get(action="invitation.sent")
    key = client.session.session_key
    assert (event.via, event.via_name, event.address) == ("session", session_mark(key), "127.0.0.1")
    assert key not in event.via_name
    assert len(event.request) == 32


def test_an_act_through_the_api_says_the_token(area: Area, lead: User) -> None:
    token, _ = AuthToken.objects.create(user=lead)

    def act(request: HttpRequest) -> HttpResponse:
        request.auth = token  # as the API's authentication leaves it
        audit.record("area.changed", area, by=lead)
        return HttpResponse()

    with transaction.atomic():
        remember_request(act)(RequestFactory().post("/"))
    event = AuditEvent.objects.get()
    assert (event.via, event.via_name) == ("token", token.token_key)


@pytest.mark.parametrize("via", ["command", "task"])
def test_an_act_of_a_command_or_a_task_says_which(area: Area, via: str) -> None:
    with job(via, "the name of it", "42"), transaction.atomic():
        audit.record("area.changed", area, by=None)
    event = AuditEvent.objects.get()
    assert (event.via, event.via_name, event.request, event.address) == (via, "the name of it", "42", "")


def test_after_its_request_nothing_comes_from_it(area: Area, lead: User) -> None:
    remember_request(lambda request: HttpResponse())(RequestFactory().get("/"))
    audit.record("area.changed", area, by=lead)
    assert AuditEvent.objects.get().via == AuditEvent.objects.get().request == ""


def test_a_number_that_the_log_gave_the_request_is_the_trails_too(area: Area, lead: User) -> None:
    def act(request: HttpRequest) -> HttpResponse:
        audit.record("area.changed", area, by=lead)
        return HttpResponse()

    with structlog.contextvars.bound_contextvars(request_id="of-the-log"):
        remember_request(act)(RequestFactory().get("/"))
    assert AuditEvent.objects.get().request == "of-the-log"


@pytest.mark.parametrize(
    ("proxies", "passed_on", "told"),
    [
        (0, "9.9.9.9", "10.0.0.1"),  # nobody of ours passes anything on, so it is not believed
        (1, "9.9.9.9, 20.0.0.2", "20.0.0.2"),  # what a caller wrote stands further left
        (2, "9.9.9.9, 20.0.0.2, 30.0.0.3", "20.0.0.2"),
        (2, "30.0.0.3", "10.0.0.1"),  # it came past a proxy
        (1, "not an address", ""),
        (1, "::ffff:20.0.0.2", "20.0.0.2"),
    ],
)
def test_an_address_is_believed_as_far_as_our_own_proxies_saw_it(settings, proxies: int, passed_on: str, told: str):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=passed_on)
    assert address_of(request) == told


@pytest.mark.parametrize(
    ("kept", "four", "six"),
    [("whole", "20.0.0.2", "2001:db8:1:2::3"), ("network", "20.0.0.0/24", "2001:db8:1::/48"), ("none", "", "")],
)
def test_an_address_is_trimmed_as_the_setting_says(settings, kept: str, four: str, six: str) -> None:
    settings.AUDIT_ADDRESS = kept
    assert (trimmed("20.0.0.2"), trimmed("2001:db8:1:2::3"), trimmed("")) == (four, six, "")
