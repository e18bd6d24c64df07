"""Kent of the worked example, rolled up, with two leads: one proposes, the other decides."""

from dataclasses import asdict

import pytest
from django.utils import timezone

from accounts.models import User
from areas.models import Area, Membership, Role
from opportunities.models import Publication, Snapshot
from opportunities.publications.propose import Proposal, propose
from opportunities.rollup import revision
from opportunities.rollup.disclosure_rules import rules
from opportunities.rollup.tables import Figures, nothing
from tests.conftest import Cast
from tests.opportunities.rollup.stored import store_area, store_catalogue

PROPOSAL = Proposal("Spring 2026", "The board asked for figures it can quote.")


@pytest.fixture
def area(db: None) -> Area:
    store_catalogue()
    return store_area()


@pytest.fixture
def rolled_up(area: Area, cast: Cast) -> Area:
    """With tables of its own and of all areas that are fresh, and empty: what is in them is tested elsewhere."""
    for each in (area, None):
        store_tables(each)
    return area


def store_tables(area: Area | None, figures: Figures | None = None) -> None:
    """As a roll-up leaves them, without its minutes of work."""
    tables = asdict(figures or nothing())
    Snapshot.objects.update_or_create(
        area=area,
        defaults={
            "figures": tables,
            "controlled": tables,
            "controlled_by": rules().code,
            "as_of": timezone.now(),
            "revision": revision.current(area.pk if area else None),
            "reviews_counted": 15,
        },
    )


@pytest.fixture
def second_lead(cast: Cast, area: Area) -> User:
    person = User.objects.create_user("second@example.org", "Second lead", "a password for tests")
    Membership.objects.create(area=area, user=person, role=Role.LEAD)
    return person


@pytest.fixture
def proposed(rolled_up: Area, cast: Cast) -> Publication:
    return propose(area=rolled_up, proposal=PROPOSAL, by=cast.lead)
