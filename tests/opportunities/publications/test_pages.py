"""The pages, files and API of publications: who may open which, what they say, and what they cost."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from areas.models import Area
from opportunities.models import Publication, Snapshot
from opportunities.publications import decide
from opportunities.publications.propose import Proposal, propose
from opportunities.rollup.tables import TOTALS
from tests.areas.pages import summary_of, without_tokens
from tests.conftest import Cast
from tests.opportunities.publications.conftest import store_tables

LIST, API = "/areas/kent/publications/", "/api/v1/areas/kent/publications/"
READ = ["", "flows/", "why/", "where/", "export/csv/", "export/json/", "export/xlsx/"]


@pytest.fixture
def tables(rolled_up: Area) -> Area:
    """One row of Figure 3: 40 reviewed, 10 improvable; under control the improvable ones are hidden."""
    for snapshot in Snapshot.objects.all():
        row = dict.fromkeys(TOTALS) | {
            "area_of_focus": "q2", "label": "Q2 - Acute settings of care", "notes_reviewed": 40, "unclear": 0,
            "improvable": 10, "improvable_share": 0.25, "improvable_share_interval": [0.14, 0.4],
            "top_proposed": [], "top_reasons": [], "instead_of": None,
        }  # fmt: skip
        hidden = {"improvable": None, "improvable_share": None, "improvable_share_interval": None}
        for name, shown in (("figures", row), ("controlled", row | hidden | _hidden(hidden))):
            table = getattr(snapshot, name)["opportunities"]
            table["rows"], table["total"] = [shown], {**shown, "label": "Total"}
        snapshot.save()
    return rolled_up


def _hidden(keys: dict[str, Any]) -> dict[str, Any]:
    return {"suppressed": True, "suppressed_keys": sorted(keys)}


@pytest.fixture
def published(tables: Area, cast: Cast, second_lead: User) -> Publication:
    made = propose(area=tables, proposal=Proposal("Spring 2026", "For the board"), by=cast.lead)
    return decide.approve(publication_id=made.pk, by=second_lead)


@pytest.mark.parametrize("who", ["facilitator", "steward", "gp", "outsider"])
def test_who_sees_no_figures_of_the_area_finds_nothing(published, cast: Cast, signed_in, who: str) -> None:
    client: Client = signed_in(cast[who])
    paths = [LIST, f"{LIST}compare/", f"{LIST}propose/", *(f"{LIST}1/{end}" for end in [*READ, "decide/"])]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)
    assert [client.get(path).status_code for path in (API, f"{API}1/")] == [404, 404]
    nowhere = client.get("/areas/nowhere/publications/1/")
    assert without_tokens(client.get(f"{LIST}1/")) == without_tokens(nowhere)


@pytest.mark.parametrize("who", ["viewer", "lead"])
def test_who_sees_figures_reads_what_was_approved(published, cast: Cast, signed_in, who: str) -> None:
    client: Client = signed_in(cast[who])
    assert [client.get(f"{LIST}1/{end}").status_code for end in READ] == [200] * len(READ)
    page = client.get(f"{LIST}1/").content.decode()
    assert "Published no. 1: Spring 2026" in page
    assert "approved by Second lead on" in page
    assert 'href="/areas/kent/"' in page  # working figures are live beside it
    assert "25%" not in page and "*" in page  # under control for everybody, leads too


def test_a_viewer_proposes_and_decides_nothing(published, tables: Area, cast: Cast, signed_in) -> None:
    propose(area=tables, proposal=Proposal("Secret until approved", "why"), by=cast.lead)
    client: Client = signed_in(cast.viewer)
    listed = client.get(LIST).content.decode()
    assert "Spring 2026" in listed and "Secret until approved" not in listed and "Propose a publication" not in listed
    assert [client.get(f"{LIST}2/{end}").status_code for end in [*READ, "decide/"]] == [404] * (len(READ) + 1)
    assert [client.post(f"{LIST}2/{act}/", {"reason": "x"}).status_code for act in ACTS] == [404] * len(ACTS)
    assert client.get(f"{LIST}propose/").status_code == 404
    assert [each["number"] for each in client.get(API).json()["publications"]] == [1]
    assert client.get(f"{API}2/").status_code == 404


ACTS = ["approve", "refuse", "withdraw"]


def test_proposed_on_the_page_and_approved_by_the_other_lead(tables, cast: Cast, second_lead: User, signed_in) -> None:
    client: Client = signed_in(cast.lead)
    assert "under disclosure control" in client.get(f"{LIST}propose/").content.decode()
    assert "Enter a title" in summary_of(client.post(f"{LIST}propose/", {"why": "For the board"}))
    assert client.post(f"{LIST}propose/", {"title": "Spring 2026", "why": "For the board"}).status_code == 302
    assert "Another project lead of Kent" in client.get(f"{LIST}1/decide/").content.decode()
    assert client.post(f"{LIST}1/approve/").status_code == 403
    client.force_login(second_lead)
    assert "Approve and publish" in client.get(f"{LIST}1/decide/").content.decode()
    assert "is not published: waiting for a decision" in client.get(f"{LIST}1/").content.decode()
    assert "Enter why" in summary_of(client.post(f"{LIST}1/refuse/", {"reason": ""}))
    assert client.post(f"{LIST}1/approve/").status_code == 302
    assert Publication.objects.get().approved


def test_stale_tables_are_refused_with_what_to_do(tables: Area, cast: Cast, signed_in) -> None:
    Area.objects.touch(tables.pk)
    client: Client = signed_in(cast.lead)
    assert "Roll up now" in client.get(f"{LIST}propose/").content.decode()
    refused = client.post(f"{LIST}propose/", {"title": "Spring 2026", "why": "For the board"})
    assert "Roll up first" in summary_of(refused)
    assert "For the board" in refused.content.decode()  # nothing typed is lost


def test_a_file_says_which_publication_it_is_and_holds_no_hidden_count(published, cast: Cast, signed_in) -> None:
    answer = signed_in(cast.viewer).get(f"{LIST}1/export/csv/")
    assert answer["Content-Disposition"] == 'attachment; filename="publication-kent-1.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    figure_3 = next(row for row in rows if row["table"] == "opportunities" and row["area_of_focus"] == "q2")
    assert (figure_3["notes_reviewed"], figure_3["improvable"]) == ("40", "*")


def test_what_was_lifted_with_a_reason_is_read_as_it_was_worked_out(tables, cast, second_lead, signed_in) -> None:
    made = propose(area=tables, proposal=Proposal("All of it", "For the group", "All have signed"), by=cast.lead)
    decide.approve(publication_id=made.pk, by=second_lead)
    page = signed_in(cast.viewer).get(f"{LIST}1/").content.decode()
    assert "25%" in page and "Without disclosure control: All have signed" in page


def test_the_api_gives_what_was_published(published, cast: Cast, signed_in) -> None:
    client: Client = signed_in(cast.viewer)
    listed = client.get(API).json()
    assert [(each["number"], each["title"]) for each in listed["publications"]] == [(1, "Spring 2026")]
    body = client.get(f"{API}1/").json()
    assert body["opportunities"]["rows"][0]["suppressed_keys"] == [
        "improvable", "improvable_share", "improvable_share_interval"
    ]  # fmt: skip
    assert body["inputs"]["kent"]["area"]["slug"] == "kent"
    assert {row["code"] for row in body["catalogue"]["sectors"]} == {"acute", "ccg", "la"}
    assert "content_hash" in body


def test_two_publications_side_by_side_say_which_inputs_differ(published, tables, cast, second_lead, signed_in) -> None:
    tables.decision_point_inputs.filter(decision_point="q3-discharge").update(annual_volume=1500)
    Area.objects.touch(tables.pk)
    store_tables(tables)
    made = propose(area=tables, proposal=Proposal("Autumn 2026", "Again"), by=cast.lead)
    client: Client = signed_in(cast.viewer)
    assert "until two publications are approved" in client.get(f"{LIST}compare/").content.decode()
    decide.approve(publication_id=made.pk, by=second_lead)
    page = client.get(f"{LIST}compare/?first=2&second=1").content.decode()
    assert page.partition("Inputs that differ")[0].count(">Total</th>") == 1
    assert "Hospital discharge: decisions a year" in page and "1,500" in page and "1,000" in page
    assert page.index("No. 2: reviewed") < page.index("No. 1: reviewed")
    assert client.get(f"{LIST}compare/?first=9&second=x").status_code == 200


def test_all_areas_have_publications_of_their_own(tables, cast: Cast, signed_in) -> None:
    made = propose(area=None, proposal=Proposal("England", "For the report"), by=cast.lead)
    decide.approve(publication_id=made.pk, by=cast.admin)
    client: Client = signed_in(cast.viewer)
    page = client.get("/all-areas/publications/1/").content.decode()
    assert "Published no. 1: England" in page
    body = client.get("/api/v1/publications/1/").json()
    assert (body["area"], list(body["inputs"])) == (None, ["kent"])  # not Swindon's, which the viewer may not see
    assert signed_in(cast.gp).get("/all-areas/publications/1/").status_code == 404
    assert "England" not in signed_in(cast.viewer).get(LIST).content.decode()


def test_pages_cost_the_same_however_many_publications(published, tables, cast: Cast, second_lead, signed_in) -> None:
    client: Client = signed_in(cast.lead)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    paths = [LIST, f"{LIST}1/", f"{LIST}propose/", API, f"{API}1/"]
    few = [queries(path) for path in paths]
    for turn in range(3):
        made = propose(area=tables, proposal=Proposal(f"No. {turn}", "why"), by=cast.lead)
        decide.approve(publication_id=made.pk, by=second_lead)
    assert [queries(path) for path in paths] == few
    assert max(few) <= 24, few


@pytest.mark.parametrize(("more", "warned"), [(0, False), (1, True), (7, True), (500, False)])
def test_who_proposes_is_warned_of_few_reviews_since_the_last_one(
    published, tables, cast: Cast, signed_in, more: int, warned: bool
) -> None:
    Snapshot.objects.filter(area=tables).update(reviews_counted=published.reviews_counted + more)
    page = signed_in(cast.lead).get("/areas/kent/publications/propose/").content.decode()
    assert (f"Few reviews since no. {published.number}" in page) is warned
