import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from pathways.catalogue_file import load_catalogue
from pathways.models import CatalogueRevision, Pathway
from tests.pathways.files import as_file, small


@pytest.fixture
def small_catalogue(db):
    load_catalogue(as_file(small()), by=None)


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["gp", "viewer", "steward", "outsider"])
def test_everybody_signed_in_reads_the_catalogue(signed_in, cast, small_catalogue, who):
    page = signed_in(cast[who]).get("/catalogue/").content.decode()
    for shown in (
        "Acute bed",
        "£2,862",
        "Reference costs",
        "Home with support",
        "Habit",
        "Telecare",
        "GP",
        "In hospital",
    ):
        assert shown in page


def test_visitors_sign_in_first(client, db):
    assert client.get("/catalogue/").headers["Location"].startswith("/account/sign-in/")


def test_an_empty_catalogue_says_what_to_do(signed_in, gp):
    assert "load_catalogue" in signed_in(gp).get("/catalogue/").content.decode()


@pytest.mark.parametrize("path", ["/catalogue/", "/api/v1/pathways/", "/api/v1/reasons/", "/api/v1/decision-points/"])
def test_forty_pathways_take_as_many_queries_as_two(signed_in, gp, small_catalogue, path):
    client = signed_in(gp)
    few = queries_of(client, path)
    many = small()
    many["pathways"] += [{**many["pathways"][1], "code": f"p{number}"} for number in range(40)]
    many["reasons"] += [{**many["reasons"][1], "code": f"r{number}"} for number in range(40)]
    load_catalogue(as_file(many), by=None)
    assert queries_of(client, path) == few


def test_the_api_gives_what_the_file_gave(signed_in, gp, small_catalogue):
    client = signed_in(gp)
    pathways = client.get("/api/v1/pathways/").json()["results"]
    optional = {"setting": None, "definition": ""}
    assert pathways == [{**optional, **pathway} for pathway in small()["pathways"]]
    assert client.get("/api/v1/reasons/").json()["results"] == small()["reasons"]


def test_the_api_gives_the_eight_decision_points(signed_in, gp):
    points = signed_in(gp).get("/api/v1/decision-points/").json()
    assert points["count"] == 8
    assert points["results"][2] == {
        "code": "q2-setting",
        "alias": "Q2",
        "label": "Acute setting of care",
        "question": "Q2",
        "area_of_focus": "q2",
        "review_points": 2,
    }


def test_a_change_in_the_admin_tells_the_figures(signed_in, cast, small_catalogue):
    bed, before = Pathway.objects.get(code="bed"), CatalogueRevision.current()
    form = {"label": "Hospital bed", "position": "0", "level_of_care": "60", "setting": "hospital", "definition": ""}
    none = {
        f"{name}-{key}": "0"
        for name in ("decision_points", "national_costs")
        for key in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    answer = signed_in(cast.admin).post(f"/admin/pathways/pathway/{bed.pk}/change/", {**form, **none})
    assert answer.status_code == 302
    assert Pathway.objects.get(code="bed").label == "Hospital bed"
    assert CatalogueRevision.current() == before + 1
    assert AuditEvent.objects.filter(action="catalogue.edited", by=cast.admin).exists()


def test_nothing_of_the_catalogue_is_deleted_in_the_admin(signed_in, cast, small_catalogue):
    bed = Pathway.objects.get(code="bed")
    assert signed_in(cast.admin).post(f"/admin/pathways/pathway/{bed.pk}/delete/", {"post": "yes"}).status_code == 403
