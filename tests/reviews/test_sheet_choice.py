"""A workbook with several sheets: the page names them, and another one is checked in two clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from areas.models import Area
from reviews.intake.load import load
from reviews.intake.sheet_names import sheet_names
from reviews.models import Batch
from tests.conftest import Cast
from tests.reviews.intake.files import Submit, counts, notes
from tests.reviews.intake.test_choosing_a_sheet import book

SignedIn = Callable[..., Client]


@pytest.fixture
def batch(load_rows: Submit) -> Batch:
    content = book(("Spring & “early”", notes("A1")), ("Autumn", notes("B1", "B2")))
    return load_rows(content, name="notes.xlsx", dry_run=True)


def test_another_sheet_is_checked_anew(batch: Batch, cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.steward), reverse("reviews:choose-sheet", args=[batch.pk])
    page = client.get(reverse("reviews:batch", args=[batch.pk])).content.decode()
    assert "<option selected>Spring &amp; “early”</option>" in page and "<option>Autumn</option>" in page
    assert client.post(address, {"sheet": "Autumn"}).status_code == 302
    load(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, batch.sheet, counts(batch)) == ("checked", "Autumn", (2, 2, 0, 0, 0))
    assert [note["reference"] for note in batch.preview] == ["B1", "B2"]


@pytest.mark.parametrize("sheet", ["", "Winter"])
def test_a_sheet_that_is_not_there_changes_nothing(batch: Batch, cast: Cast, signed_in: SignedIn, sheet: str) -> None:
    address = reverse("reviews:choose-sheet", args=[batch.pk])
    assert signed_in(cast.steward).post(address, {"sheet": sheet}).status_code == 403
    batch.refresh_from_db()
    assert batch.status == "checked"


@pytest.mark.parametrize(("who", "status"), [("lead", 403), ("viewer", 404), ("outsider", 404)])
def test_nobody_else_chooses(batch: Batch, cast: Cast, signed_in: SignedIn, who: str, status: int) -> None:
    address = reverse("reviews:choose-sheet", args=[batch.pk])
    assert signed_in(cast[who]).post(address, {"sheet": "Autumn"}).status_code == status


def test_a_file_without_sheets_names_none(tmp_path: Path, kent: Area) -> None:
    for content in (b"", b"reference\n", book(("Notes", notes("A1")))):
        (tmp_path / "file").write_bytes(content)
        assert sheet_names(tmp_path / "file") == []
    assert sheet_names(tmp_path / "gone") == []


def test_a_hidden_sheet_comes_last_so_that_the_first_is_the_one_that_is_read(tmp_path: Path, kent: Area) -> None:
    content = book(("Read me", notes("A1")), ("Notes", notes("B1")), hidden=["Read me"])
    (tmp_path / "file").write_bytes(content)
    assert sheet_names(tmp_path / "file") == ["Notes", "Read me"]
