"""No page of a batch is a dead end: a file that brings nothing, one that was loaded before, rows that are decided."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from areas.models import Area
from config.errors import NotAllowed
from reviews.intake import held
from reviews.models import Batch, HeldRow
from tests.conftest import Cast
from tests.reviews.intake.files import Submit, notes, reviews

SignedIn = Callable[..., Client]


def page_of(client: Client, batch: Batch) -> str:
    return client.get(reverse("reviews:batch", args=[batch.pk])).content.decode()


def test_a_file_that_brings_nothing_asks_for_no_signature(load_rows: Submit, cast: Cast, signed_in: SignedIn) -> None:
    load_rows(notes("A1"))
    client = signed_in(cast.steward)
    same = page_of(client, load_rows([*notes("A1"), *notes("A1")], dry_run=True))
    assert "Nothing to load" in same and "Every row of this file is in Kent already." in same
    assert "On what basis" not in same and "Drop this file" in same
    assert "1 row is in Kent already, and 1 row was rejected" in page_of(
        client, load_rows([*notes("A1"), *notes("A2", age_band="83")], dry_run=True)
    )


def test_rows_whose_places_could_be_created_can_be_signed_for(
    load_rows: Submit, cast: Cast, signed_in: SignedIn
) -> None:
    page = page_of(signed_in(cast.steward), load_rows(notes("A1", locality="Atlantis"), dry_run=True))
    assert "On what basis" in page and "Nothing to load" not in page


def test_a_file_loaded_before_leads_to_its_batch(load_rows: Submit, cast: Cast, signed_in: SignedIn) -> None:
    first = load_rows(notes("A1"))
    page = page_of(signed_in(cast.steward), load_rows(notes("A1"), dry_run=True))
    assert "This file was loaded before" in page and f'href="{reverse("reviews:batch", args=[first.pk])}"' in page


def test_no_message_says_held_of_a_row_that_is_decided(load_rows: Submit, cast: Cast) -> None:
    batch = load_rows(notes("A1", "A2", "A3", narrative="Mrs Fairweather rang."))
    first, second, _ = HeldRow.objects.order_by("line")
    held.redact(batch=batch, findings=[first.findings.get().pk], by=cast.steward)
    held.leave_out(batch=batch, rows=[second.pk], by=cast.steward)
    told = {problem.line: problem.message for problem in batch.problems.all()}
    assert sorted(told) == [3, 4]
    assert "left the row out" in told[3] and "The row is held" in told[4]


def test_reviews_have_no_day_until_which_they_are_kept(
    load_rows: Submit, cast: Cast, signed_in: SignedIn, kent: Area
) -> None:
    load_rows(notes("A1"))
    checked = load_rows(reviews("A1"), kind="agreed-reviews", name="reviews.csv", dry_run=True)
    assert "Keep the texts until" not in page_of(signed_in(cast.steward), checked)
    with pytest.raises(NotAllowed, match="What panels judged is kept"):
        load_rows(reviews("A1"), kind="agreed-reviews", keep_until=checked.created_at.date().replace(year=2100))


def test_the_preview_tells_all_that_a_panel_is_told(load_rows: Submit, cast: Cast, signed_in: SignedIn) -> None:
    row = notes("A1", event_month="2026-03", length_of_stay_days="12", attendances_last_year="2", self_referred="yes")
    page = page_of(signed_in(cast.steward), load_rows(row, dry_run=True))
    assert all(each in page for each in ("March 2026", "12 days", "A&amp;E visits, last year", "Came by themselves"))
