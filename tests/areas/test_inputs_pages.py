from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from areas import inputs
from areas.area_file import load_area
from areas.models import Area, AreaCost, DecisionPointInput, Membership, ProcurementRate, Role
from config.errors import NotAllowed, Stale
from pathways.models import Pathway
from tests.areas.files import as_file, kent
from tests.areas.pages import summary_of, without_tokens

pytestmark = pytest.mark.usefixtures("small_catalogue")


@pytest.fixture
def filled(cast):
    """Kent with all its inputs, and the cast in it."""
    load_area(as_file(kent()), by=None)
    return Area.objects.get(slug="kent")


def seen_in(client, path):
    """The fingerprint that the form at this address carries."""
    page = client.get(path).content.decode()
    return page.split('name="seen" value="')[1].split('"')[0]


def events(action):
    return AuditEvent.objects.filter(action=action)


# --- who ---

SEEN = ["/areas/kent/inputs/", "/areas/kent/inputs/file.json", "/areas/kent/inputs/file.xlsx"]
EDITED = [
    "/areas/kent/inputs/budgets/",
    "/areas/kent/inputs/decision-points/q1-admission/",
    "/areas/kent/inputs/costs/bed/",
    "/areas/kent/inputs/procurement/",
    "/areas/kent/inputs/rates/new/",
    "/areas/kent/inputs/file/",
]
EVERYBODY = ["steward", "lead", "facilitator", "gp", "viewer", "outsider", "admin"]


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("path", SEEN)
def test_leads_and_viewers_see_inputs_and_to_others_they_are_not_there(signed_in, cast, filled, who, path):
    expected = 200 if who in ("lead", "viewer", "admin") else 404
    assert signed_in(cast[who]).get(path).status_code == expected


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("path", EDITED)
def test_only_leads_find_the_forms(signed_in, cast, filled, who, path):
    client = signed_in(cast[who])
    expected = 200 if who in ("lead", "admin") else 404
    assert client.get(path).status_code == expected
    assert (client.post(path, {}).status_code == 404) is (expected == 404)


def test_an_area_that_is_not_yours_looks_like_none(signed_in, outsider, filled):
    pages = [signed_in(outsider).get(f"/areas/{slug}/inputs/") for slug in ("kent", "nowhere")]
    assert [page.status_code for page in pages] == [404, 404]
    assert without_tokens(pages[0]) == without_tokens(pages[1])


def test_the_writes_check_for_themselves(filled, viewer):
    seen = inputs.fingerprint(inputs.budgets(filled))
    with pytest.raises(NotAllowed):
        inputs.set_budgets(area=filled, seen=seen, total_budget=1, reviewed_budget=1, by=viewer)
    with pytest.raises(NotAllowed):
        load_area(as_file(kent()), by=viewer)


def test_a_viewer_is_offered_no_change(signed_in, viewer, filled):
    page = signed_in(viewer).get("/areas/kent/inputs/").content.decode()
    assert "£2,480,000,000" in page
    assert "/inputs/budgets/" not in page


# --- what ---


def test_the_page_shows_everything_entered_and_names_what_is_missing(signed_in, lead, filled):
    page = signed_in(lead).get("/areas/kent/inputs/").content.decode()
    for shown in ("61,234.5", "50%", "33.33%", "£566", "£571.25", "1,340", "Spot purchasing", "Local tariff"):
        assert shown in page
    assert "The budget of the pathways reviewed is not set." in page
    assert "Hospital discharge: the annual volume and realisable share are not set." in page


def test_a_lead_sets_budgets(signed_in, lead, filled):
    client, path = signed_in(lead), "/areas/kent/inputs/budgets/"
    given = {"seen": seen_in(client, path), "total_budget": "£2,500,000,000", "reviewed_budget": "300 000 000.50"}
    assert client.post(path, given).status_code == 302
    area = Area.objects.get(slug="kent")
    assert (area.total_budget, area.reviewed_budget) == (2_500_000_000, Decimal("300000000.50"))
    assert area.revision == filled.revision + 1
    assert events("area.budgets-set").get().by == lead


def test_saving_what_is_there_already_changes_nothing(signed_in, lead, filled):
    client, path = signed_in(lead), "/areas/kent/inputs/budgets/"
    client.post(path, {"seen": seen_in(client, path), "total_budget": "2480000000", "reviewed_budget": ""})
    assert Area.objects.get(slug="kent").revision == filled.revision
    assert not events("area.budgets-set").exists()


def test_a_lead_sets_volume_and_shares_in_percent(signed_in, lead, filled):
    client, path = signed_in(lead), "/areas/kent/inputs/decision-points/q3-discharge/"
    given = {"seen": seen_in(client, path), "annual_volume": "6,150", "realisable_share": "33.3333333333%"}
    assert client.post(path, given).status_code == 302
    row = DecisionPointInput.objects.get(area=filled, decision_point="q3-discharge")
    assert (row.annual_volume, row.realisable_share) == (6150, Decimal("0.333333333333"))


def test_a_share_of_its_own_comes_and_goes(signed_in, lead, filled):
    client, path = signed_in(lead), "/areas/kent/inputs/decision-points/q1-admission/"
    given = {"annual_volume": "10", "realisable_share": "50", "share-reablement": "", "share-bed": "25"}
    client.post(path, {"seen": seen_in(client, path), **given})
    assert inputs.decision_point(filled, "q1-admission")["by_actual_pathway"] == {"bed": Decimal("0.25")}


def test_local_costs_take_the_place_of_national_ones_until_they_are_cleared(signed_in, lead, filled):
    client, path = signed_in(lead), "/areas/kent/inputs/costs/reablement/"
    given = {"unit_cost-council": "332.5", "units-council": "6", "source-council": "Contract"}
    assert client.post(path, {"seen": seen_in(client, path), **given}).status_code == 302
    cost = AreaCost.objects.get(area=filled, pathway__code="reablement")
    assert (cost.sector.code, cost.unit_cost, cost.units, cost.source) == ("council", Decimal("332.5"), 6, "Contract")
    client.post(path, {"seen": seen_in(client, path)})
    assert not AreaCost.objects.filter(area=filled, pathway__code="reablement").exists()
    assert AreaCost.objects.filter(area=filled, pathway__code="bed").count() == 2


def test_the_form_can_start_from_the_national_costs_without_saving_them(signed_in, lead, filled):
    page = signed_in(lead).get("/areas/kent/inputs/costs/reablement/?from=national").content.decode()
    assert 'value="320"' in page
    assert not AreaCost.objects.filter(pathway__code="reablement").exists()


def test_a_lead_sets_question_7(signed_in, lead, filled):
    client, path = signed_in(lead), "/areas/kent/inputs/procurement/"
    given = {"seen": seen_in(client, path), "realisable_share": "75", "reasons": "Few homes\r\n\r\n Short contracts "}
    assert client.post(path, given).status_code == 302
    assert inputs.procurement(filled) == {
        "realisable_share": Decimal("0.75"),
        "reasons": ["Few homes", "Short contracts"],
    }


RATE = {"commissioner": "Kent", "sector": "council", "bed_type": "Dementia", "weekly_rate": "700", "benchmark": "690"}


def test_rates_are_added_changed_and_removed(signed_in, lead, filled):
    client = signed_in(lead)
    assert client.post("/areas/kent/inputs/rates/new/", {**RATE, "beds": "12"}).status_code == 302
    rate = ProcurementRate.objects.get(bed_type="Dementia")
    path = f"/areas/kent/inputs/rates/{rate.pk}/"
    client.post(path, {**RATE, "seen": seen_in(client, path), "beds": "13"})
    rate.refresh_from_db()
    assert rate.beds == 13
    client.post(f"{path}remove/", {"seen": seen_in(client, path)})
    assert not ProcurementRate.objects.filter(pk=rate.pk).exists()
    done = AuditEvent.objects.filter(action__startswith="area.rate").order_by("pk")
    assert [event.action for event in done] == ["area.rate-added", "area.rate-set", "area.rate-removed"]


def test_a_rate_of_another_area_is_not_there(signed_in, lead, filled, other_area):
    rate = ProcurementRate.objects.get()
    ProcurementRate.objects.filter(pk=rate.pk).update(area=other_area)
    assert signed_in(lead).get(f"/areas/kent/inputs/rates/{rate.pk}/").status_code == 404
    signed_in(lead).post(f"/areas/kent/inputs/rates/{rate.pk}/remove/", {"seen": inputs.fingerprint(None)})
    assert ProcurementRate.objects.filter(pk=rate.pk).exists()


@pytest.mark.parametrize("path", ["decision-points/q7-procurement/", "decision-points/q9/", "costs/sofa/", "rates/0/"])
def test_a_form_for_what_there_is_not_is_not_there(signed_in, lead, filled, path):
    assert signed_in(lead).get(f"/areas/kent/inputs/{path}").status_code == 404


# --- what is refused ---


@pytest.mark.parametrize(
    ("path", "given", "said"),
    [
        ("budgets/", {"total_budget": "lots"}, "“lots” is not a number. Write it in digits, such as 12.5."),
        ("budgets/", {"total_budget": "0"}, "“0” is too small. Use more than 0."),
        ("budgets/", {"total_budget": "NaN"}, "“NaN” is not a number."),
        ("decision-points/q1-admission/", {"annual_volume": "-1"}, "“-1” is too small. Use 0 or more."),
        (
            "decision-points/q1-admission/",
            {"realisable_share": "101"},
            "“101” is too large. Use a number from 0 to 100.",
        ),
        ("decision-points/q1-admission/", {"share-bed": "1e99"}, "“1E+99” is too large."),
        ("costs/bed/", {"unit_cost-acute": "10"}, "Acute: enter how many units a decision takes, or clear the row"),
        ("costs/bed/", {"source-acute": "Tariff"}, "Acute: enter the cost of a unit, or clear the row"),
        ("procurement/", {"reasons": "x" * 201}, "This has 201 characters. Use at most 200."),
        ("rates/new/", {"commissioner": "Kent"}, "Enter the rate a week, for example 812"),
        ("rates/new/", {**RATE, "sector": "sofa"}, "Select a sector"),
    ],
)
def test_what_cannot_be_taken_is_said_in_the_summary_and_nothing_changes(signed_in, lead, filled, path, given, said):
    client, before = signed_in(lead), as_before()
    answer = client.post(f"/areas/kent/inputs/{path}", given)
    assert answer.status_code == 200
    assert "<title>Error: " in answer.content.decode()
    assert said in summary_of(answer)
    assert as_before() == before


def as_before():
    return Area.objects.get(slug="kent").revision, AuditEvent.objects.count()


# --- at the same time ---


def test_a_change_by_somebody_else_meanwhile_is_shown_and_not_overwritten(signed_in, lead, filled):
    client, path = signed_in(lead), "/areas/kent/inputs/budgets/"
    seen = seen_in(client, path)
    inputs.set_budgets(area=filled, seen=seen, total_budget=7_000_000, reviewed_budget=None, by=lead)
    answer = client.post(path, {"seen": seen, "total_budget": "9000000", "reviewed_budget": ""})
    page = answer.content.decode()
    assert answer.status_code == 412
    assert "Somebody else saved this after you opened it" in page
    assert "7,000,000" in page
    assert 'value="9000000"' in page
    assert Area.objects.get(slug="kent").total_budget == 7_000_000
    again = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(path, {"seen": again, "total_budget": "9000000", "reviewed_budget": ""}).status_code == 302
    assert Area.objects.get(slug="kent").total_budget == 9_000_000


@pytest.mark.parametrize(
    ("current", "write"),
    [
        (
            lambda area: inputs.decision_point(area, "q1-admission"),
            lambda area, seen, by: inputs.set_decision_point(
                area=area, code="q1-admission", seen=seen, annual_volume=1, realisable_share=1, by_actual={}, by=by
            ),
        ),
        (
            lambda area: inputs.costs(area, "bed"),
            lambda area, seen, by: inputs.set_costs(
                area=area, pathway=Pathway.objects.get(code="bed"), seen=seen, rows=[], by=by
            ),
        ),
        (
            inputs.procurement,
            lambda area, seen, by: inputs.set_procurement(area=area, seen=seen, realisable_share=1, reasons=[], by=by),
        ),
        (
            lambda area: inputs.rate(area, ProcurementRate.objects.get().pk),
            lambda area, seen, by: inputs.set_rate(
                area=area, pk=ProcurementRate.objects.get().pk, seen=seen, given={**RATE, "beds": 3}, by=by
            ),
        ),
        (
            lambda area: inputs.rate(area, ProcurementRate.objects.get().pk),
            lambda area, seen, by: inputs.remove_rate(area=area, pk=ProcurementRate.objects.get().pk, seen=seen, by=by),
        ),
    ],
)
def test_every_write_refuses_a_form_that_saw_something_else(filled, lead, current, write):
    with pytest.raises(Stale):
        write(filled, "what it saw", lead)
    assert as_before() == (filled.revision, AuditEvent.objects.count())
    write(filled, inputs.fingerprint(current(filled)), lead)
    assert Area.objects.get(slug="kent").revision == filled.revision + 1


def test_two_decision_points_are_changed_at_the_same_time_without_a_quarrel(filled, lead):
    saw = {code: inputs.fingerprint(inputs.decision_point(filled, code)) for code in ("q1-admission", "q3-discharge")}
    for code, seen in saw.items():
        inputs.set_decision_point(
            area=filled, code=code, seen=seen, annual_volume=1, realisable_share=1, by_actual={}, by=lead
        )


def test_a_review_meanwhile_is_no_reason_to_refuse_a_budget(filled, lead):
    seen = inputs.fingerprint(inputs.budgets(filled))
    Area.objects.touch(filled.pk)
    inputs.set_budgets(area=filled, seen=seen, total_budget=1, reviewed_budget=None, by=lead)


# --- the list of areas ---


def test_the_list_shows_ones_own_areas_with_what_they_lack(signed_in, lead, filled, other_area):
    page = signed_in(lead).get("/areas/").content.decode()
    assert "Kent" in page
    assert "2 localities, 1 organisation" in page
    assert "The budget of the pathways reviewed is not set." in page
    assert "Swindon" not in page


def test_those_who_may_not_see_figures_see_no_budget_in_the_list(signed_in, gp, filled):
    page = signed_in(gp).get("/areas/").content.decode()
    assert "Kent" in page
    assert "2,480,000,000" not in page


def queries_of(client, path):
    client.get(path)  # what is fetched once per process
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", ["/areas/", "/api/v1/areas/"])
def test_five_areas_take_as_many_queries_as_one(signed_in, lead, filled, path):
    client = signed_in(lead)
    one = queries_of(client, path)
    for number in range(4):
        more = kent()
        more["area"] |= {"slug": f"area-{number}", "name": f"Area {number}"}
        area = load_area(as_file(more), by=None).area
        Membership.objects.create(area=area, user=lead, role=Role.LEAD)
    assert queries_of(client, path) == one


def test_the_page_of_inputs_takes_as_many_queries_for_many_rows_as_for_few(signed_in, lead, filled):
    client = signed_in(lead)
    few = queries_of(client, "/areas/kent/inputs/")
    more = kent()
    more["procurement"]["rates"] *= 20
    more["unit_costs"] += [
        {"pathway": "reablement", "sector": sector, "unit_cost": 1, "units": 1, "source": ""}
        for sector in ("acute", "council")
    ]
    load_area(as_file(more), by=None)
    assert queries_of(client, "/areas/kent/inputs/") == few


# --- files ---


def upload(client, content, name="kent.json"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post("/areas/kent/inputs/file/", {"file": SimpleUploadedFile(name, content)})


def test_a_file_taken_away_can_be_given_back(signed_in, lead, filled):
    client = signed_in(lead)
    for form in ("json", "xlsx"):
        taken = client.get(f"/areas/kent/inputs/file.{form}")
        assert taken.headers["Content-Disposition"] == f'attachment; filename="kent.{form}"'
        answer = upload(client, taken.content)
        assert answer.status_code == 302
        assert "Nothing was changed" in client.get("/areas/kent/inputs/").content.decode()
    assert Area.objects.get(slug="kent").revision == filled.revision


def test_a_changed_file_is_taken_and_the_lead_is_named(signed_in, lead, filled):
    changed = kent()
    changed["unit_costs"] = []
    assert upload(signed_in(lead), as_file(changed)).status_code == 302
    assert not AreaCost.objects.exists()
    assert events("area.loaded").latest("pk").by == lead


def test_a_file_about_another_area_or_with_problems_is_refused_with_all_of_them(signed_in, lead, filled, other_area):
    wrong = kent()
    wrong["area"] |= {"slug": "swindon"}
    wrong["unit_costs"][0]["units"] = -1
    answer = upload(signed_in(lead), as_file(wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert "This file is about “swindon”, and here is “kent”." in page
    assert "/unit_costs/0/units" in page
    assert Area.objects.get(slug="swindon").name == "Swindon"


@pytest.mark.parametrize("content", [b"\x00\x01", b"PK\x03\x04rest", b"<html>", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_area_file_is_refused_in_words(signed_in, lead, filled, content):
    answer = upload(signed_in(lead), content)
    assert answer.status_code == 422
    assert "This file was not taken: 1 problem" in answer.content.decode()


def test_an_empty_upload_asks_for_a_file(signed_in, lead, filled):
    assert "Choose a file" in summary_of(signed_in(lead).post("/areas/kent/inputs/file/", {}))
    assert "This file is empty" in summary_of(upload(signed_in(lead), b""))
