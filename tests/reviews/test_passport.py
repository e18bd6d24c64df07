"""A batch's passport: where it comes from, who signed, what was found and who decided."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.intake import held
from reviews.intake.passport import passport_of
from reviews.intake.screen.version import VERSION
from reviews.models import Batch, HeldFinding, HeldRow
from tests.conftest import Cast
from tests.reviews.intake.files import Submit, notes

SignedIn = Callable[..., Client]
STATED = {"basis": "anonymous", "checks": ["anonymised", "adults", "sample"]}


@pytest.fixture
def batch(load_rows: Submit, cast: Cast) -> Batch:
    """A1 came in; A2, A3, A4 are held; A5 is rejected."""
    rows = [
        *notes("A1"),
        *notes("A2", narrative="Seen with Mrs Fairweather. Rang 01622 721000."),
        *notes("A3", "A4", narrative="Mr Fairweather rang."),
        *notes("A5", age_band="83"),
    ]
    return load_rows(rows, by=cast.steward, statement=STATED)


def findings(**wanted: object) -> list[int]:
    return list(HeldFinding.objects.filter(**wanted).values_list("pk", flat=True))


def test_counts_are_told_as_loaded_and_after_decisions(batch: Batch, load_rows: Submit, cast: Cast) -> None:
    load_rows(notes("A4", narrative="Another text."))  # so A4 is refused once it is decided
    held.redact(batch=batch, findings=findings(row__line__in=[2, 3, 4]), by=cast.steward)
    held.leave_out(batch=batch, rows=[HeldRow.objects.get(state="waiting").pk], by=cast.steward)
    batch.refresh_from_db()
    told = passport_of(batch)
    assert told.at_load == {"rows": 5, "accepted": 1, "unchanged": 0, "held": 3, "rejected": 1}
    assert sum(told.now.values()) - told.now["rows"] == 5
    assert told.moved and told.left_out == 1 and told.people == ["Steward"]


def test_a_row_refused_after_its_decision_was_held_at_load(batch: Batch, load_rows: Submit, cast: Cast) -> None:
    load_rows(notes("A3", "A4", narrative="Another text."))
    held.redact(batch=batch, findings=findings(), by=cast.steward)
    batch.refresh_from_db()
    assert (batch.accepted, batch.rejected) == (2, 3)
    assert passport_of(batch).at_load == {"rows": 5, "accepted": 1, "unchanged": 0, "held": 3, "rejected": 1}


def test_decisions_are_counted_by_kind(batch: Batch, cast: Cast) -> None:
    held.redact(batch=batch, findings=findings(kind="phone"), by=cast.steward)
    held.keep(batch=batch, findings=findings(kind="name")[:1], reason="A character in a play", by=cast.steward)
    counted = [[each[key] for key in ("name", "found", "redacted", "kept")] for each in passport_of(batch).decisions]
    assert counted == [["Name", 3, 0, 1], ["Phone number", 1, 1, 0]]


def test_the_page_says_where_the_batch_comes_from(batch: Batch, cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.steward), reverse("reviews:passport", args=[batch.pk])
    assert address in client.get(reverse("reviews:batch", args=[batch.pk])).content.decode()
    page = client.get(address).content.decode()
    for told in (
        batch.sha256,
        "Signed by Steward",
        f"version <code>{VERSION}</code>",
        "Home after a fall.",
        "Nothing is decided yet",
    ):
        assert told in page
    assert "Fairweather" not in page


def test_a_lead_reads_it_without_the_sample(batch: Batch, cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.lead).get(reverse("reviews:passport", args=[batch.pk])).content.decode()
    assert batch.sha256 in page and "Home after a fall." not in page


@pytest.mark.parametrize("who", ["gp", "viewer", "outsider"])
def test_nobody_else_finds_it(batch: Batch, cast: Cast, signed_in: SignedIn, who: str) -> None:
    assert signed_in(cast[who]).get(reverse("reviews:passport", args=[batch.pk])).status_code == 404


def test_it_costs_the_same_however_many_rows_were_held(
    batch: Batch, load_rows: Submit, cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.steward)

    def queries(of: Batch) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse("reviews:passport", args=[of.pk])).status_code == 200
        return len(counted)

    references = [f"B{n}" for n in range(30)]
    many = load_rows([*notes("C1", "C2", "C3"), *notes(*references, narrative="Mrs Fairweather rang 01622 721000.")])
    assert queries(many) == queries(batch)
