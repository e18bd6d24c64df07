"""The same form sent twice at the same moment, over real HTTP: one judgement, and both are led on."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import pairwise
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from accounts.models import AuditEvent, User
from reviews.models import AgreedReview, Judgement, WorkshopNote
from tests.conftest import Cast
from tests.examples import examples
from tests.reviews.workshops.test_pages import FORM_NO, FORM_ROOM, agree_url, judge_url
from tests.reviews.workshops.test_races import room

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["room"]  # the fixture
ROUNDS = examples(5)


def pressed_twice(live_server: LiveServer, by: User, path: str, form: dict) -> list[tuple[int, str]]:
    """Status and Location of two POSTs that begin together, from one browser."""
    client, at = Client(), urlsplit(live_server.url)
    client.force_login(by)
    secret = client.get(path).cookies["csrftoken"].value
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={secret}"
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({**form, "csrfmiddlewaretoken": secret}, doseq=True)
    barrier = Barrier(2)

    def press() -> tuple[int, str]:
        connection = HTTPConnection(at.hostname or "", at.port, timeout=30)
        connection.connect()
        barrier.wait(timeout=10)
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.headers["Location"]

    with ThreadPoolExecutor(2) as pool:
        return [future.result() for future in [pool.submit(press) for _ in range(2)]]


def test_a_judgement_pressed_twice_is_one(live_server: LiveServer, room: list[WorkshopNote], cast: Cast) -> None:
    for place, following in pairwise(room[: ROUNDS + 1]):
        answers = pressed_twice(live_server, cast.gp, judge_url(place), FORM_NO)
        assert answers == [(302, judge_url(following))] * 2
    assert list(Judgement.objects.values_list("revision", flat=True)) == [1] * ROUNDS
    assert AuditEvent.objects.filter(action="judgement.submitted").count() == ROUNDS


def test_an_agreed_review_pressed_twice_is_one(live_server: LiveServer, room: list[WorkshopNote], cast: Cast) -> None:
    for place, following in pairwise(room[: ROUNDS + 1]):
        answers = pressed_twice(live_server, cast.facilitator, agree_url(place), {**FORM_NO, **FORM_ROOM})
        assert answers == [(302, agree_url(following))] * 2
    assert list(AgreedReview.objects.values_list("revision", flat=True)) == [1] * ROUNDS
