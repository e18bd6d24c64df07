"""Rows that did not come in, for stewards only: as a workbook, and beside the notes they are in conflict with."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import Batch
from tests.conftest import Cast
from tests.reviews.intake.files import Submit, notes

SignedIn = Callable[..., Client]


@pytest.fixture
def batch(load_rows: Submit) -> Batch:
    load_rows(notes("A1"))
    return load_rows([*notes("A1", narrative="Home after a bad fall."), *notes("A2", age_band="83")])


def test_a_steward_takes_the_workbook_from_the_batch_s_page(batch: Batch, cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.steward), reverse("reviews:take-rows", args=[batch.pk])
    assert address in client.get(reverse("reviews:batch", args=[batch.pk])).content.decode()
    answer = client.post(address)
    assert answer.content.startswith(b"PK") and "batch-" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert client.get(address).status_code == 405


def test_a_steward_sees_conflicts_side_by_side(batch: Batch, cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.steward), reverse("reviews:conflicts", args=[batch.pk])
    assert address in client.get(reverse("reviews:batch", args=[batch.pk])).content.decode()
    assert '<mark class="batch-differs">bad </mark>' in client.get(address).content.decode()


@pytest.mark.parametrize(("who", "status"), [("lead", 403), ("viewer", 404), ("gp", 404), ("outsider", 404)])
def test_nobody_else_gets_at_the_rows(batch: Batch, cast: Cast, signed_in: SignedIn, who: str, status: int) -> None:
    client = signed_in(cast[who])
    assert client.post(reverse("reviews:take-rows", args=[batch.pk])).status_code == status
    assert client.get(reverse("reviews:conflicts", args=[batch.pk])).status_code == status
