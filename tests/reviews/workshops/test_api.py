"""The API of workshops: the contract's addresses, entity tags, problem details."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import AgreedReview, Judgement, WorkshopNote
from tests.conftest import Cast
from tests.factories.workshops import NO, ROOM, YES


def put(client: Client, address: str, body: Any, **headers: str) -> Any:
    return client.put(address, json.dumps(body), content_type="application/json", headers=headers)


def address(place: WorkshopNote, what: str = "judgement") -> str:
    return f"/api/v1/workshops/{place.workshop_id}/notes/{place.pk}/{what}/"


def test_a_member_lists_reads_and_works_through_a_workshop(signed_in, gp, places: list[WorkshopNote]) -> None:
    client, number = signed_in(gp), places[0].workshop_id
    listed = client.get("/api/v1/workshops/").json()
    assert (listed["count"], listed["results"][0]["notes_planned"]) == (1, 5)
    one = client.get(f"/api/v1/workshops/{number}/").json()
    assert [note["id"] for note in one["notes"]] == [place.pk for place in places]
    for place in places:
        following = client.get(f"/api/v1/workshops/{number}/next/")
        assert (following.status_code, following.json()["id"]) == (200, place.pk)
        assert put(client, following.json()["judgement_url"], NO).status_code == 200
    assert client.get(f"/api/v1/workshops/{number}/next/").status_code == 204


def test_next_brings_the_note_and_what_can_be_answered(signed_in, gp, place: WorkshopNote) -> None:
    note = signed_in(gp).get(f"/api/v1/workshops/{place.workshop_id}/next/").json()
    assert note["narrative"].startswith("Admission:\nFound on the kitchen floor")
    assert note["actual_pathway"] == "short-term-bed"
    offered = [choice["code"] for choice in note["choices"]["proposed_pathway"]]
    assert "reablement" in offered
    assert "short-term-bed" not in offered
    levels = [choice["level_of_care"] for choice in note["choices"]["proposed_pathway"]]
    assert levels == sorted(levels)


def test_next_for_who_only_runs_the_workshop_is_the_next_to_agree(signed_in, facilitator, places) -> None:
    client = signed_in(facilitator)
    assert put(client, address(places[0], "agreed-review"), {**NO, **ROOM}).status_code == 200
    assert client.get(f"/api/v1/workshops/{places[0].workshop_id}/next/").json()["id"] == places[1].pk


def test_putting_a_judgement_twice_stores_it_once(signed_in, gp, place: WorkshopNote) -> None:
    client = signed_in(gp)
    first, second = (put(client, address(place), NO) for _ in range(2))
    assert first.json() == second.json()
    assert (first.headers["ETag"], Judgement.objects.count()) == ('"1"', 1)
    assert {name: first.json()["answers"][name] for name in NO} == NO


def test_if_match_protects_a_newer_judgement(signed_in, gp, place: WorkshopNote) -> None:
    client = signed_in(gp)
    tag = put(client, address(place), NO).headers["ETag"]
    assert put(client, address(place), YES, **{"If-Match": tag}).headers["ETag"] == '"2"'
    stale = put(client, address(place), {**YES, "level_of_need": "high"}, **{"If-Match": tag})
    assert (stale.status_code, stale.json()["code"], stale.json()["revision"]) == (412, "stale-revision", 2)
    assert stale.headers["Content-Type"] == "application/problem+json"
    assert client.get(address(place)).json()["answers"]["level_of_need"] == "moderate"


def test_if_match_of_what_is_not_there_is_stale(signed_in, gp, place: WorkshopNote) -> None:
    assert put(signed_in(gp), address(place), NO, **{"If-Match": '"1"'}).status_code == 412
    assert not Judgement.objects.exists()


def test_only_json_is_taken(signed_in, gp, place: WorkshopNote) -> None:
    answer = signed_in(gp).put(address(place), "best_pathway=yes", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 415


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_a_number_that_no_row_can_have_is_not_there(signed_in, gp, place: WorkshopNote, number: int) -> None:
    client = signed_in(gp)
    for path in (
        f"/api/v1/workshops/{number}/",
        f"/api/v1/workshops/{number}/next/",
        f"/api/v1/workshops/{place.workshop_id}/notes/{number}/judgement/",
        f"/workshops/{number}/",
        f"/workshops/{place.workshop_id}/notes/{number}/",
        f"/panels/{number}/",
    ):
        assert client.get(path).status_code == 404, path
    assert put(client, f"/api/v1/workshops/{number}/notes/{number}/judgement/", NO).status_code == 404


@pytest.mark.parametrize("text", ["\x00", "\ud83d", "x" * 6_000, ["a"], {"a": 1}, 7])
@pytest.mark.parametrize("field", ["comment", "level_of_need", "proposed_pathway", "reasons", "missed_prevention"])
def test_no_value_of_a_field_breaks_it(signed_in, gp, place: WorkshopNote, field: str, text: Any) -> None:
    assert put(signed_in(gp), address(place), {**NO, field: text}).status_code == 400


def test_if_match_that_is_no_tag_is_refused(signed_in, gp, place: WorkshopNote) -> None:
    assert put(signed_in(gp), address(place), NO, **{"If-Match": "yesterday"}).status_code == 400


def test_an_agreed_review_is_recorded_and_corrected(signed_in, facilitator, place: WorkshopNote) -> None:
    client = signed_in(facilitator)
    made = put(client, address(place, "agreed-review"), {**NO, **ROOM})
    assert made.json()["answers"]["presence"] == ROOM["presence"]
    corrected = put(client, address(place, "agreed-review"), {**YES, **ROOM}, **{"If-Match": made.headers["ETag"]})
    assert (corrected.status_code, corrected.headers["ETag"]) == (200, '"2"')
    assert AgreedReview.objects.get().best_pathway == "yes"
    assert client.get(address(place, "agreed-review")).json()["answers"] == corrected.json()["answers"]


@pytest.mark.parametrize("body", [{}, [], "no", 5, None, {"best_pathway": "no"}, {**NO, "no_such_field": 1}])
def test_answers_that_cannot_be_taken_are_a_problem_with_its_fields(
    signed_in, gp, place: WorkshopNote, body: Any
) -> None:
    answer = put(signed_in(gp), address(place), body)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    ("who", "judging", "agreeing"),
    [
        ("gp", 200, 403),
        ("facilitator", 403, 200),
        ("lead", 403, 200),
        ("viewer", 404, 404),
        ("steward", 404, 404),
        ("outsider", 404, 404),
        (None, 401, 401),
    ],
)
def test_who_may_put_what(
    client: Client, cast: Cast, place: WorkshopNote, who: str | None, judging: int, agreeing: int
) -> None:
    if who:
        client.force_login(cast[who])
    assert put(client, address(place), NO).status_code == judging
    assert put(client, address(place, "agreed-review"), {**NO, **ROOM}).status_code == agreeing


def test_what_is_not_yours_looks_like_what_does_not_exist(signed_in, outsider, place: WorkshopNote) -> None:
    client = signed_in(outsider)
    for mine, nobodys in (
        (f"/api/v1/workshops/{place.workshop_id}/", "/api/v1/workshops/999999/"),
        (f"/api/v1/workshops/{place.workshop_id}/next/", "/api/v1/workshops/999999/next/"),
        (address(place), "/api/v1/workshops/999999/notes/999999/judgement/"),
    ):
        one, other = client.get(mine), client.get(nobodys)
        assert (one.status_code, one.content) == (other.status_code, other.content)
        assert one.status_code == 404
    assert client.get("/api/v1/workshops/").json()["count"] == 0


def test_nobody_reads_another_s_judgement(client: Client, cast: Cast, place: WorkshopNote) -> None:
    client.force_login(cast.gp)
    put(client, address(place), {**NO, "comment": "only mine"})
    for who in ("nurse", "facilitator", "lead", "admin"):
        client.force_login(cast[who])
        assert client.get(address(place)).status_code == 404
        for page in (f"/api/v1/workshops/{place.workshop_id}/", f"/workshops/{place.workshop_id}/"):
            assert "only mine" not in client.get(page).content.decode()


def test_the_description_knows_every_address(signed_in, gp) -> None:
    described = signed_in(gp).get(reverse("api:schema"), headers={"Accept": "application/vnd.oai.openapi+json"}).json()
    for path in (
        "/api/v1/workshops/",
        "/api/v1/workshops/{workshop_id}/",
        "/api/v1/workshops/{workshop_id}/next/",
        "/api/v1/workshops/{workshop_id}/notes/{note_id}/judgement/",
        "/api/v1/workshops/{workshop_id}/notes/{note_id}/agreed-review/",
        "/api/v1/workshops/{workshop_id}/notes/{note_id}/declaration/",
    ):
        assert path in described["paths"], path
