"""Kent's panel has agreed eight notes; a panel in Swindon, with people of its own, can read them again."""

import pytest

from areas.models import Area
from reviews.models import CaseNote, Panel, Workshop
from reviews.workshops.exchange import Offered
from tests.conftest import Cast
from tests.factories import exchanges as given
from tests.factories import workshops as make
from tests.factories.workshops import NO, YES

MARK = "zebra-crossing"  # in every answer of the first panel
FIRST = [{**NO, "comment": MARK}] * 3 + [{**YES, "comment": MARK}] * 5


@pytest.fixture
def panel(catalogue: None, cast: Cast, area: Area) -> Panel:
    return make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse}, name="East Kent panel")


@pytest.fixture
def notes(panel: Panel, cast: Cast, area: Area) -> list[CaseNote]:
    """Each names where it happened in its facts."""
    locality, place = area.localities.create(name="Thanet"), area.organisations.create(name="Margate hospital")
    return given.agreed(
        panel, FIRST, by=cast.facilitator, locality=locality, organisation=place, extra={"ward": "Broadstairs ward"}
    )


@pytest.fixture
def other_panel(catalogue: None, other_area: Area) -> Panel:
    """Nobody on it has a role in Kent. The outsider is the lead of its area."""
    people = {code: given.person(other_area, f"reader-{code}") for code in ("gp", "social-worker")}
    return make.panel(other_area, people, name="Swindon panel")


@pytest.fixture
def offered(notes: list[CaseNote], panel: Panel, cast: Cast) -> Offered:
    return given.offered(panel, 6, by=cast.lead, seed=11)


@pytest.fixture
def reading(offered: Offered, other_panel: Panel, cast: Cast) -> Workshop:
    """Swindon's workshop over six of the notes, each alone first."""
    return given.accepted(offered, other_panel, by=cast.outsider)
