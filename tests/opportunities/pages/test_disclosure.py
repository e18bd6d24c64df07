"""Who sees working figures and who controlled ones: on the page, over the API and in files, always the same numbers."""

import csv
import io
import json

import pytest
from django.test import Client

from accounts.models import AuditEvent
from areas.models import Area
from opportunities.models import Snapshot
from tests.conftest import Cast

LIFT = "/areas/kent/export/{}/without-disclosure-control/"
REASON = {"reason": "To check the tables with the facilitator."}


def opportunities(client: Client) -> dict:
    return client.get("/api/v1/areas/kent/opportunities/").json()


@pytest.mark.parametrize(("who", "improvable"), [("lead", 7), ("admin", 7), ("viewer", None)])
def test_a_viewer_gets_controlled_figures_and_a_lead_working_ones(
    rolled_up: Area, cast: Cast, signed_in, who: str, improvable: int | None
) -> None:
    table = opportunities(signed_in(cast[who]))
    assert table["total"]["improvable"] == improvable
    assert table["disclosure_control"] == (None if improvable else "3.7.5")
    assert ("improvable" in table["total"].get("suppressed_keys", [])) is (improvable is None)


def test_the_page_shows_a_viewer_stars_and_why(rolled_up: Area, cast: Cast, signed_in) -> None:
    page = signed_in(cast.viewer).get("/areas/kent/").content.decode()
    assert "* stands for a number from 1 to 7" in page
    assert "7 of 14" not in page and "without-disclosure-control" not in page
    for part in ("flows", "why", "where", "consistency"):
        assert signed_in(cast.viewer).get(f"/areas/kent/{part}/").status_code == 200


def test_all_areas_are_working_only_for_who_leads_each(
    rolled_up: Area, other_area: Area, cast: Cast, signed_in
) -> None:
    for who, control in (("lead", "3.7.5"), ("viewer", "3.7.5"), ("admin", None)):
        assert signed_in(cast[who]).get("/api/v1/opportunities/").json()["disclosure_control"] == control


@pytest.mark.parametrize("who", ["lead", "viewer"])
def test_files_are_controlled_by_default(rolled_up: Area, cast: Cast, signed_in, who: str) -> None:
    client = signed_in(cast[who])
    written = json.loads(client.get("/areas/kent/export/json/").content)
    assert written["opportunities"] == opportunities(signed_in(cast.viewer))
    text = client.get("/areas/kent/export/csv/").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert next(row for row in rows if row["label"] == "Total")["improvable"] == "*"
    assert rows[-1]["label"].startswith("Disclosure control, rules 3.7.5: *")


def test_a_lead_lifts_it_with_a_reason_on_the_record(rolled_up: Area, lead, signed_in) -> None:
    client = signed_in(lead)
    assert client.get(LIFT.format("json")).status_code == 200
    assert client.post(LIFT.format("json"), {"reason": "why"}).status_code == 422
    assert not AuditEvent.objects.filter(action="figures.disclosure-control-lifted").exists()
    answer = client.post(LIFT.format("json"), REASON)
    table = json.loads(answer.content)["opportunities"]
    assert (table["total"]["improvable"], table["publication"][:19]) == (7, "Not for publication")
    assert "not-for-publication.json" in answer["Content-Disposition"]
    event = AuditEvent.objects.get(action="figures.disclosure-control-lifted")
    assert (event.by, event.detail["form"], event.detail["reason"]) == (lead, "json", REASON["reason"])


@pytest.mark.parametrize("who", ["viewer", "steward", "gp", "outsider"])
def test_nobody_else_can_lift_it_nor_follow_the_link(rolled_up: Area, cast: Cast, signed_in, who: str) -> None:
    client = signed_in(cast[who])
    assert client.get(LIFT.format("json")).status_code == client.post(LIFT.format("json"), REASON).status_code == 404
    assert client.get("/areas/kent/method/").status_code == 404


def test_tables_under_older_rules_are_not_given_away_and_are_out_of_date(
    rolled_up: Area, cast: Cast, signed_in, settings
) -> None:
    settings.DISCLOSURE_HIDE_UP_TO = 9
    table = opportunities(signed_in(cast.viewer))
    assert (table["rows"], table["stale"], table["disclosure_control"]) == ([], True, "3.9.5")


def test_looking_calculates_nothing(rolled_up: Area, cast: Cast, signed_in, monkeypatch: pytest.MonkeyPatch) -> None:
    def calculated(*_: object) -> None:
        raise AssertionError("A page worked out what to hide.")

    monkeypatch.setattr("opportunities.disclosure.control.hidden_addresses", calculated)
    before = list(Snapshot.objects.order_by("pk").values("as_of", "revision"))
    assert signed_in(cast.viewer).get("/areas/kent/").status_code == 200
    assert signed_in(cast.viewer).get("/areas/kent/export/xlsx/").status_code == 200
    assert list(Snapshot.objects.order_by("pk").values("as_of", "revision")) == before
