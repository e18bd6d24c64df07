"""The page of a held row: masked until asked, decided finding by finding, and only for who loads there."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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


def many(batch: Batch) -> str:
    return f"/batches/{batch.pk}/held/decide/"


def test_the_list_shows_each_text_once_and_masked(steward_client: Client, batch: Batch) -> None:
    page = steward_client.get(f"/batches/{batch.pk}/held/").content.decode()
    assert page.count("Mrs ●●●●●●●●●●●") == 1 and "2 times in 2 rows" in page
    assert "Fairweather" not in page and "721000" not in page


def test_a_text_is_decided_once_for_all_rows(steward_client: Client, batch: Batch) -> None:
    name = HeldFinding.objects.filter(kind="name").first()
    asked = {"finding": name.pk, "decision": "redact", "everywhere": "yes"}
    answer = steward_client.post(many(batch), asked, follow=True)
    assert "1 row accepted as decided" in answer.content.decode()
    assert set(HeldFinding.objects.filter(decision="").values_list("kind", flat=True)) == {"phone"}


@pytest.mark.parametrize(
    ("asked", "left"), [({"kind": "phone"}, {"name"}), ({"certainty": "certain"}, {"name"}), ({}, {"name", "phone"})]
)
def test_a_whole_kind_or_all_that_is_certain_is_redacted_at_once(
    steward_client: Client, batch: Batch, asked: dict[str, str], left: set[str]
) -> None:
    steward_client.post(many(batch), {"decision": "redact", **asked})
    assert set(HeldFinding.objects.filter(decision="").values_list("kind", flat=True)) == left


def test_a_false_alarm_on_the_list_needs_its_reason_too(steward_client: Client, batch: Batch) -> None:
    finding = HeldFinding.objects.first()
    page = steward_client.post(many(batch), {"finding": finding.pk, "decision": "keep"}).content.decode()
    assert "Error: " in page and f'id="error-{finding.pk}"' in page
    assert not HeldFinding.objects.exclude(decision="").exists()


@pytest.mark.parametrize("finding", ["", "x", "9" * 30, "-1"])
def test_a_finding_that_is_none_changes_nothing(steward_client: Client, batch: Batch, finding: str) -> None:
    assert steward_client.post(many(batch), {"finding": finding, "decision": "redact"}).status_code == 302
    assert not HeldFinding.objects.exclude(decision="").exists()


def test_findings_of_another_batch_are_left_alone(steward_client: Client, batch: Batch, other_area: Area) -> None:
    elsewhere = make.held(other_area, TEXT)
    finding = HeldFinding.objects.filter(row__batch=elsewhere).first()
    steward_client.post(many(batch), {"finding": finding.pk, "decision": "redact", "everywhere": "yes"})
    steward_client.post(many(batch), {"kind": "name", "decision": "redact"})
    assert not HeldFinding.objects.filter(row__batch=elsewhere).exclude(decision="").exists()


def test_the_list_takes_as_many_queries_for_many_texts_as_for_few(
    steward_client: Client, cast: Cast, area: Area, batch: Batch
) -> None:
    def queries(of: Batch) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert steward_client.get(f"/batches/{of.pk}/held/").status_code == 200
        return len(counted)

    Batch.objects.filter(pk=batch.pk).update(sha256="f" * 64)  # one file is loaded once
    names = ["Ash", "Birch", "Cedar", "Damson", "Elder", "Fir"]
    longer = make.held(area, *[f"Seen with Mrs {name}berry. Rang 01622 72100{n}." for n, name in enumerate(names)])
    assert queries(longer) == queries(batch)


@pytest.mark.parametrize(("who", "status"), [("lead", 403), ("viewer", 404), ("gp", 404), ("outsider", 404)])
def test_nobody_else_sees_the_list_or_decides(cast: Cast, batch: Batch, who: str, status: int) -> None:
    client = Client()
    client.force_login(cast[who])
    assert client.get(f"/batches/{batch.pk}/held/").status_code == status
    assert client.post(many(batch), {"kind": "name", "decision": "redact"}).status_code == status
    assert not HeldFinding.objects.exclude(decision="").exists()
