"""The page of a held row: masked until asked, decided finding by finding, and only for who loads there."""

import pytest
from django.test import Client

from accounts.models import AuditEvent
from areas.models import Area
from reviews.models import Batch, CaseNote, HeldFinding, HeldRow
from tests.conftest import Cast
from tests.factories import workshops as make

TEXT = "Seen with Mrs Fairweather today. Rang 01622 721000."


@pytest.fixture
def batch(catalogue: None, cast: Cast, area: Area) -> Batch:
    return make.held(area, TEXT, "Mrs Fairweather rang again.")


@pytest.fixture
def steward_client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.steward)
    return client


def address(batch: Batch, number: int = 0) -> str:
    return f"/batches/{batch.pk}/held/{batch.held_rows.all()[number].pk}/"


def test_findings_are_masked_until_somebody_asks_and_that_is_recorded(steward_client: Client, batch: Batch) -> None:
    page = steward_client.get(address(batch)).content.decode()
    assert "Fairweather" not in page and "721000" not in page
    assert "Mrs ●●●●●●●●●●●" in page
    assert "Fairweather" in steward_client.post(address(batch)).content.decode()
    assert AuditEvent.objects.filter(action="batch.held-row-looked-at").count() == 1


def test_a_row_is_accepted_with_its_last_decision(steward_client: Client, batch: Batch) -> None:
    name, phone = HeldFinding.objects.filter(row__line=2).order_by("start")
    steward_client.post(address(batch) + "decide/", {"finding": name.pk, "decision": "redact", "replacement": "[wife]"})
    steward_client.post(
        address(batch) + "decide/", {"finding": phone.pk, "decision": "keep", "reason": "The ward’s own"}
    )
    assert CaseNote.objects.get().narrative == "Seen with [wife] today. Rang 01622 721000."


def test_a_false_alarm_without_its_reason_is_an_error_to_mend(steward_client: Client, batch: Batch) -> None:
    finding = HeldFinding.objects.first()
    answer = steward_client.post(address(batch) + "decide/", {"finding": finding.pk, "decision": "keep"})
    assert "Error: " in answer.content.decode()
    assert f'href="#reason-{finding.pk}"' in answer.content.decode()


def test_a_row_that_is_left_out_leads_to_the_next(steward_client: Client, batch: Batch) -> None:
    answer = steward_client.post(address(batch) + "leave-out/", follow=True)
    assert "Held row 1 of 1" in answer.content.decode()
    assert HeldRow.objects.filter(state="rejected").count() == 1


@pytest.mark.parametrize("who", ["lead", "viewer", "gp", "outsider"])
def test_nobody_else_finds_the_row(cast: Cast, batch: Batch, who: str) -> None:
    client = Client()
    client.force_login(cast[who])
    for answer in (client.get(address(batch)), client.post(address(batch)), client.post(address(batch) + "leave-out/")):
        assert answer.status_code == 404
    assert HeldRow.objects.filter(state="waiting").count() == 2
