import pytest

from areas.area_file import load_area
from tests.areas.files import as_file, kent


@pytest.fixture(autouse=True)
def filled(cast, small_catalogue):
    load_area(as_file(kent()), by=None)


def test_a_lead_reads_an_area(signed_in, lead):
    assert signed_in(lead).get("/api/v1/areas/kent/").json() == {
        "slug": "kent",
        "name": "Kent",
        "localities": ["Swale", "Thanet"],
        "organisations": ["Kent adult social care"],
        "total_budget": 2480000000.0,
        "reviewed_budget": None,
        "missing": [
            "The budget of the pathways reviewed is not set.",
            "A&E attendance: the annual volume and realisable share are not set.",
            "Acute setting of care: the annual volume and realisable share are not set.",
            "Hospital discharge: the annual volume and realisable share are not set.",
            "Council intake: the annual volume and realisable share are not set.",
            "Community nursing intake: the annual volume and realisable share are not set.",
            "Nursing and social care overlap: the annual volume and realisable share are not set.",
        ],
    }


def test_the_list_has_ones_own_areas(signed_in, lead, outsider):
    assert [area["slug"] for area in signed_in(lead).get("/api/v1/areas/").json()["results"]] == ["kent"]
    assert [area["slug"] for area in signed_in(outsider).get("/api/v1/areas/").json()["results"]] == ["swindon"]


def test_a_panel_member_reads_names_and_no_money(signed_in, gp):
    area = signed_in(gp).get("/api/v1/areas/kent/").json()
    assert (area["name"], area["total_budget"], area["missing"]) == ("Kent", None, None)


def test_an_area_that_is_not_yours_answers_as_one_that_is_not_there(signed_in, outsider):
    answers = [signed_in(outsider).get(f"/api/v1/areas/{slug}/") for slug in ("kent", "nowhere")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_nobody_reads_without_signing_in(client):
    for path in ("areas/", "areas/kent/", "decision-points/", "pathways/", "reasons/"):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
