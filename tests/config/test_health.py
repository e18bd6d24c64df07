"""What is asked whether to send people here says what is wrong and what to do."""

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import health
from reviews.worker import give_sign


@pytest.fixture(autouse=True)
def looked_at_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", [])


@pytest.mark.django_db
def test_all_is_well(client: Client) -> None:
    give_sign()
    answer = client.get("/health/ready/")
    assert answer.status_code == 200
    expected = {"status": "ok", "database": True, "migrations": True, "worker": True, "disk": True, "wrong": []}
    assert answer.json() == expected


@pytest.mark.django_db
def test_reviewing_goes_on_without_a_worker_and_with_a_full_disk_and_both_are_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "ROOM", 2**70)
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert (answer.json()["worker"], answer.json()["disk"]) == (False, False)
    assert "start one" in answer.json()["wrong"][0] and "make room" in answer.json()["wrong"][1]


@pytest.mark.django_db
def test_a_migration_that_waits_means_not_ready(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="reviews").order_by("-pk").first().delete()  # type: ignore[union-attr]
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer.json()["wrong"] == [health.WRONG["migrations"]]


@pytest.mark.django_db
def test_a_database_that_does_not_answer_means_not_ready_and_nothing_more_is_claimed(client: Client) -> None:
    def refuse(*given: Any) -> None:
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        answer = client.get("/health/ready/")
    assert answer.status_code == 503
    told = answer.json()
    assert (told["database"], told["migrations"], told["worker"]) == (False, None, None)
    assert told["wrong"] == [health.WRONG["database"]]
    assert client.get("/health/").status_code == 200
