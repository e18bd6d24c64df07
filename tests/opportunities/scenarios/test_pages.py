"""Leads plan with scenarios on pages: nobody else finds them, nothing typed is lost, nothing overwritten blindly."""

import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from areas.models import Area, DecisionPointInput
from opportunities.access import working_edition_for
from opportunities.catch_up import catch_up_all
from opportunities.exports.as_csv import as_csv
from opportunities.exports.as_json import as_json
from opportunities.exports.as_xlsx import as_xlsx
from opportunities.models import Scenario
from opportunities.scenarios.keep import make_scenario
from opportunities.scenarios.run import work_out_scenario
from opportunities.scenarios.said import changes_of
from pathways.models import Reason, Sector
from tests.areas.pages import summary_of, without_tokens
from tests.conftest import Cast
from tests.opportunities.rollup.stored import add_review, pathway, store_area, store_catalogue, store_reviews
from tests.opportunities.scenarios.given import change, given, volume

LIST = "/areas/kent/scenarios/"
NEW, COMPARE = f"{LIST}new/", f"{LIST}compare/"
VOLUME, SHARE = "annual-volume/q4-intake", "realisable-share/q3-discharge/residential"
FILLED = {"name": "More at home", "about": "", "shares_from": "area"}


@pytest.fixture
def area(db: None) -> Area:
    """Kent of the worked example, as the cast's area."""
    store_catalogue()
    kent = store_area()
    store_reviews(kent)
    return Area.objects.get(pk=kent.pk)


@pytest.fixture
def scenario(area: Area, lead) -> Scenario:
    made = make_scenario(area, given(name="More calls"), [volume(3_000)], by=lead)
    work_out_scenario(made.pk)
    return made


@pytest.fixture
def desk(signed_in, lead) -> Client:
    """The lead's browser."""
    return signed_in(lead)


def row(at: int, code: str, value: str, reason: str = "We know better", **more: str) -> dict[str, str]:
    return {f"code-{at}": code, f"value-{at}": value, f"reason-{at}": reason} | more


def text_of(client: Client, address: str) -> str:
    words = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
    return " ".join(words.split())


def seen_in(client: Client, address: str) -> str:
    return client.get(address).content.decode().split('name="seen" value="')[1].split('"')[0]


# --- who ---


@pytest.mark.parametrize("who", ["lead", "admin", "viewer", "steward", "facilitator", "gp", "outsider"])
def test_scenarios_are_for_leads_and_to_others_they_are_not_there(scenario, cast: Cast, signed_in, who: str) -> None:
    client, status = signed_in(cast[who]), 200 if who in ("lead", "admin") else 404
    one = f"{LIST}{scenario.pk}/"
    for address in (LIST, NEW, COMPARE, one, f"{one}remove/"):
        assert client.get(address).status_code == status, address
    for address in (NEW, one, f"{one}copy/", f"{one}remove/"):
        assert (client.post(address, {}).status_code == 404) is (status == 404), address
    assert client.get("/api/v1/areas/kent/scenarios/").status_code == status


def test_anothers_scenario_looks_like_none(scenario, other_area, outsider, signed_in) -> None:
    client = signed_in(outsider)
    pages = [client.get(f"/areas/swindon/scenarios/{pk}/") for pk in (scenario.pk, scenario.pk + 1)]
    assert [page.status_code for page in pages] == [404, 404]
    assert without_tokens(pages[0]) == without_tokens(pages[1])
    assert client.post(f"/areas/swindon/scenarios/{scenario.pk}/remove/").status_code == 404
    assert "More calls" not in text_of(client, f"/areas/swindon/scenarios/compare/?with={scenario.pk}")


# --- making and changing ---


def test_a_change_is_added_with_everything_typed_kept(area, desk) -> None:
    """£ and commas as typed, unchecked; the second one comes with what the area has set beside it."""
    sent = FILLED | row(0, VOLUME, "3,0x0", "") | {"another": "yes", "add": SHARE}
    page = desk.post(NEW, sent).content.decode()
    for kept in ('value="More at home"', 'value="3,0x0"', f'name="code-1" value="{SHARE}"', "As set: 25%"):
        assert kept in page
    assert "There is a problem" not in page
    assert not Scenario.objects.exists()


def test_a_change_is_taken_out_as_another_is_added(area, desk) -> None:
    sent = FILLED | row(0, VOLUME, "1", "a", **{"drop-0": "on"}) | row(1, SHARE, "50", "b") | {"another": "yes"}
    page = desk.post(NEW, sent).content.decode()
    assert f'name="code-0" value="{SHARE}"' in page
    assert 'name="code-1"' not in page


def test_a_scenario_is_saved_and_worked_out_at_once(area, desk) -> None:
    """500 flows worth £200 become 750: £286,500 and £50,000 more."""
    catch_up_all()
    sent = FILLED | row(0, VOLUME, "3,000") | row(1, SHARE, "33.3333%", **{"drop-1": "on"})
    assert desk.post(NEW, sent, follow=True).redirect_chain[-1][0] == LIST
    made = Scenario.objects.get()
    assert made.figures["opportunities"]["total"]["saving"] == pytest.approx(336_500)
    shown = text_of(desk, LIST)
    assert "As set the area’s own inputs £0.3m" in shown
    assert "£50,000 more" in shown


@pytest.mark.parametrize(
    ("entered", "shown"), [("33.3333", "33.3333"), ("0.0001", "0.0001"), ("100", "100"), ("0", "0")]
)
def test_a_share_comes_back_as_it_was_entered(area, desk, entered, shown) -> None:
    desk.post(NEW, FILLED | row(0, SHARE, entered))
    page = desk.get(f"{LIST}{Scenario.objects.get().pk}/").content.decode()
    assert re.search(rf'name="value-0"[^>]* value="{re.escape(shown)}"', page)


def test_every_error_says_which_change_and_what_to_do_and_keeps_the_rest(area, desk) -> None:
    sent = {**FILLED, "name": " "} | row(0, SHARE, "140", "") | row(1, VOLUME, "", "Since May")
    answer = desk.post(NEW, sent)
    summary = summary_of(answer)
    for said in (
        "Enter a name for the scenario",
        "Hospital discharge, people on residential placement: “140” is too large. Use a number from 0 to 100.",
        "Hospital discharge, people on residential placement: say why, in one line",
        "Decisions a year: Council intake: enter what it is instead, or take the change out",
    ):
        assert said in summary
    assert 'value="140"' in answer.content.decode()
    assert 'value="Since May"' in answer.content.decode()
    assert not Scenario.objects.exists()


def test_a_name_is_used_once_in_an_area(scenario, desk) -> None:
    answer = desk.post(NEW, {**FILLED, "name": "More calls"} | row(0, VOLUME, "5"))
    assert "Another scenario here has this name" in summary_of(answer)
    assert 'value="5"' in answer.content.decode()


@pytest.mark.parametrize("value", ["-1", "1e99", "NaN", "Infinity", "9" * 39, "x" * 900, "\x00", "=1+1"])
def test_no_value_is_a_server_error(area, desk, value) -> None:
    answer = desk.post(NEW, FILLED | row(0, "cost//falls/ccg", value))
    assert answer.status_code == 200
    assert summary_of(answer)


def test_an_input_that_does_not_exist_is_passed_over(area, desk) -> None:
    sent = FILLED | row(0, "annual-volume/nowhere", "1") | row(1, VOLUME, "7") | row(2, VOLUME, "8")
    desk.post(NEW, sent)
    assert [(each["kind"], each["value"]) for each in changes_of(Scenario.objects.get())] == [("annual-volume", 7)]


def test_a_cost_that_the_area_has_no_more_stays_in_the_form(area, desk, lead) -> None:
    lost = change(kind="cost", decision_point="", pathway="falls", sector="la")
    made = make_scenario(area, given(), [lost], by=lead)
    page = desk.get(f"{LIST}{made.pk}/").content.decode()
    assert "Cost of one decision: Falls service, Local authority" in page


def test_of_two_leads_the_second_is_shown_what_the_first_saved(scenario, desk) -> None:
    one = f"{LIST}{scenario.pk}/"
    seen = seen_in(desk, one)
    assert desk.post(one, FILLED | row(0, VOLUME, "4,000", "Counted again") | {"seen": seen}).status_code == 302
    late = desk.post(one, {**FILLED, "name": "Mine"} | row(0, VOLUME, "5,000", "Mine") | {"seen": seen})
    page = late.content.decode()
    assert late.status_code == 412
    assert "Somebody else saved this scenario after you opened it" in page
    assert "Decisions a year: Council intake: 4,000 a year (Counted again)" in page
    assert 'value="5,000"' in page
    renewed = page.split('name="seen" value="')[1].split('"')[0]
    assert desk.post(one, FILLED | row(0, VOLUME, "5,000", "Mine") | {"seen": renewed}).status_code == 302
    assert changes_of(scenario)[0]["value"] == 5_000


def test_a_copy_says_the_same_under_a_name_of_its_own(scenario, desk) -> None:
    for _ in range(2):
        assert desk.post(f"{LIST}{scenario.pk}/copy/").status_code == 302
    names = {"More calls", "More calls (copy)", "More calls (copy 2)"}
    assert set(Scenario.objects.values_list("name", flat=True)) == names
    copy = Scenario.objects.get(name="More calls (copy)")
    assert changes_of(copy) == changes_of(scenario)
    assert copy.figures == Scenario.objects.get(pk=scenario.pk).figures


def test_removing_asks_first(scenario, desk) -> None:
    assert "Remove “More calls”?" in text_of(desk, f"{LIST}{scenario.pk}/remove/")
    assert Scenario.objects.exists()
    desk.post(f"{LIST}{scenario.pk}/remove/")
    assert not Scenario.objects.exists()


def test_an_area_has_only_so_many(area, desk, lead) -> None:
    Scenario.objects.bulk_create(Scenario(area=area, name=f"S{n}", made_by=lead) for n in range(30))
    assert "at most 30 scenarios" in summary_of(desk.post(NEW, FILLED))
    assert (
        "at most 30 scenarios" in desk.post(f"{LIST}{Scenario.objects.first().pk}/copy/", follow=True).content.decode()
    )


# --- side by side ---


def test_side_by_side_says_savings_differences_and_why(scenario, area, desk) -> None:
    catch_up_all()
    page = text_of(desk, COMPARE)
    for shown in (
        "Total £0.3m £0.2m to £0.4m £0.3m £0.2m to £0.5m £50,000 more",
        "Decisions a year: Council intake 2,000 a year 3,000 a year The new front door takes more calls",
        "Saving a year: As set £0.3m",
    ):
        assert shown in page


def test_only_four_stand_beside_what_is_set(area, desk, lead) -> None:
    Scenario.objects.bulk_create(Scenario(area=area, name=f"S{n}", made_by=lead) for n in range(6))
    page = text_of(desk, COMPARE)
    assert "Left out: S4, S5." in page
    assert "Being worked out" in page
    assert desk.get(f"{COMPARE}?with=abc&with=99999999999999999999&with=-1").status_code == 200


def test_shares_from_panels_say_how_they_come_about(area, desk, lead) -> None:
    for note in area.notes.filter(decision_point="q4-intake", agreed_reviews__best_pathway="no"):
        note.agreed_reviews.update(achievability="likely")
    catch_up_all()
    make_scenario(area, given(shares_from="panels"), by=lead)
    page = text_of(desk, COMPARE)
    assert "Council intake 50% 70% 2 likely (× 70%): mean of 2 reviews" in page
    assert "Hospital discharge 50% 1 pathway has a share of its own as set no panel has said" in page


def test_what_the_guard_takes_off_is_said(area, desk, lead) -> None:
    """500 of 1,000 admissions avoided leave 500 of 1,000 discharges: half of the £160,500 they would save."""
    DecisionPointInput.objects.create(
        area=area, decision_point="q1-admission", annual_volume=1_000, realisable_share="0.5"
    )
    area.costs.create(pathway=pathway("bed"), sector=Sector.objects.get(code="acute"), unit_cost=0, units=1)
    why = Reason.objects.get(code="pressure")
    add_review(area, "q1-admission", "bed", best_pathway="no", proposed_pathway=pathway("telecare"), main_reason=why)
    catch_up_all()
    made = make_scenario(area, given(each_person_once=True), by=lead)
    work_out_scenario(made.pk)
    taken_off = Scenario.objects.get().figures["each_person_once"]["total"]["taken_off"]
    assert taken_off == pytest.approx(80_250)
    page = text_of(desk, COMPARE)
    assert "Each person is counted once along the pathway, which takes £80,000 off" in page
    assert "£80,000 off Q3 & 4" in page.replace("&amp;", "&")
    assert "the saving would be" in text_of(desk, "/areas/kent/")


# --- how much work ---


@pytest.mark.parametrize("address", [LIST, COMPARE, NEW])
def test_pages_take_the_same_queries_however_many_scenarios(area, desk, lead, address) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert desk.get(address).status_code == 200
        return len(taken)

    make_scenario(area, given(name="One"), [volume(1)], by=lead)
    queries()
    few = queries()
    for n in range(3):
        make_scenario(area, given(name=f"S{n}"), [volume(n), change(pathway="residential")], by=lead)
    assert queries() == few <= 40


def test_looking_writes_nothing(scenario, area, desk) -> None:
    Area.objects.touch(area.pk)
    before = list(Scenario.objects.values())
    for address in (LIST, COMPARE, f"{LIST}{scenario.pk}/", f"{LIST}{scenario.pk}/remove/"):
        desk.get(address)
    assert list(Scenario.objects.values()) == before
    assert desk.get(f"{LIST}{scenario.pk}/copy/").status_code == 405


def test_the_api_lists_them_with_what_each_would_save(scenario, area, desk) -> None:
    catch_up_all()
    answer = desk.get("/api/v1/areas/kent/scenarios/").json()
    assert (answer["area"], answer["as_set"]["saving"]) == ("kent", pytest.approx(286_500))
    (one,) = answer["scenarios"]
    assert one["total"]["saving"] == pytest.approx(336_500)
    assert one["changes"] == [{**volume(3_000), "value": 3_000}]
    assert (one["shares_from"], one["each_person_once"], one["stale"]) == ("area", False, False)


# --- in files ---


def test_a_lead_takes_scenarios_away_only_without_disclosure_control(scenario, area, desk) -> None:
    catch_up_all()
    controlled = desk.get("/areas/kent/export/json/")
    assert controlled.status_code == 200
    assert "scenarios" not in controlled.json()
    working = working_edition_for(scenario.made_by, "kent")
    (tried,) = json.loads(as_json(working.shown, working.scenarios))["scenarios"]
    assert (tried["name"], tried["changes"][0]["instead"]) == ("More calls", "3,000 a year")
    assert b"The new front door takes more calls" in as_csv(working)
    rows = {sheet.code: sheet.rows for sheet in working.sheets()}
    assert [row.get("more_than_as_set") for row in rows["scenarios"]] == [None, pytest.approx(50_000)]
    book = load_workbook(io.BytesIO(as_xlsx(working)))
    assert {"Scenarios", "Scenario changes"} <= set(book.sheetnames)
