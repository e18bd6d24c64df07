"""Kent of the worked example, as the cast's area: with its reviews, and rolled up where a test asks for it."""

import pytest

from areas.models import Area
from opportunities.catch_up import catch_up_all
from tests.factories.kept import begin_with
from tests.opportunities.rollup.stored import store_area, store_catalogue, store_reviews


@pytest.fixture
def area(db: None) -> Area:
    begin_with("Kent", lambda: (store_catalogue(), store_area()))
    return Area.objects.get(slug="kent")


@pytest.fixture
def reviewed(area: Area) -> Area:
    """15 agreed reviews, no tables yet."""
    begin_with(("reviewed", area.pk), lambda: store_reviews(area))
    return Area.objects.get(pk=area.pk)


@pytest.fixture
def rolled_up(reviewed: Area) -> Area:
    """Its tables, and those of all areas."""
    begin_with(("rolled up", reviewed.pk), catch_up_all)
    return reviewed
