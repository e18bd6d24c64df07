"""All areas: pooled for leads and viewers of any area; side by side only what is theirs; constant queries."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.models import Area, Membership, Role
from opportunities.catch_up import catch_up_all
from tests.conftest import Cast
from tests.opportunities.rollup.stored import store_area, store_reviews
from tests.opportunities.rollup.worked import AREA


def another(number: int) -> Area:
    area = store_area(replace(AREA, slug=f"area-{number}", name=f"Area {number}"))
    store_reviews(area)
    return area


@pytest.mark.parametrize(
    ("who", "status"),
    [("lead", 200), ("viewer", 200), ("admin", 200), ("outsider", 200), ("steward", 404), ("gp", 404)],
)
def test_who_may_see_the_pooled_figures(rolled_up: Area, cast: Cast, signed_in, who: str, status: int) -> None:
    client = signed_in(cast[who])
    assert client.get("/all-areas/").status_code == status
    assert client.get("/all-areas/export/json/").status_code == status
    assert client.post("/all-areas/roll-up/").status_code == (302 if status == 200 else status)


def test_only_ones_own_areas_stand_side_by_side(rolled_up: Area, cast: Cast, signed_in) -> None:
    another(2)
    assert catch_up_all()
    own = signed_in(cast.lead).get("/all-areas/").content.decode()
    assert 'href="/areas/kent/"' in own and 'href="/areas/area-2/"' not in own
    assert "Made from agreed reviews" in own  # under disclosure control: nobody leads both areas
    assert 'href="/areas/area-2/"' in signed_in(cast.admin).get("/all-areas/").content.decode()


def test_rolling_up_all_areas_rolls_up_each(reviewed: Area, cast: Cast, signed_in) -> None:
    another(2)
    signed_in(cast.admin).post("/all-areas/roll-up/")
    page = signed_in(cast.admin).get("/all-areas/").content.decode()
    assert "Made from 30 agreed reviews" in page and "Out of date" not in page


def test_an_area_left_out_of_the_money_is_named(rolled_up: Area, cast: Cast, signed_in) -> None:
    poor = another(2)
    Area.objects.filter(pk=poor.pk).update(total_budget=None)
    assert catch_up_all()
    page = signed_in(cast.admin).get("/all-areas/").content.decode()
    assert "Area 2 is left out of the money. Set the area&#39;s total health and social care budget." in page
    assert "1 input missing" in page


@pytest.mark.parametrize("address", ["/all-areas/", "/", "/api/v1/opportunities/", "/all-areas/export/xlsx/"])
def test_as_many_queries_for_five_areas_as_for_one(rolled_up: Area, cast: Cast, signed_in, address: str) -> None:
    client = signed_in(cast.lead)
    assert catch_up_all()
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(2, 6):
        Membership.objects.create(area=another(number), user=cast.lead, role=Role.LEAD)
    assert catch_up_all()
    with CaptureQueriesContext(connection) as five:
        client.get(address)
    assert len(five) == len(one)
