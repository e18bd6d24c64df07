"""The ladder says beside each pathway whether the service is there, where the area has said so."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from areas import inputs
from areas.models import Area, LocalStatus
from reviews.models import WorkshopNote


def rungs(page: str) -> dict[str, str]:
    """Code of each pathway that can be chosen → the words of its tag; "" where it has none."""
    found = re.findall(r'name="proposed_pathway" id="[^"]*" value="([^"]*)"(.*?)</li>', page, re.DOTALL)
    return {code: "".join(re.findall(r"nhsuk-tag--\w+\">([^<]*)<", rest)) for code, rest in found}


def say(area: Area, by, **statuses: LocalStatus) -> None:
    given = {code.replace("_", "-"): status for code, status in statuses.items()}
    inputs.set_services(area=area, seen=inputs.fingerprint(inputs.services(area)), statuses=given, by=by)


def judged(client, place: WorkshopNote) -> str:
    return client.get(reverse("reviews:judge", args=[place.workshop_id, place.pk])).content.decode()


def test_a_status_stands_beside_each_service_that_the_area_has_spoken_of(
    signed_in, gp, lead, area: Area, place: WorkshopNote
) -> None:
    say(
        area,
        lead,
        telecare_equipment=LocalStatus.AVAILABLE,
        reablement=LocalStatus.SHORT,
        extra_care_housing=LocalStatus.ABSENT,
        short_term_bed=LocalStatus.SHORT,
    )
    shown = rungs(judged(signed_in(gp), place))
    assert {code: words for code, words in shown.items() if words} == {
        "telecare-equipment": "Available",
        "reablement": "Short of capacity",
        "extra-care-housing": "Not commissioned here",
    }
    assert shown["domiciliary-package"] == ""


def test_a_change_is_on_the_page_the_next_time_it_is_opened(signed_in, gp, lead, area, place: WorkshopNote) -> None:
    client = signed_in(gp)
    assert not any(rungs(judged(client, place)).values())
    say(area, lead, reablement=LocalStatus.SHORT)
    assert rungs(judged(client, place))["reablement"] == "Short of capacity"
    say(area, lead)
    assert not any(rungs(judged(client, place)).values())


def test_what_another_area_has_said_is_not_shown(signed_in, gp, outsider, other_area, place: WorkshopNote) -> None:
    say(other_area, outsider, reablement=LocalStatus.ABSENT)
    assert not any(rungs(judged(signed_in(gp), place)).values())


def test_the_menu_costs_one_statement_after_a_change_and_then_none(
    signed_in, gp, lead, area, place: WorkshopNote
) -> None:
    client = signed_in(gp)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            judged(client, place)
        return len(captured)

    statements()
    usual = statements()
    say(area, lead, reablement=LocalStatus.SHORT, telecare_equipment=LocalStatus.SHORT)
    assert [statements(), statements()] == [usual + 1, usual]
