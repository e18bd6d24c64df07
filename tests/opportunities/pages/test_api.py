"""Figures over HTTP: the stored tables as they are, with what they were made from."""

import json

import pytest

from areas.models import Area
from opportunities.figures import snapshot_for
from tests.conftest import Cast
from tests.opportunities.rollup.stored import add_review

TABLES = {
    "opportunities": "rows",
    "cost-movements": "rows",
    "flows": "flows",
    "headlines": "headlines",
    "breakdowns": "breakdowns",
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("where", ["areas/kent/", ""])
def test_a_table_is_answered_as_it_is_stored(rolled_up: Area, lead, signed_in, name: str, where: str) -> None:
    answer = signed_in(lead).get(f"/api/v1/{where}{name}/")
    stored = snapshot_for(rolled_up) if where else snapshot_for(None, controlled=True)
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(stored.table(name.replace("-", "_"))))
    assert answer.json()["area"] == ("kent" if where else None)
    assert {"as_of", "revision", "stale", "incomplete", TABLES[name]} <= set(answer.json())


def test_the_worked_example_unrounded(rolled_up: Area, lead, signed_in) -> None:
    table = signed_in(lead).get("/api/v1/areas/kent/opportunities/").json()
    assert table["total"]["saving"] == pytest.approx(286_500)
    row = next(row for row in table["rows"] if row["area_of_focus"] == "q3-4")
    assert (row["notes_reviewed"], row["unclear"], row["improvable"], row["improvable_share"]) == (14, 1, 7, 0.5)
    assert row["saving_typical"] == pytest.approx(521_000)  # 260,500 in half a billion


def test_before_the_first_roll_up_it_is_empty_and_says_so(reviewed: Area, lead, signed_in) -> None:
    answer = signed_in(lead).get("/api/v1/areas/kent/opportunities/")
    table = answer.json()
    assert answer.status_code == 200
    assert (table["rows"], table["as_of"], table["revision"], table["stale"]) == ([], None, None, True)
    assert table["newer_reviews"] == 15


def test_a_table_that_is_behind_says_so(rolled_up: Area, lead, signed_in) -> None:
    add_review(rolled_up, "q4-intake", "package", best_pathway="yes")
    Area.objects.touch(rolled_up.pk)
    table = signed_in(lead).get("/api/v1/areas/kent/flows/").json()
    assert (table["stale"], table["newer_reviews"], table["reviews_counted"]) == (True, 1, 15)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("who", ["steward", "gp", "outsider"])
def test_what_is_not_yours_looks_like_what_is_not_there(
    rolled_up: Area, cast: Cast, signed_in, name: str, who: str
) -> None:
    client = signed_in(cast[who])
    there, nowhere = (client.get(f"/api/v1/areas/{slug}/{name}/") for slug in ("kent", "nowhere"))
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    assert there.json()["code"] == "not-found"


def test_whoever_is_not_signed_in_is_told_to(rolled_up: Area, client) -> None:
    answer = client.get("/api/v1/areas/kent/opportunities/")
    assert (answer.status_code, answer.json()["code"]) == (401, "not-authenticated")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_tables_are_only_read(rolled_up: Area, lead, signed_in, method: str) -> None:
    assert getattr(signed_in(lead), method)("/api/v1/areas/kent/flows/").status_code == 405
