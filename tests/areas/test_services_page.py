"""The page of the local menu: leads say which services are there, viewers look."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from areas import inputs, local_services
from areas.models import Area, LocalService, LocalStatus
from config.errors import NotAllowed, Stale
from tests.areas.pages import summary_of

pytestmark = pytest.mark.usefixtures("small_catalogue")

PATH = "/areas/kent/inputs/services/"
BED_ABSENT = {"bed": LocalStatus.ABSENT}


def seen_in(client):
    return client.get(PATH).content.decode().split('name="seen" value="')[1].split('"')[0]


def said(area):
    return dict(LocalService.objects.filter(area=area).values_list("pathway__code", "status"))


def set_services(area, statuses, by):
    seen = inputs.fingerprint(inputs.services(area))
    inputs.set_services(area=area, seen=seen, statuses=statuses, by=by)


# --- who ---


@pytest.mark.parametrize("who", ["steward", "lead", "facilitator", "gp", "viewer", "outsider", "admin"])
def test_leads_change_it_viewers_look_and_to_others_it_is_not_there(signed_in, cast, who):
    client = signed_in(cast[who])
    looks, changes = who in ("lead", "viewer", "admin"), who in ("lead", "admin")
    assert client.get(PATH).status_code == (200 if looks else 404)
    assert (client.post(PATH, {}).status_code == 404) is not changes


def test_a_viewer_sees_the_answers_and_no_form(signed_in, area, lead, viewer):
    set_services(area, BED_ABSENT, by=lead)
    page = signed_in(viewer).get(PATH).content.decode()
    assert "Not commissioned here" in page
    assert "<select" not in page
    assert "Not commissioned here" in signed_in(viewer).get("/areas/kent/inputs/").content.decode()


def test_the_write_checks_for_itself(area, viewer):
    with pytest.raises(NotAllowed):
        set_services(area, BED_ABSENT, by=viewer)


# --- what ---


def test_pathways_stand_once_each_from_the_lowest_level_of_care():
    assert [(each.code, each.points) for each in local_services.services()] == [
        ("reablement", "Q1B"),
        ("bed", "Q1B, Q2"),
    ]


def test_a_lead_says_what_there_is_and_takes_it_back(signed_in, area, lead):
    client = signed_in(lead)
    given = {"status-reablement": "short", "status-bed": "available"}
    assert client.post(PATH, {"seen": seen_in(client), **given}).status_code == 302
    assert said(area) == {"reablement": "short", "bed": "available"}
    client.post(PATH, {"seen": seen_in(client), **given, "status-bed": ""})
    assert said(area) == {"reablement": "short"}
    events = AuditEvent.objects.filter(action="area.services-set")
    assert [event.by for event in events] == [lead, lead]
    assert Area.objects.get(slug="kent").revision == area.revision + 2


def test_saving_what_is_there_already_changes_nothing(signed_in, area, lead):
    set_services(area, BED_ABSENT, by=lead)
    before = Area.objects.get(slug="kent").revision, AuditEvent.objects.count()
    client = signed_in(lead)
    assert client.post(PATH, {"seen": seen_in(client), "status-bed": "absent"}).status_code == 302
    assert (Area.objects.get(slug="kent").revision, AuditEvent.objects.count()) == before


def test_what_was_said_of_a_pathway_that_is_offered_nowhere_any_more_stays(signed_in, area, lead):
    set_services(area, BED_ABSENT, by=lead)
    LocalService.objects.get().pathway.decision_points.all().delete()
    client = signed_in(lead)
    client.post(PATH, {"seen": seen_in(client), "status-reablement": "short"})
    assert said(area) == {"reablement": "short", "bed": "absent"}


def test_an_answer_that_is_none_is_refused_beside_its_service(signed_in, area, lead):
    client = signed_in(lead)
    answer = client.post(PATH, {"seen": seen_in(client), "status-bed": "closed"})
    assert "Acute bed: select one of the answers in the list" in summary_of(answer)
    assert 'href="#id_status-bed"' in answer.content.decode()
    assert not said(area)


def test_a_change_by_somebody_else_meanwhile_is_shown_and_not_overwritten(signed_in, area, lead):
    client = signed_in(lead)
    seen = seen_in(client)
    set_services(area, BED_ABSENT, by=lead)
    answer = client.post(PATH, {"seen": seen, "status-bed": "short"})
    assert answer.status_code == 412
    assert "Somebody else saved this after you opened it" in answer.content.decode()
    assert said(area) == {"bed": "absent"}
    with pytest.raises(Stale):
        inputs.set_services(area=area, seen=seen, statuses={}, by=lead)


def test_many_answers_cost_no_more_than_one(area, lead):
    def cost(statuses):
        with CaptureQueriesContext(connection) as captured:
            set_services(area, statuses, by=lead)
        return len(captured)

    assert cost({"bed": LocalStatus.SHORT}) == cost({"bed": LocalStatus.SHORT, "reablement": LocalStatus.SHORT})


# --- what judging pages read ---


def test_statuses_are_read_once_for_each_revision_of_the_area(area, lead, django_assert_num_queries):
    set_services(area, BED_ABSENT, by=lead)
    area.refresh_from_db()
    with django_assert_num_queries(1):
        first = [local_services.statuses(area) for _ in range(3)]
    assert list(first[-1].values()) == ["absent"]
    set_services(area, {}, by=lead)
    area.refresh_from_db()
    assert local_services.statuses(area) == {}
