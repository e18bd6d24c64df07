"""The page of areas beside each other: whose, in what order, under control, in constant queries; it only reads."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.models import Area, Membership, Role
from opportunities.catch_up import catch_up_all
from opportunities.models import Snapshot
from tests.conftest import Cast
from tests.opportunities.pages.test_all_areas_page import another
from tests.opportunities.pages.test_area_page import text_of
from tests.opportunities.pages.test_drawings import texts_of

PAGE = "/all-areas/compare/"


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/areas/([\w-]+)/">', page)


@pytest.mark.parametrize(
    ("who", "status"),
    [("lead", 200), ("viewer", 200), ("admin", 200), ("outsider", 200), ("steward", 404), ("gp", 404)],
)
def test_who_may_see_it(rolled_up: Area, cast: Cast, signed_in, who: str, status: int) -> None:
    assert signed_in(cast[who]).get(PAGE).status_code == status


def test_only_ones_own_areas_by_name(rolled_up: Area, cast: Cast, signed_in) -> None:
    another(2)
    assert catch_up_all()
    assert names(text_of(signed_in(cast.admin), PAGE)) == ["area-2", "kent", "swindon"]
    assert names(text_of(signed_in(cast.lead), PAGE)) == ["kent"]


def test_who_leads_every_area_sees_working_figures_against_all(rolled_up: Area, cast: Cast, signed_in) -> None:
    another(2)
    assert catch_up_all()
    page = text_of(signed_in(cast.admin), PAGE)
    assert "Kent 50% (7 of 14; 27% to 73%)" in page  # the dots in words
    assert "All areas 50% (14 of 28)." in page
    assert "Outside the limits" not in page and page.count("Within the limits") == 2


def test_all_others_see_them_under_disclosure_control(rolled_up: Area, cast: Cast, signed_in) -> None:
    # 7 of 14 improvable: 7 is hidden, and with it the share; 14 would be rounded to 15
    page = text_of(signed_in(cast.lead), PAGE)
    assert "7 of 14" not in page and "50%" not in page
    assert "No area has 8 or more reviews here" in page and "Disclosure control, rules" in page


def test_the_share_is_chosen_in_the_address(rolled_up: Area, cast: Cast, signed_in) -> None:
    page = text_of(signed_in(cast.admin), f"{PAGE}?what=q3-discharge")
    assert '<option value="q3-discharge" selected>' in page
    assert "Kent 50% (5 of 10;" in page
    few = text_of(signed_in(cast.admin), f"{PAGE}?what=q4-intake")  # 4 reviewed
    assert "Too few" in few and "No area has 8 or more reviews here" in few
    assert '<option value="improvable" selected>' in text_of(signed_in(cast.admin), f"{PAGE}?what=%00x")


def test_as_many_queries_for_five_areas_as_for_one_and_nothing_is_written(
    rolled_up: Area, cast: Cast, signed_in
) -> None:
    client = signed_in(cast.lead)
    text_of(client, PAGE)
    with CaptureQueriesContext(connection) as one:
        text_of(client, PAGE)
    for number in range(2, 6):
        Membership.objects.create(area=another(number), user=cast.lead, role=Role.LEAD)
    assert catch_up_all()
    Area.objects.touch(rolled_up.pk)
    before = list(Snapshot.objects.order_by("pk").values("as_of", "revision", "claim"))
    with CaptureQueriesContext(connection) as five:
        text_of(client, PAGE)
    assert len(five) <= len(one) + 1  # one more counts what came since, as all areas are out of date
    assert list(Snapshot.objects.order_by("pk").values("as_of", "revision", "claim")) == before


def test_each_drawing_can_be_taken_away_under_disclosure_control(rolled_up: Area, cast: Cast, signed_in) -> None:
    client = signed_in(cast.admin)
    assert f'href="{PAGE}dots.svg?what=improvable"' in text_of(client, PAGE)
    answer = client.get(f"{PAGE}dots.svg?what=q3-discharge")
    said = texts_of(answer.content)
    assert "All areas: Hospital discharge: could have been better, by area" in said
    assert "5 of 10" not in said and "Kent *" in said  # 5 is hidden in a file, whoever takes it
    assert "all-areas-q3-discharge-by-area-dots-r" in answer["Content-Disposition"]
    for nothing in ("funnel.svg", "dots.gif", "nothing.svg"):
        assert client.get(f"{PAGE}{nothing}").status_code == 404
    assert signed_in(cast.gp).get(f"{PAGE}dots.svg").status_code == 404
