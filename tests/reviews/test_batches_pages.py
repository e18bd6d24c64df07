"""The pages of batches: hand in a file, follow it, accept or withdraw it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from areas.models import Area
from reviews.intake.load import load
from reviews.intake.statement import CHECKS
from reviews.models import Batch, BatchProblem, CaseNote
from reviews.worker import give_sign
from tests.conftest import Cast
from tests.reviews.intake.files import Submit, as_csv, counts, notes

SignedIn = Callable[..., Client]
STATED = {"basis": "anonymous", "checks": list(CHECKS)}


def upload(client: Client, area: Area, content: bytes, **asked: str) -> Batch:
    """Hands the file in on the page, and does the worker's part."""
    file = SimpleUploadedFile("notes.csv", content)
    answer = client.post(
        reverse("reviews:new-batch"), {"area": area.pk, "kind": "case-notes", "file": file, **asked}, follow=False
    )
    assert answer.status_code == 302, answer.content.decode()
    batch = Batch.objects.latest("pk")
    assert answer.url == reverse("reviews:batch", args=[batch.pk])
    load(batch.pk)
    batch.refresh_from_db()
    return batch


def accept(client: Client, batch: Batch, **asked: object) -> Batch:
    """Signs and loads it on the page, and does the worker's part."""
    answer = client.post(reverse("reviews:accept-batch", args=[batch.pk]), {**STATED, **asked})
    assert answer.status_code == 302, answer.content.decode()
    load(batch.pk)
    batch.refresh_from_db()
    return batch


def page_of(client: Client, batch: Batch, **headers: str) -> str:
    answer = client.get(reverse("reviews:batch", args=[batch.pk]), headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_is_checked_then_accepted_without_any_command_line(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.steward)
    rows = [{**row, "Ward": "4"} for row in [*notes("A1", "A2", locality="Thanet"), *notes("A3", age_band="83")]]
    batch = upload(client, kent, as_csv(rows), create_places="on")
    assert batch.status == "checked"
    page = page_of(client, batch)
    assert "Load 2 rows" in page and "“83” is an exact age. Use 75-84." in page and "Ward" in page
    assert not CaseNote.objects.exists()

    accept(client, batch, keep_columns=["Ward"], create_places="on")
    assert (batch.status, counts(batch)) == ("loaded", (3, 2, 0, 0, 1))
    assert CaseNote.objects.first().extra == {"Ward": "4"}


def test_loading_signs_a_statement_that_stays_with_the_batch(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.steward)
    batch = upload(client, kent, as_csv(notes("A1")))
    accept(client, batch, keep_until_0="1", keep_until_1="2", keep_until_2="2100")
    assert (batch.statement["basis"], batch.statement["by"]) == ("anonymous", cast.steward.pk)
    assert batch.keep_until == date(2100, 2, 1)
    page = page_of(client, batch)
    assert "data protection law does not apply" in page and "1 February 2100" in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"basis": ""}, "Say on what basis"),
        ({"checks": ["adults", "sample"]}, "Tick all three"),
        ({"keep_until_0": "1", "keep_until_1": "2", "keep_until_2": "2020"}, "must be after today"),
        ({"keep_columns": ["Other"]}, "choose anew"),
    ],
)
def test_a_batch_is_not_loaded_before_all_is_stated(
    kent: Area, cast: Cast, signed_in: SignedIn, asked: dict[str, object], says: str
) -> None:
    client = signed_in(cast.steward)
    batch = upload(client, kent, as_csv([{**row, "Ward": "4"} for row in notes("A1")]))
    answer = client.post(reverse("reviews:accept-batch", args=[batch.pk]), {**STATED, **asked})
    page = answer.content.decode()
    assert says in page and "Error: " in page and 'id="preview"' in page
    batch.refresh_from_db()
    assert batch.status == "checked" and not batch.statement


def test_the_page_shows_columns_first_rows_and_what_was_noticed(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.steward)
    batch = upload(client, kent, as_csv([{**row, "Ward": "4"} for row in notes("A1")]))
    Batch.objects.filter(pk=batch.pk).update(remarks=["The sheet “old” is hidden and was not read."])
    page = page_of(client, batch)
    assert "Home after a fall." in page and "Not ours" in page and "The sheet “old” is hidden" in page


def test_a_batch_under_way_refreshes_itself_and_by_a_link(hand_in: Submit, cast: Cast, signed_in: SignedIn) -> None:
    batch, client = hand_in(notes("A1")), signed_in(cast.steward)
    page = page_of(client, batch)
    assert 'hx-trigger="every 2s"' in page and ">Refresh</a>" in page
    fragment = page_of(client, batch, **{"HX-Request": "true"})
    assert "<html" not in fragment and 'id="outcome"' in fragment
    load(batch.pk)
    assert "hx-trigger" not in page_of(client, batch, **{"HX-Request": "true"})


def test_the_page_says_when_nobody_works_the_queue(hand_in: Submit, cast: Cast, signed_in: SignedIn) -> None:
    batch, client = hand_in(notes("A1")), signed_in(cast.steward)
    assert "Nobody works the queue" in page_of(client, batch)
    give_sign()
    assert "Nobody works the queue" not in page_of(client, batch)


def test_a_refused_file_says_why_and_that_nothing_was_loaded(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.steward)
    page = page_of(client, upload(client, kent, b""))
    assert "Nothing of this file was loaded" in page and "The file is empty" in page


def test_a_batch_is_withdrawn_after_one_more_question(load_rows: Submit, cast: Cast, signed_in: SignedIn) -> None:
    batch, client = load_rows(notes("A1")), signed_in(cast.steward)
    address = reverse("reviews:withdraw-batch", args=[batch.pk])
    assert address in page_of(client, batch)
    assert "1 case note" in client.get(address).content.decode()
    assert CaseNote.objects.exists()
    client.post(address)
    assert not CaseNote.objects.exists()
    assert "This batch was withdrawn" in page_of(client, batch)


def test_what_is_missing_on_the_form_is_said_beside_it(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.steward).post(reverse("reviews:new-batch"), {}).content.decode()
    assert "Choose a file" in page and "There is a problem" in page


def test_problems_are_counted_by_kind_and_can_be_seen_one_kind_at_a_time(
    load_rows: Submit, cast: Cast, signed_in: SignedIn
) -> None:
    batch = load_rows([*notes("A1", "A2", age_band="83"), *notes("A3", event_month="14/03/2016")])
    client, address = signed_in(cast.steward), reverse("reviews:batch", args=[batch.pk])
    page = client.get(address).content.decode()
    assert f'href="{address}?code=exact-age#problems"' in page and "3 messages" in page
    page = client.get(address, {"code": "full-date"}).content.decode()
    assert "A full date" in page and "“83” is an exact age" not in page
    assert client.get(address, {"code": "a\x00b", "page": "x"}).status_code == 200


def test_markup_in_a_file_is_shown_as_text(hand_in: Submit, cast: Cast, signed_in: SignedIn) -> None:
    batch = hand_in(notes("A1", age_band="<script>x</script>"), name="<b>.csv")
    load(batch.pk)
    page = page_of(signed_in(cast.steward), batch)
    assert "<script>x" not in page and "<b>.csv" not in page and "&lt;script&gt;x" in page


TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
PAGES = ["reviews:batch", "reviews:withdraw-batch", "reviews:accept-batch"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["outsider", "gp", "facilitator", "viewer"])
def test_a_batch_that_is_not_yours_looks_like_one_that_does_not_exist(
    load_rows: Submit,
    cast: Cast,
    signed_in: SignedIn,
    name: str,
    who: str,
) -> None:
    batch, client = load_rows(notes("A1")), signed_in(cast[who])
    method = client.post if name == "reviews:accept-batch" else client.get
    theirs, nobodys = (method(reverse(name, args=[pk])) for pk in (batch.pk, batch.pk + 1))
    assert theirs.status_code == nobodys.status_code == 404
    assert TOKEN.sub(b"", theirs.content) == TOKEN.sub(b"", nobodys.content)


def test_a_lead_may_look_but_not_touch(load_rows: Submit, cast: Cast, signed_in: SignedIn) -> None:
    batch, client = load_rows(notes("A1")), signed_in(cast.lead)
    page = page_of(client, batch)
    assert reverse("reviews:withdraw-batch", args=[batch.pk]) not in page
    assert client.post(reverse("reviews:withdraw-batch", args=[batch.pk])).status_code == 403
    assert client.get(reverse("reviews:new-batch")).status_code == 403
    assert CaseNote.objects.exists()


def test_a_steward_cant_load_into_another_area(cast: Cast, other_area: Area, signed_in: SignedIn) -> None:
    file = SimpleUploadedFile("notes.csv", as_csv(notes("A1")))
    answer = signed_in(cast.steward).post(
        reverse("reviews:new-batch"), {"area": other_area.pk, "kind": "case-notes", "file": file}
    )
    assert "Choose one of the areas that you may load" in answer.content.decode()
    assert not Batch.objects.exists()


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_a_page_takes_as_many_queries_for_fifty_rows_as_for_five(
    load_rows: Submit,
    cast: Cast,
    signed_in: SignedIn,
) -> None:
    client = signed_in(cast.steward)
    batch = load_rows(notes(*[f"A{n}" for n in range(5)], age_band="83"))
    few_batches, few_problems = (
        queries(client, reverse("reviews:batches")),
        queries(client, reverse("reviews:batch", args=[batch.pk])),
    )
    BatchProblem.objects.bulk_create(
        [BatchProblem(batch=batch, line=n, code="exact-age", message="Use 75-84.") for n in range(50)]
    )
    for n in range(49):
        Batch.objects.create(
            area=batch.area, kind="case-notes", file_name=f"{n}.csv", sha256=str(n), status="refused", by=cast.steward
        )
    assert queries(client, reverse("reviews:batches")) == few_batches
    assert queries(client, reverse("reviews:batch", args=[batch.pk])) == few_problems


def test_the_sheet_to_read_is_chosen_on_the_page(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    upload(signed_in(cast.steward), kent, as_csv(notes("A1")), sheet="Notes")
    assert Batch.objects.latest("pk").sheet == "Notes"
