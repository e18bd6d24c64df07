"""Batches over HTTP: POST answers 202 at once, the batch tells the rest."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from areas.models import Area
from reviews.intake.load import load
from reviews.models import Batch, CaseNote
from tests.conftest import Cast
from tests.reviews.intake.files import Submit, as_csv, notes, reviews

SignedIn = Callable[..., Client]
BATCHES = "/api/v1/batches/"


def post(client: Client, area: str, content: bytes, **asked: object) -> tuple[int, dict]:
    file = SimpleUploadedFile("notes.csv", content)
    answer = client.post(BATCHES, {"area": area, "file": file, **asked})
    return answer.status_code, answer.json()


def test_a_file_is_handed_in_followed_and_found_loaded(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.steward)
    status, answer = post(client, "kent", as_csv([*notes("A1"), *notes("A2", age_band="83")]))
    assert status == 202
    assert answer == {"id": answer["id"], "url": f"http://testserver/api/v1/batches/{answer['id']}/"}
    waiting = client.get(answer["url"]).json()
    assert (waiting["status"], waiting["progress"]) == ("waiting", {"done": 0, "total": None})
    load(answer["id"])
    told = client.get(answer["url"]).json()
    assert (told["status"], told["progress"]) == ("loaded", {"done": 2, "total": 2})
    assert [told[name] for name in ("rows", "accepted", "unchanged", "held", "rejected")] == [2, 1, 0, 0, 1]
    assert client.get(f"{answer['url']}problems/").json()["results"] == [
        {"line": 3, "column": "age_band", "code": "exact-age", "message": "“83” is an exact age. Use 75-84."}
    ]
    assert [batch["id"] for batch in client.get(BATCHES).json()["results"]] == [answer["id"]]


def test_agreed_reviews_come_the_same_way(load_rows: Submit, cast: Cast, signed_in: SignedIn) -> None:
    load_rows(notes("A1"))
    _, answer = post(signed_in(cast.steward), "kent", as_csv(reviews("A1")), kind="agreed-reviews")
    load(answer["id"])
    assert Batch.objects.get(pk=answer["id"]).accepted == 1


def test_a_dry_run_loads_when_accepted(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.steward)
    rows = [{**row, "Ward": "4", "Team": "B"} for row in notes("A1", locality="Thanet")]
    _, answer = post(client, "kent", as_csv(rows), dry_run="true", create_places="true", keep_columns=["Ward"])
    load(answer["id"])
    told = client.get(answer["url"]).json()
    assert (told["status"], told["keep_columns"], told["columns_left_out"]) == ("checked", ["Ward"], ["Team"])
    accepted = client.post(f"{answer['url']}accept/", {"keep_columns": ["Team"]}, content_type="application/json")
    assert (accepted.status_code, accepted.json()["status"]) == (202, "waiting")
    load(answer["id"])
    assert CaseNote.objects.get().extra == {"Team": "B"}
    again = client.post(f"{answer['url']}accept/")
    assert (again.status_code, again.json()["code"]) == (403, "not-allowed")


def test_a_batch_is_withdrawn(load_rows: Submit, cast: Cast, signed_in: SignedIn) -> None:
    batch = load_rows(notes("A1"))
    answer = signed_in(cast.steward).post(f"{BATCHES}{batch.pk}/withdraw/")
    assert (answer.status_code, answer.json()["status"]) == (200, "withdrawn")
    assert not CaseNote.objects.exists()


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [("lead", 403, "not-allowed"), ("gp", 404, "not-found"), ("outsider", 404, "not-found"), ("admin", 202, None)],
)
def test_who_may_load(kent: Area, cast: Cast, signed_in: SignedIn, who: str, status: int, code: str | None) -> None:
    answered, answer = post(signed_in(cast[who]), "kent", as_csv(notes("A1")))
    assert (answered, answer.get("code")) == (status, code)
    assert Batch.objects.exists() is (status == 202)


def test_an_area_that_is_not_yours_looks_like_one_that_does_not_exist(
    other_area: Area, cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.steward)
    assert post(client, other_area.slug, b"x") == post(client, "nowhere", b"x")


@pytest.mark.parametrize("rest", ["", "problems/", "accept/", "withdraw/"])
def test_others_batches_are_not_found(load_rows: Submit, cast: Cast, signed_in: SignedIn, rest: str) -> None:
    batch, client = load_rows(notes("A1")), signed_in(cast.outsider)
    method = client.post if rest in {"accept/", "withdraw/"} else client.get
    theirs, nobodys = (method(f"{BATCHES}{pk}/{rest}") for pk in (batch.pk, batch.pk + 1))
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content


def test_what_is_missing_is_named(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.steward).post(BATCHES, {"area": "kent", "kind": "letters"})
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {"file", "kind"}
    assert answer["Content-Type"] == "application/problem+json"


def test_a_file_beyond_the_limit_is_refused_before_it_is_stored(
    kent: Area,
    cast: Cast,
    signed_in: SignedIn,
    settings: object,
) -> None:
    settings.BATCH_MAX_BYTES = 10  # type: ignore[attr-defined]
    status, answer = post(signed_in(cast.steward), "kent", as_csv(notes("A1")))
    assert (status, answer["code"]) == (422, "too-big")
    assert not Batch.objects.exists()


def test_nobody_gets_in_unsigned(client: Client, db: None) -> None:
    assert client.get(BATCHES).status_code == 401


def test_a_program_states_the_basis_and_how_long_texts_stay(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.steward)
    stated = {"statement.basis": "public-task", "statement.checks": ["anonymised", "adults", "sample"]}
    _, answer = post(client, "kent", as_csv(notes("A1")), dry_run="true", keep_until="2100-02-01", **stated)
    load(answer["id"])
    told = client.get(answer["url"]).json()
    assert (told["statement"]["basis"], told["keep_until"]) == ("public-task", "2100-02-01")
    body = {"statement": {"basis": "consent", "checks": ["anonymised", "adults", "sample"]}}
    told = client.post(f"{answer['url']}accept/", body, content_type="application/json").json()
    assert (told["statement"]["basis"], told["keep_until"]) == ("consent", "2100-02-01")


@pytest.mark.parametrize(
    "asked",
    [
        {"statement.basis": "because", "statement.checks": ["anonymised", "adults", "sample"]},
        {"statement.basis": "consent", "statement.checks": ["adults"]},
        {"keep_until": "2020-01-01"},
    ],
)
def test_half_a_statement_is_refused_and_nothing_stored(
    kent: Area, cast: Cast, signed_in: SignedIn, asked: dict[str, object]
) -> None:
    status, answer = post(signed_in(cast.steward), "kent", as_csv(notes("A1")), **asked)
    assert (status, answer["code"]) == (400, "invalid") and not Batch.objects.exists()
