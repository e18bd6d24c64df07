"""Figures for whoever watches: behind a secret, naming nobody, and there even when the database is not."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from areas.models import Area
from config import metrics
from config.state_of_work import StateOfWork
from reviews.models import Batch
from reviews.worker import give_sign
from tests.conftest import Cast

TOKEN = "0123456789abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def open_to_who_knows(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


def asked(client: Client, secret: str) -> HttpResponse:
    return client.get("/metrics/", headers={"authorization": f"Bearer {secret}"})


def test_without_a_secret_set_nobody_finds_the_figures(client: Client, cast: Cast) -> None:
    assert client.get("/metrics/").content == client.get("/nowhere/").content
    client.force_login(cast.admin)
    assert [answer.status_code for answer in (client.get("/metrics/"), asked(client, ""))] == [404, 404]


@pytest.mark.parametrize("secret", ["", "wrong", f"{TOKEN}x", "é"])
@pytest.mark.django_db
def test_without_the_right_secret_there_is_nothing(client: Client, open_to_who_knows: None, secret: str) -> None:
    assert asked(client, secret).status_code == 404


def test_the_figures_tell_how_the_work_stands_and_name_nobody(
    client: Client, cast: Cast, area: Area, catalogue: None, open_to_who_knows: None
) -> None:
    batch = Batch.objects.create(area=area, kind="case-notes", file_name="secret.csv", sha256="0" * 64, by=cast.steward)
    Batch.objects.filter(pk=batch.pk).update(created_at=timezone.now() - timedelta(minutes=5))
    give_sign()
    answer = asked(client, TOKEN)
    told = answer.content.decode()
    numbers = dict(re.findall(r"^(pathway_[^ ]+) (\S+)$", told, re.MULTILINE))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/plain")
    assert float(numbers["pathway_database_answers"]) == 1
    assert float(numbers['pathway_batches{state="waiting"}']) == 1
    assert float(numbers['pathway_batches{state="loaded"}']) == 0
    assert 300 <= float(numbers["pathway_oldest_waiting_batch_seconds"]) < 400
    assert float(numbers["pathway_areas_out_of_date"]) == 2
    assert float(numbers["pathway_worker_seen_seconds"]) < 60
    assert "pathway_queue_messages" in numbers
    assert not any(word in told.lower() for word in ("kent", "secret.csv", "example.org"))


def test_each_request_is_counted_by_the_name_of_its_address_and_never_by_the_address(open_to_who_knows: None) -> None:
    answer = metrics.measured(lambda request: HttpResponse(status=404))
    answer(RequestFactory().get("/made/up/by/a/stranger/"))
    answer(RequestFactory().generic("SNEAK", "/another/"))
    told = metrics.generate_latest(metrics.REGISTRY).decode()
    assert 'pathway_request_seconds_count{answer="4xx",method="GET",view="none"}' in told
    assert 'method="other"' in told and "stranger" not in told and "SNEAK" not in told


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_a_figure_too() -> None:
    def refuse(*given: Any) -> None:
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        told = {metric.name: metric.samples for metric in StateOfWork().collect()}
    assert told["pathway_database_answers"][0].value == 0
    assert set(told) == {"pathway_database_answers", "pathway_queue_messages"}
