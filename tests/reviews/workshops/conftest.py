"""A panel of three in Kent with a workshop of five notes."""

import pytest

from areas.models import Area
from reviews.models import Panel, Workshop, WorkshopNote
from tests.conftest import Cast
from tests.factories import workshops as make


@pytest.fixture
def panel(catalogue: None, cast: Cast, area: Area) -> Panel:
    return make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})


@pytest.fixture
def workshop(panel: Panel, cast: Cast, area: Area) -> Workshop:
    return make.workshop(panel, cast.facilitator, make.notes(area, 5))


@pytest.fixture
def places(workshop: Workshop) -> list[WorkshopNote]:
    """The workshop's notes in order."""
    return list(workshop.notes.all())


@pytest.fixture
def place(places: list[WorkshopNote]) -> WorkshopNote:
    """The first of them."""
    return places[0]
